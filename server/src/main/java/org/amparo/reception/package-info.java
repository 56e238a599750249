/// One inbound text: what is asked, and what follows.
///
/// Face: [Inbox] takes an [InboundText] in one transaction. `Dialogue` decides, without I/O; `Reception` acts.
/// Never: calls the carrier, or writes a body anywhere but sealed.
@org.jspecify.annotations.NullMarked
package org.amparo.reception;
