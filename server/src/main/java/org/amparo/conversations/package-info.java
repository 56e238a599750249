/// The thread between a contact and the line: who waits, since when, how urgently, and what was said, sealed.
///
/// Face: [Places] opens a conversation, [TakingPart] says who holds it, [Messages] keeps what is said,
/// [Conversations] finds and closes it; [LegalHolds] to keep one from timed retention.
/// Never: keeps a word in clear, or decides who is asked.
@org.jspecify.annotations.NullMarked
package org.amparo.conversations;
