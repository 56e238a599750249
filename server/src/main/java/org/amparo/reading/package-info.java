/// Reads one text: what it asks for, in which language, whether somebody is in danger. Pure: no I/O, no state, no
/// clock.
///
/// Face: [Reader] turns a body into a [Reading].
@org.jspecify.annotations.NullMarked
package org.amparo.reading;
