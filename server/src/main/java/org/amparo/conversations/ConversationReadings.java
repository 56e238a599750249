package org.amparo.conversations;

import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.amparo.platform.Reading;
import org.amparo.platform.Readings;
import org.jdbi.v3.core.Jdbi;

/// How many conversations are open, and how long the longest has waited.
@Singleton
final class ConversationReadings implements Readings {
    private final Jdbi jdbi;

    ConversationReadings(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<Reading> read(Instant now) {
        return jdbi.withHandle(handle -> handle
                .createQuery("""
                        SELECT status, count(*) AS many, min(waiting_since) AS since FROM conversation
                         WHERE closed_at IS NULL AND NOT test GROUP BY status ORDER BY status
                        """)
                .map((row, _) -> {
                    var status = row.getString("status");
                    var many = Reading.gauge(
                            "amparo_conversations",
                            "Open conversations, by status",
                            Map.of("status", status),
                            row.getInt("many"));
                    var since = Optional.ofNullable(row.getTimestamp("since")).map(Timestamp::toInstant);
                    return status.equals("waiting")
                            ? Stream.of(
                                    many,
                                    Reading.gauge(
                                            "amparo_longest_wait_seconds",
                                            "How long the one who waits longest has waited",
                                            Map.of(),
                                            Reading.age(since, now)))
                            : Stream.of(many);
                })
                .list()
                .stream()
                .flatMap(one -> one)
                .toList());
    }
}
