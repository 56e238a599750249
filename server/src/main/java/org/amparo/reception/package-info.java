/// One inbound text: what is asked, and what follows.
///
/// Face: [Inbox] takes an [InboundText] in one transaction. `Turn` decides, without I/O; `Reception` acts. Every
/// behaviour of `domain.md` E.2 is a class that `Turn` or `OpenQuestion` names.
/// Never: calls the carrier, or writes a body anywhere but sealed.
@org.jspecify.annotations.NullMarked
package org.amparo.reception;
