package org.amparo.retention;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Watched;

/// The hourly run is on time while it is not overdue; [LateRetention] alarms, since it knows of failed runs too.
@Singleton
final class RetentionWatched implements Watched {
    private final RetentionRuns runs;

    RetentionWatched(RetentionRuns runs) {
        this.runs = runs;
    }

    @Override
    public String work() {
        return "retention";
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return Optional.of(runs.late(now)).filter(Duration::isPositive).map(now::minus);
    }

    @Override
    public Duration bound() {
        return LateRetention.PATIENCE;
    }

    @Override
    public Optional<Alarm.Kind> alarm() {
        return Optional.empty();
    }
}
