package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Watched;

/// Escalation is on time while each run takes its next step when it is due.
@Singleton
final class RunsWatched implements Watched {
    private final DueRuns runs;

    RunsWatched(DueRuns runs) {
        this.runs = runs;
    }

    @Override
    public String work() {
        return "escalation";
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return runs.nextDue();
    }

    @Override
    public Duration bound() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Optional<Alarm.Kind> alarm() {
        return Optional.of(Alarm.Kind.ESCALATION_LATE);
    }
}
