package org.amparo.reception;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Watched;

/// Texts that came are on time while each that was kept is tried soon.
@Singleton
final class InboundWatched implements Watched {
    private final Unhandled unhandled;

    InboundWatched(Unhandled unhandled) {
        this.unhandled = unhandled;
    }

    @Override
    public String work() {
        return "inbound";
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return unhandled.oldest(0, 1);
    }

    @Override
    public Duration bound() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Optional<Alarm.Kind> alarm() {
        return Optional.of(Alarm.Kind.INBOUND_LATE);
    }
}
