/// Who is on duty: schedules, rotations, shifts, overrides.
///
/// Face: [Rota], pure, says who is on duty at an instant and lists the shifts of a range. Being on duty is the
/// plan; whether somebody is on, on a break or away is `responders`' to say.
@org.jspecify.annotations.NullMarked
package org.amparo.rota;
