package org.amparo.statistics;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Watched;

/// The day's events are on time while they are shuffled within an hour of the day's end.
@Singleton
final class ShufflesWatched implements Watched {
    private final StatisticRows rows;

    ShufflesWatched(StatisticRows rows) {
        this.rows = rows;
    }

    @Override
    public String work() {
        return "statistics";
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return rows.due();
    }

    @Override
    public Duration bound() {
        return Duration.ofHours(1);
    }

    @Override
    public boolean vital() {
        return false;
    }

    @Override
    public Optional<Alarm.Kind> alarm() {
        return Optional.of(Alarm.Kind.STATISTICS_LATE);
    }
}
