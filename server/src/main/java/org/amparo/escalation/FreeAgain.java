package org.amparo.escalation;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.responders.Stretch;
import org.jdbi.v3.core.Jdbi;

/// Who can be asked again because time passed: a break is over, time off, the rest after a talk about danger, or
/// the pause from writing. Whoever waits is looked for at that moment, not at the next look. Safe on many nodes:
/// looking twice does no harm.
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
             UNION ALL
            SELECT l.line_id, r.wrote_at + make_interval(secs => :pause)
              FROM responder r JOIN responder_line l ON l.responder_id = r.id
             WHERE r.left_at IS NULL AND r.wrote_at >= r.writing_since + make_interval(secs => :most)
               AND r.wrote_at > CAST(:after AS timestamptz) - make_interval(secs => :pause)
            """;

    /// In seconds.
    private static final Map<String, Long> LENGTHS = Map.of(
            "rest", People.REST.toSeconds(), "pause", Stretch.PAUSE.toSeconds(), "most", Stretch.MOST.toSeconds());

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
                .bindMap(LENGTHS)
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
                        .bindMap(LENGTHS)
                        .mapTo(UUID.class)
                        .list())
                .forEach(line -> woken.wake(line, now));
    }
}
