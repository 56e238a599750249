/// People who write to us: language, safety, opt-out. Consent joins them as it grows.
///
/// Face: [Contacts] recognises who wrote, [SendingStates] keeps what the sending gate reads, [OptOuts] is our own
/// ledger.
/// Never: shows an address; it hands it sealed to whoever sends.
@org.jspecify.annotations.NullMarked
package org.amparo.contacts;
