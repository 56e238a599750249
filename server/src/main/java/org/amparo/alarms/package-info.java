/// Tells a supervisor, by text, by call and by a second channel that is not the carrier, that something needs a
/// person; again and again until somebody acts.
///
/// Face: [Alarms] raises, clears and takes an acknowledgement; [Alarm.Kind] is the list of all alarms there are.
/// Never: says what a contact wrote, a number, a name, or what a talk is about.
@org.jspecify.annotations.NullMarked
package org.amparo.alarms;
