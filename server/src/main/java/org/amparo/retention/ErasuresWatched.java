package org.amparo.retention;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Watched;

/// Erasures are on time while each is done within a minute of the asking (`domain.md` G.3).
@Singleton
final class ErasuresWatched implements Watched {
    private final Erasures erasures;

    ErasuresWatched(Erasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public String work() {
        return "erasure";
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return erasures.oldest();
    }

    @Override
    public Duration bound() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Optional<Alarm.Kind> alarm() {
        return Optional.of(Alarm.Kind.ERASURE_LATE);
    }
}
