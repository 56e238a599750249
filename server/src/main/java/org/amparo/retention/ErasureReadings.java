package org.amparo.retention;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amparo.platform.Reading;
import org.amparo.platform.Readings;
import org.jdbi.v3.core.Jdbi;

/// Erasures people asked for that are not done.
@Singleton
final class ErasureReadings implements Readings {
    /// A number is held so long at most after FORGET (`rulings.md` 2).
    private static final Duration LATE = Duration.ofSeconds(60);

    private final Jdbi jdbi;

    ErasureReadings(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<Reading> read(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT count(*) AS open, count(*) FILTER (WHERE requested_at < :late) AS late FROM erasure
                        """)
                .bind("late", now.minus(LATE))
                .map((row, _) -> List.of(
                        Reading.gauge(
                                "amparo_erasures_open",
                                "Erasures asked for and not done",
                                Map.of(),
                                row.getInt("open")),
                        Reading.gauge(
                                "amparo_erasures_late",
                                "Erasures not done a minute after they were asked for",
                                Map.of(),
                                row.getInt("late"))))
                .one());
    }
}
