package org.amparo.delivery;

import java.util.Locale;

/// How far a message has got. Reports come late, doubled, out of order or never; a status only moves forward.
public enum DeliveryStatus {
    QUEUED(0),
    SENDING(1),
    SENT(2),
    DELIVERED(3),
    UNDELIVERED(3),
    FAILED(3),
    /// Dropped by us, with a reason: it would have come too late, or was not safe.
    DROPPED(3);

    private final int stage;

    DeliveryStatus(int stage) {
        this.stage = stage;
    }

    public boolean mayBecome(DeliveryStatus next) {
        return next.stage > stage;
    }

    /// Nothing follows it.
    public boolean last() {
        return stage == 3;
    }

    /// As stored in the database and shown in the phones' API.
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DeliveryStatus ofColumn(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
