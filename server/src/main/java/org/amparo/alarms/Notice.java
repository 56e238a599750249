package org.amparo.alarms;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// Something to be said of an alarm by a channel that is not the carrier.
record Notice(UUID id, Alarm alarm, Channel channel, Event event, int round, int attempts, Instant createdAt) {

    enum Channel {
        MAIL,
        WEBHOOK;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Event {
        RAISED,
        REPEATED,
        ACKNOWLEDGED,
        OVER;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
