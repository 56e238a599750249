/// One inbound text: what is asked, and what follows.
///
/// Face: [Inbox] takes an [InboundText] in one transaction: `Door` makes sure that it is kept, whatever breaks, and
/// `Reception` gathers what a decision looks at, lets `dialogue` decide and does what follows.
/// Never: calls the carrier, or writes a body anywhere but sealed.
@org.jspecify.annotations.NullMarked
package org.amparo.reception;
