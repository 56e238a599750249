package org.amparo.delivery;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// Tells how far messages have got.
public interface DeliveryStatuses {
    /// The status of each of these rows that exists.
    Map<UUID, DeliveryStatus> of(Collection<UUID> rows);
}
