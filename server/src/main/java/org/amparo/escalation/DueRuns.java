package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/// Which runs are due, claimed so that no two programs look at one. Works inside the caller's transaction.
@Singleton
class DueRuns {
    static final String CLAIM = """
            SELECT r.id FROM escalation_run r
              JOIN conversation c ON c.id = r.conversation_id
              JOIN contact k ON k.id = c.contact_id
             WHERE r.due_at <= :now AND (<which>)
             ORDER BY <order> LIMIT 1
               FOR UPDATE OF k, r SKIP LOCKED
            """;

    /// Who looks for somebody in danger, whoever has not been looked at first, so that each is rung for once
    /// before any is again; then in the order of their queue; then the rest of those who come first.
    private static final String DANGER_FIRST = """
            CASE WHEN r.danger AND r.status = 'running' AND NOT r.test THEN 0 ELSE 1 END,
            CASE WHEN r.danger AND r.status = 'running' AND NOT r.test THEN r.way IS NOT NULL END,
            CASE WHEN r.danger AND r.status = 'running' AND NOT r.test THEN NOT r.child END,
            CASE WHEN r.danger AND r.status = 'running' AND NOT r.test THEN c.waiting_since ELSE r.due_at END, r.id
            """;

    /// One whose conversation is gone.
    private static final String CLAIM_ORPHAN = """
            SELECT r.id FROM escalation_run r
             WHERE r.due_at <= :now AND (<which>)
               AND NOT EXISTS (SELECT FROM conversation c WHERE c.id = r.conversation_id)
             ORDER BY r.due_at LIMIT 1
               FOR UPDATE OF r SKIP LOCKED
            """;

    static final String CLAIM_WAITING = """
            SELECT r.id FROM escalation_run r
             WHERE r.due_at <= :now AND r.status = 'running' AND NOT r.danger AND NOT r.test
             ORDER BY r.due_at LIMIT :most
               FOR UPDATE SKIP LOCKED
            """;

    private final Jdbi jdbi;
    private final Runs runs;

    DueRuns(Jdbi jdbi, Runs runs) {
        this.jdbi = jdbi;
        this.runs = runs;
    }

    /// The next one due that is not of the many who only wait: about danger, whose first comes first
    /// ([org.amparo.conversations.Precedence]); else held, practice, or erased. Its contact's row and its own are
    /// locked; a row somebody else works on is passed over.
    Optional<RunRow> claimFirst(Instant now) {
        return claim("r.danger OR r.test OR r.status <> 'running'", DANGER_FIRST, query -> query.bind("now", now));
    }

    /// The next one due of those who only wait, locked in the same way.
    Optional<RunRow> claimNext(Instant now) {
        return claim(
                "r.status = 'running' AND NOT r.danger AND NOT r.test", "r.due_at", query -> query.bind("now", now));
    }

    /// That one, if it is due and free, locked in the same way.
    Optional<RunRow> claim(UUID run, Instant now) {
        return claim("r.id = :run", "r.due_at", query -> query.bind("now", now).bind("run", run));
    }

    private Optional<RunRow> claim(String which, String order, UnaryOperator<Query> bound) {
        return one(bound, CLAIM, which, order)
                .or(() -> one(bound, CLAIM_ORPHAN, which, order))
                .flatMap(runs::find);
    }

    private Optional<UUID> one(UnaryOperator<Query> bound, String sql, String which, String order) {
        return jdbi.withHandle(handle -> bound.apply(
                        handle.createQuery(sql).define("which", which).define("order", order))
                .mapTo(UUID.class)
                .findOne());
    }

    /// Those due first among the many that wait in no danger, their own rows alone locked: whoever has one of them
    /// can only put it off. What somebody else works on is passed over, so that this waits for nobody.
    List<RunRow> claimWaiting(Instant now, int most) {
        return runs.rows(jdbi.withHandle(handle -> handle.createQuery(CLAIM_WAITING)
                .bind("now", now)
                .bind("most", most)
                .mapTo(UUID.class)
                .list()));
    }

    Optional<Instant> nextDue() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT min(due_at) FROM escalation_run")
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .one());
    }

    /// Each of them is looked at then.
    void lookAgain(Map<UUID, Instant> due) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE escalation_run r SET due_at = d.due
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:dues AS timestamptz[])) AS d (id, due)
                         WHERE r.id = d.id
                        """)
                .bindArray("ids", UUID.class, due.keySet().toArray())
                .bindArray(
                        "dues",
                        String.class,
                        due.values().stream().map(Instant::toString).toArray())
                .execute());
    }
}
