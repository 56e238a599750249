package org.amparo.escalation;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Who can be asked again because time passed: a break is over, time off, or the rest after a talk about danger.
/// Whoever waits is looked for at that moment, not at the next look. Safe on many nodes: looking twice does no
/// harm.
@Singleton
class FreeAgain {
    private static final String ENDS = """
            SELECT l.line_id, r.available_until AS at
              FROM responder r JOIN responder_line l ON l.responder_id = r.id
             WHERE r.availability <> 'on' AND r.left_at IS NULL AND r.available_until > :after
             UNION ALL
            SELECT c.line_id, p.left_at + make_interval(secs => :rest)
              FROM participant p JOIN conversation c ON c.id = p.conversation_id
             WHERE p.kind = 'responder' AND c.danger_at IS NOT NULL AND NOT c.test
               AND p.left_at > CAST(:after AS timestamptz) - make_interval(secs => :rest)
            """;

    private final Jdbi jdbi;
    private final RunsWoken woken;

    FreeAgain(Jdbi jdbi, RunsWoken woken) {
        this.jdbi = jdbi;
        this.woken = woken;
    }

    /// When somebody next is, later than that.
    Optional<Instant> next(Instant after) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT min(ends.at) FROM (" + ENDS + ") AS ends")
                .bind("after", after)
                .bind("rest", People.REST.toSeconds())
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .one());
    }

    /// Whoever waits on the line of somebody who was so between two moments, the first excluded, is looked for now.
    @Transactional
    void look(Instant after, Instant now) {
        jdbi.withHandle(handle -> handle.createQuery(
                                "SELECT DISTINCT ends.line_id FROM (" + ENDS + ") AS ends WHERE ends.at <= :now")
                        .bind("after", after)
                        .bind("now", now)
                        .bind("rest", People.REST.toSeconds())
                        .mapTo(UUID.class)
                        .list())
                .forEach(line -> woken.wake(line, now));
    }
}
