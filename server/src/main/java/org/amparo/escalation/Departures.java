package org.amparo.escalation;

import java.time.Instant;
import java.util.UUID;
import org.amparo.platform.Ids;
import org.jdbi.v3.core.Jdbi;

/// Somebody left the service, or was changed: the talks they held are given to others, and whoever cannot be
/// reached as an interpreter any more leaves those talks.
public final class Departures {
    private final Jdbi jdbi;

    private Departures(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// For a command, beside the running program.
    public static Departures of(Jdbi jdbi) {
        return new Departures(jdbi);
    }

    /// The running program looks at each of their talks now, those about danger first. Joins the caller's
    /// transaction.
    public void left(UUID responder, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE escalation_run
                           SET due_at = CAST(:now AS timestamptz) - CASE WHEN danger THEN interval '1 second'
                                                                         ELSE interval '0' END
                         WHERE held_by = :responder AND status IN ('held', 'running')
                        """)
                .bind("now", now)
                .bind("responder", responder)
                .execute());
        changed(responder, now);
    }

    /// Their numbers or lines may be others now: the running program looks at the talks they interpret in. Joins
    /// the caller's transaction.
    public void changed(UUID responder, Instant now) {
        jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT DISTINCT conversation_id FROM participant
                         WHERE person_id = :responder AND kind = 'interpreter' AND left_at IS NULL
                         ORDER BY conversation_id
                        """)
                        .bind("responder", responder)
                        .mapTo(UUID.class)
                        .list())
                .forEach(talk -> jdbi.useHandle(handle -> handle.createQuery(InterpreterRows.LOOK)
                        .bind("id", Ids.next(now))
                        .bind("conversation", talk)
                        .bind("now", now)
                        .mapTo(UUID.class)
                        .list()));
    }
}
