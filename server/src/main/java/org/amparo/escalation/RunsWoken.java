package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.amparo.platform.FailureKind;
import org.amparo.platform.Wakeups;
import org.jdbi.v3.core.Jdbi;

/// Runs looked at now because somebody came, went or is free. Works inside the caller's transaction.
@Singleton
class RunsWoken {
    /// So many who wait in a language are woken at once; a place that is free is taken by the first few.
    static final int WOKEN = 50;

    static final String WAKE = """
            WITH woken AS (
                SELECT id FROM escalation_run
                 WHERE :all AND line_id = :line AND danger AND status = 'running' AND due_at IS NOT NULL
                 UNION
                SELECT r.id FROM escalation_run r
                 WHERE r.status = 'running' AND r.conversation_id IN (
                       SELECT id FROM conversation WHERE :all AND line_id = :line AND status = 'held'
                        UNION ALL
                       (SELECT id FROM conversation WHERE :all AND line_id = :line AND status = 'left'
                         ORDER BY waiting_since LIMIT :most)
                        UNION ALL
                       (SELECT id FROM conversation WHERE line_id = :line AND status = 'waiting' AND priority = 'child'
                         ORDER BY waiting_since LIMIT :most)
                        UNION ALL
                       SELECT first.id
                         FROM (SELECT DISTINCT locale FROM conversation
                                WHERE line_id = :line AND status = 'waiting') AS spoken
                        CROSS JOIN LATERAL (
                              SELECT id FROM conversation
                               WHERE line_id = :line AND status = 'waiting' AND locale = spoken.locale
                               ORDER BY waiting_since LIMIT :most) AS first))
            UPDATE escalation_run SET due_at = LEAST(due_at, CAST(:now AS timestamptz))
             WHERE id IN (SELECT r.id FROM escalation_run r JOIN woken USING (id) WHERE r.status = 'running'
                           ORDER BY r.id FOR UPDATE OF r SKIP LOCKED)
            """;

    private final Jdbi jdbi;
    private final Wakeups wakeups;

    RunsWoken(Jdbi jdbi, Wakeups wakeups) {
        this.jdbi = jdbi;
        this.wakeups = wakeups;
    }

    /// Runs that look for somebody on that line look again now: all in danger, those somebody holds, and of those
    /// who left a message or wait as many as one who came or is free could ever take, the longest waiting
    /// of each language and the children first. The others look within the minute. What somebody works on is passed
    /// over.
    void wake(UUID line, Instant now) {
        wake(jdbi, line, now);
        wakeups.tell(Runs.POLLER);
    }

    /// The same for a command, beside the running program, which looks by itself every few seconds.
    static void wake(Jdbi jdbi, UUID line, Instant now) {
        wake(jdbi, line, true, now);
    }

    /// Somebody was offered for a run and is not any more: of those who wait in no danger the first look again.
    /// Danger asks whoever has a place, whatever they were offered; looked at again for each of many that are not
    /// answered, it would look at nothing else. Practice and left messages take no place that others lack.
    void wakeOthers(RunRow offered, Instant now) {
        if (!offered.test() && !offered.precedence().left()) {
            wake(jdbi, offered.line(), false, now);
            wakeups.tell(Runs.POLLER);
        }
    }

    /// @param all not those alone who wait in no danger
    private static void wake(Jdbi jdbi, UUID line, boolean all, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(WAKE)
                .bind("now", now)
                .bind("line", line)
                .bind("all", all)
                .bind("most", WOKEN)
                .execute());
    }

    /// Those runs look again now; what somebody works on is passed over.
    void wake(Collection<UUID> runs, Instant now) {
        if (runs.isEmpty()) {
            return;
        }
        int woken = jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE escalation_run SET due_at = :now
                         WHERE id IN (SELECT id FROM escalation_run
                                       WHERE id = ANY (:runs) AND status = 'running' AND due_at > :now
                                       ORDER BY id FOR UPDATE SKIP LOCKED)
                        """)
                .bindArray("runs", UUID.class, runs.toArray())
                .bind("now", now)
                .execute());
        if (woken > 0) {
            wakeups.tell(Runs.POLLER);
        }
    }

    /// Whoever holds a talk in danger is looked at now. A run that somebody works on is not waited for, since the
    /// caller need not have its contact's row: then the caller gives way, and is done again ([FailureKind]).
    void wakeHolder(UUID responder, Instant now) {
        inDanger("held", responder, now);
    }

    /// Whoever had gone off duty with a talk in danger in hand says that they are on: they stay with it. Their own
    /// word alone does so, not a shift that begins. Waits for nobody, like [#wakeHolder].
    void backByWord(UUID responder, Instant now) {
        inDanger("running", responder, now);
    }

    private void inDanger(String status, UUID responder, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE escalation_run SET off_at = :now, due_at = :now
                         WHERE id IN (SELECT id FROM escalation_run
                                       WHERE held_by = :responder AND status = :status AND danger
                                       ORDER BY id FOR UPDATE NOWAIT)
                        """)
                .bind("now", now)
                .bind("responder", responder)
                .bind("status", status)
                .execute());
        wakeups.tell(Runs.POLLER);
    }

    /// Practice that they hold is looked at now. Waits for nobody who has it, or its contact.
    void wakePractice(UUID responder, Instant now) {
        int woken = jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE escalation_run SET due_at = :now
                         WHERE id IN (SELECT id FROM escalation_run
                                       WHERE held_by = :responder AND status = 'held' AND test
                                         FOR UPDATE SKIP LOCKED)
                        """)
                .bind("now", now)
                .bind("responder", responder)
                .execute());
        if (woken > 0) {
            wakeups.tell(Runs.POLLER);
        }
    }
}
