/// One inbound text: what is asked, and what follows.
///
/// Face: [Inbox] takes an [InboundText] in one transaction: `Door` makes sure that it is kept, whatever breaks, and
/// `Reception` claims it and recognises who wrote. `Answering` gathers what a decision looks at (`Standings`), lets
/// `dialogue` decide and does what follows (`Following`; `Effects` says where each effect is done).
/// Never: calls the carrier, or writes a body anywhere but sealed.
@org.jspecify.annotations.NullMarked
package org.amparo.reception;
