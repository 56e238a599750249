package org.amparo.escalation;

import jakarta.inject.Singleton;
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

    /// Without those who hold nothing and are asked nothing.
    Map<UUID, Load> of(UUID line) {
        var loads = new HashMap<UUID, Load>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT place.responder_id, count(*) FILTER (WHERE place.held) AS held,
                               count(*) FILTER (WHERE NOT place.held) AS asked,
                               bool_or(place.held AND place.danger) AS danger
                          FROM responder_line l
                         CROSS JOIN LATERAL (
                               SELECT p.person_id AS responder_id, true AS held, c.danger_at IS NOT NULL AS danger
                                 FROM participant p
                                 JOIN conversation c ON c.id = p.conversation_id AND c.status = 'held'
                                                    AND c.left_at IS NULL AND NOT c.test
                                WHERE p.person_id = l.responder_id AND p.kind = 'responder' AND p.left_at IS NULL
                                UNION ALL
                               SELECT o.responder_id, false, r.danger
                                 FROM offer o
                                 JOIN escalation_run r ON r.id = o.run_id AND r.status = 'running' AND NOT r.test
                                 JOIN conversation c ON c.id = r.conversation_id AND c.left_at IS NULL
                                WHERE o.responder_id = l.responder_id AND o.answer = 'open') AS place
                         WHERE l.line_id = :line
                         GROUP BY place.responder_id
                        """)
                .bind("line", line)
                .map((row, _) -> loads.put(
                        row.getObject("responder_id", UUID.class),
                        new Load(row.getInt("held"), row.getInt("asked"), row.getBoolean("danger"))))
                .list());
        return loads;
    }
}
