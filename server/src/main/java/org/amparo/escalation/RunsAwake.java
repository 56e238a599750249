package org.amparo.escalation;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// The plan of a line was changed beside the running program: whoever waits there is looked for anew, and who holds
/// a talk about danger is looked at.
public final class RunsAwake {
    private final Jdbi jdbi;

    private RunsAwake(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// For a command, beside the running program.
    public static RunsAwake of(Jdbi jdbi) {
        return new RunsAwake(jdbi);
    }

    /// Somebody was changed: their limit, a language, a line. Whoever waits on their lines is looked for anew, the
    /// first of each language. Joins the caller's transaction.
    public void changed(UUID responder, Instant now) {
        jdbi.withHandle(handle -> handle.createQuery(
                                "SELECT line_id FROM responder_line WHERE responder_id = :responder")
                        .bind("responder", responder)
                        .mapTo(UUID.class)
                        .list())
                .forEach(line -> RunsWoken.wake(jdbi, line, now));
    }

    /// Joins the caller's transaction; what somebody works on just now is looked at by itself within a minute.
    public void planned(UUID line, Instant now) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        UPDATE escalation_run SET due_at = LEAST(due_at, CAST(:now AS timestamptz))
                         WHERE id IN (SELECT id FROM escalation_run
                                       WHERE line_id = :line AND (status = 'running' OR (status = 'held' AND danger))
                                       ORDER BY id FOR UPDATE SKIP LOCKED)
                        """).bind("now", now).bind("line", line).execute());
    }
}
