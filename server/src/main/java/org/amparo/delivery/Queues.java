package org.amparo.delivery;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// Says how the outbox stands, for those who watch over it.
@Singleton
public final class Queues {
    /// A text held for safe hours holds up none of its lane: what jams behind it is late.
    static final String OLDEST_DUE = """
            SELECT min(free_at) FROM (
                SELECT GREATEST(head.due_at,
                                (SELECT max(busy.sending_at) + make_interval(secs => :patience)
                                   FROM outbox busy
                                  WHERE busy.lane = head.lane AND busy.status = 'sending')) AS free_at
                  FROM (SELECT DISTINCT ON (lane) lane, due_at FROM outbox
                         WHERE status = 'queued' AND (held_until IS NULL OR held_until <= :now)
                         ORDER BY lane, first_in_lane DESC, position) AS head
                 WHERE head.due_at <= :now
            ) AS heads WHERE free_at <= :now
            """;

    private final Jdbi jdbi;
    private final Copies copies;

    Queues(Jdbi jdbi, Copies copies) {
        this.jdbi = jdbi;
        this.copies = copies;
    }

    /// Since when the text that waits longest to be handed over could have been: the first of its lane, free to go.
    public Optional<Instant> oldestDue(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(OLDEST_DUE)
                .bind("patience", Lanes.LANE_PATIENCE.toSeconds())
                .bind("now", now)
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
                .one());
    }

    /// Since when the deletion at the carrier that waits longest could have been tried.
    public Optional<Instant> oldestDeletion() {
        return copies.nextDue();
    }

    /// What became of texts.
    ///
    /// @param failed those that did not arrive and that the person did not stop
    public record Finals(long all, long failed) {}

    /// What became of the texts that came to their end since then, by line. Those we dropped
    /// do not count, nor calls: a person who does not answer is no fault of the line.
    public Map<UUID, Finals> finals(Instant since) {
        return jdbi.withHandle(handle -> handle
                .createQuery("""
                        SELECT line_id, count(*) AS all_of,
                               count(*) FILTER (WHERE status <> 'delivered' AND reason IS DISTINCT FROM :stopped) AS failed
                          FROM outbox WHERE final_at > :since AND status <> 'dropped' AND medium = 'text'
                         GROUP BY line_id
                        """)
                .bind("stopped", "opted-out")
                .bind("since", since)
                .map((row, _) -> Map.entry(
                        row.getObject("line_id", UUID.class), new Finals(row.getLong("all_of"), row.getLong("failed"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
