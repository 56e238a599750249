package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amparo.delivery.Queues;

/// The outbox is on time while the first text of each lane is handed over when it is due. One the carrier would not
/// take now, or that waits for its safe hour, has a later time of its own and is not late.
@Singleton
final class OutboxWatched implements Watched {
    private final Queues queues;

    OutboxWatched(Queues queues) {
        this.queues = queues;
    }

    @Override
    public String work() {
        return "outbox";
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return queues.oldestDue(now);
    }

    @Override
    public Duration bound() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Optional<Alarm.Kind> alarm() {
        return Optional.of(Alarm.Kind.OUTBOX_LATE);
    }
}
