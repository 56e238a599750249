package org.amparo.delivery;

import java.util.UUID;

/// Hears, inside the transaction that records it, that a message met trouble.
public interface DeliveryListener {
    /// @param origin the opaque origin the message was queued with
    void trouble(UUID row, String origin, DeliveryStatus status, Carrier.Reason reason, boolean inDoubt);
}
