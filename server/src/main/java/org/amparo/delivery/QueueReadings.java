package org.amparo.delivery;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amparo.platform.Reading;
import org.amparo.platform.Readings;
import org.jdbi.v3.core.Jdbi;

/// How many messages wait, and what became of those of the last hour, whichever node sent them.
@Singleton
final class QueueReadings implements Readings {
    private static final Duration LATELY = Duration.ofHours(1);

    private final Jdbi jdbi;

    QueueReadings(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<Reading> read(Instant now) {
        var all = new ArrayList<>(jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT class, status, count(*) AS many FROM outbox
                         WHERE status IN ('queued', 'sending') GROUP BY class, status ORDER BY class, status
                        """)
                .map((row, _) -> Reading.gauge(
                        "amparo_messages_waiting",
                        "Messages that have not been handed over, by class",
                        Map.of("class", row.getString("class"), "status", row.getString("status")),
                        row.getInt("many")))
                .list()));
        all.addAll(jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT class, status, count(*) AS many FROM outbox
                         WHERE final_at > :since GROUP BY class, status ORDER BY class, status
                        """)
                .bind("since", now.minus(LATELY))
                .map((row, _) -> Reading.gauge(
                        "amparo_messages_ended_last_hour",
                        "Messages that came to their end in the last hour, by class and what became of them",
                        Map.of("class", row.getString("class"), "status", row.getString("status")),
                        row.getInt("many")))
                .list()));
        return all;
    }
}
