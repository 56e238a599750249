package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amparo.delivery.Queues;

/// Deletions at the carrier are on time while each is tried when it is due. What the carrier refuses is due again
/// later, and what stays there in the end is an alarm of its own.
@Singleton
final class DeletionsWatched implements Watched {
    private final Queues queues;

    DeletionsWatched(Queues queues) {
        this.queues = queues;
    }

    @Override
    public String work() {
        return "deletions";
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return queues.oldestDeletion();
    }

    @Override
    public Duration bound() {
        return Duration.ofMinutes(30);
    }

    @Override
    public boolean vital() {
        return false;
    }

    @Override
    public Optional<Alarm.Kind> alarm() {
        return Optional.of(Alarm.Kind.DELETION_LATE);
    }
}
