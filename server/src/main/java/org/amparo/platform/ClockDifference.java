package org.amparo.platform;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// Compares this machine's clock with the database's; the one place that asks the database for its time.
@Singleton
public class ClockDifference {
    private static final String ITS_TIME = "SELECT clock_timestamp()";

    private final Jdbi jdbi;
    /// The machine's own clock: the offset of a demonstration is no error of it.
    private final InstantSource machine = InstantSource.system();

    ClockDifference(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// How far apart the two are, whichever is ahead; the time the question took counts for neither.
    public Duration measure() {
        return jdbi.withHandle(handle -> {
            var before = machine.instant();
            var there = handle.createQuery(ITS_TIME)
                    .map((row, _) -> row.getTimestamp(1).toInstant())
                    .one();
            var after = machine.instant();
            if (there.isBefore(before)) {
                return Duration.between(there, before);
            }
            return there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
        });
    }
}
