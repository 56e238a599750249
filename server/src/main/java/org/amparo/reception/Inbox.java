package org.amparo.reception;

/// Where a text goes in.
public interface Inbox {
    /// Takes a text durably, and whatever follows from it is queued: after a normal return nothing of it can be
    /// lost, and the same carrier id again has no effect.
    ///
    /// @throws java.lang.RuntimeException only when it could be kept nowhere, neither in the database nor in the
    /// journal
    Taken take(InboundText text);

    /// Writes a text that cannot be taken in time into the journal, from which it is handled later, once.
    ///
    /// @throws java.lang.RuntimeException when the journal cannot be written
    Taken putAside(InboundText text);

    /// What the carrier is to answer.
    sealed interface Taken {
        /// Nothing: replies leave through the outbox.
        record Durably() implements Taken {}

        /// The database is away: this static text, or nothing when it is empty.
        record InJournal(String staticAnswer) implements Taken {}
    }
}
