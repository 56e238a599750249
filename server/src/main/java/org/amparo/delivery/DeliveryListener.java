package org.amparo.delivery;

import java.util.UUID;

/// Hears, inside the transaction that records it, that a message met trouble.
public interface DeliveryListener {
    /// @param origin the opaque origin the message was queued with
    void trouble(UUID row, String origin, DeliveryStatus status, Carrier.Reason reason, boolean inDoubt);

    /// We ourselves did not let a message leave.
    ///
    /// @param reason as the outbox names it: `unsafe`, `stopped`, `no-window` …
    default void dropped(UUID row, String origin, String reason) {}

    /// Copies of messages are at the carrier longer than they may be. Said of each line once an hour, in no
    /// transaction.
    ///
    /// @param count how many, of that line; 0 when all is well
    default void copiesLeft(UUID organisation, UUID line, long count) {}
}
