package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Who may be asked about practice. Only those who said that they take part, at whatever hour; and a real contact
/// goes first: nobody who holds a real talk, or is asked about one, is asked about practice. A left message that
/// rests until its agreed hours keeps nobody. Works inside the caller's transaction.
@Singleton
class Practising {
    private static final String HOLDS_REAL = """
            EXISTS (SELECT FROM participant p
                      JOIN conversation c ON c.id = p.conversation_id AND c.status = 'held' AND c.left_at IS NULL
                                         AND NOT c.test
                     WHERE p.person_id = r.id AND p.kind <> 'contact' AND p.left_at IS NULL)
            """;

    private final Jdbi jdbi;

    Practising(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Set<UUID> free(UUID line, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT r.id FROM responder r
                          JOIN responder_line l ON l.responder_id = r.id AND l.line_id = :line
                         WHERE r.left_at IS NULL AND r.practises_until > :now AND NOT %s
                           AND NOT EXISTS (SELECT FROM offer o
                                             JOIN escalation_run e ON e.id = o.run_id AND e.status = 'running'
                                                                  AND NOT e.test
                                            WHERE o.responder_id = r.id AND o.answer IN ('open', 'missed'))
                        """.formatted(HOLDS_REAL))
                .bind("line", line)
                .bind("now", now)
                .mapTo(UUID.class)
                .set());
    }

    /// A real talk is in their hands: what they practise ends.
    boolean holdsReal(UUID person) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT FROM responder r WHERE r.id = :id AND " + HOLDS_REAL + ")")
                .bind("id", person)
                .mapTo(Boolean.class)
                .one());
    }
}
