/// Carries a message out: outbox, sending gate, one send lane a contact, the carrier port, delivery status.
///
/// Face: `Outbox` takes messages, [Carrier] is what carries them, [DeliveryReports] hears how far they got.
/// Never: knows a conversation (a row carries an opaque origin), or calls the carrier inside a transaction.
@org.jspecify.annotations.NullMarked
package org.amparo.delivery;
