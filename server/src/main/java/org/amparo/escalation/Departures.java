package org.amparo.escalation;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Somebody left the service: the talks they held are given to others.
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
    }
}
