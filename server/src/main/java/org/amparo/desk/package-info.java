/// One inbound text of somebody who answers: a command, an answer to an offer or an alarm, or words to be relayed;
/// and what follows from it.
///
/// Face: [Typed] reads such a text, purely.
/// [ParkedTalks] brings a resting talk back; [ShiftNotices] tells people when their time begins and ends.
/// Never: shows a responder's number or name to a contact, or a contact's to anybody.
@org.jspecify.annotations.NullMarked
package org.amparo.desk;
