package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// What people of a line have in hand, on all their lines. Works inside the caller's transaction.
@Singleton
class Loads {
    private final Jdbi jdbi;

    Loads(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// An offer that should have ended so long ago holds no place: nothing may hold one for ever.
    private static final Duration ENDED = Duration.ofSeconds(30);

    /// Without those who hold nothing and are asked nothing.
    Map<UUID, Load> of(UUID line, Instant now) {
        var loads = new HashMap<UUID, Load>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT place.responder_id, count(*) FILTER (WHERE place.held) AS held,
                               count(*) FILTER (WHERE NOT place.held AND NOT place.danger AND place.child) AS children,
                               count(*) FILTER (WHERE NOT place.held AND NOT place.danger AND NOT place.child) AS others,
                               bool_or(NOT place.held AND place.danger) AS urgent,
                               bool_or(place.held AND place.danger) AS danger
                          FROM responder_line l
                         CROSS JOIN LATERAL (
                               SELECT p.person_id AS responder_id, true AS held, c.danger_at IS NOT NULL AS danger, false AS child
                                 FROM participant p
                                 JOIN conversation c ON c.id = p.conversation_id AND c.status = 'held'
                                                    AND c.left_at IS NULL AND NOT c.test
                                WHERE p.person_id = l.responder_id AND p.kind = 'responder' AND p.left_at IS NULL
                                UNION ALL
                               SELECT o.responder_id, false, r.danger, r.child
                                 FROM offer o
                                 JOIN escalation_run r ON r.id = o.run_id AND r.status = 'running' AND NOT r.test
                                 JOIN conversation c ON c.id = r.conversation_id AND c.left_at IS NULL
                                WHERE o.responder_id = l.responder_id AND o.answer = 'open'
                                  AND o.until_at > :ended) AS place
                         WHERE l.line_id = :line
                         GROUP BY place.responder_id
                        """)
                .bind("line", line)
                .bind("ended", now.minus(ENDED))
                .map((row, _) -> loads.put(
                        row.getObject("responder_id", UUID.class),
                        new Load(
                                row.getInt("held"),
                                row.getInt("children") + (row.getBoolean("urgent") ? 1 : 0),
                                row.getInt("others"),
                                row.getBoolean("danger"))))
                .list());
        return loads;
    }
}
