package org.amparo.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A long queue that nobody can be found for: what a look at those who are due costs does not grow with those who
/// wait beside them, and it is the look each of them would get alone.
class SweepTest {
    private static final Pattern PAGES = Pattern.compile("Buffers: shared hit=(\\d+)");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    static final TestLine LINE = TestLine.withoutRetention();

    private final Jdbi sql = LINE.sql();
    private final Sweep sweep = LINE.node().bean(Sweep.class);
    private final DueRuns due = LINE.node().bean(DueRuns.class);
    private final People people = LINE.node().bean(People.class);

    /// Later than anything is due by the line's own clock: its poller does not come between.
    private final Instant then = LINE.clock().now().plus(Duration.ofMinutes(10));

    @Test
    void a_tick_says_and_reads_as_much_whether_hundreds_or_thousands_wait() {
        somebodyAsked();
        away();
        wait("few", 1, 300, 3);
        sql.useHandle(handle -> handle.execute("VACUUM ANALYZE"));
        int fewSaid = statements(() -> sweep.next(then));
        int fewRead = pages();
        wait("many", 301, 6000, 3);
        int manySaid = statements(() -> sweep.next(then));
        int manyRead = pages();
        assertEquals(fewSaid, manySaid, "statements of a tick");
        assertTrue(manySaid < 40, "for " + Sweep.MOST + " looks: " + manySaid);
        assertTrue(manyRead < 2 * fewRead + 100, "pages of a claim: " + fewRead + ", then " + manyRead);
        assertTrue(statements(() -> sweep.next(LINE.clock().now())) <= 2, "nothing is due: nothing is read");
    }

    @Test
    void one_that_cannot_be_read_keeps_no_other_from_being_looked_at() {
        somebodyAsked();
        wait("unread", 1, 20, 3);
        away();
        sql.useHandle(handle -> handle.execute(
                "UPDATE escalation_run SET skill = 'of a newer program'" + " WHERE id = md5('unreadrun7')::uuid"));
        LINE.clock().forward(Duration.ofMinutes(11));
        LINE.settle();
        int late = sql.withHandle(handle -> handle.createQuery("SELECT count(*) FROM escalation_run"
                        + " WHERE status = 'running' AND due_at <= :now AND id <> md5('unreadrun7')::uuid")
                .bind("now", LINE.clock().now())
                .mapTo(Integer.class)
                .one());
        assertEquals(0, late);
        sql.useHandle(handle ->
                handle.execute("UPDATE escalation_run SET skill = NULL" + " WHERE id = md5('unreadrun7')::uuid"));
    }

    @Test
    void who_can_only_wait_is_put_off_and_who_can_be_offered_is_left_for_a_look_of_its_own() {
        somebodyAsked();
        wait("put off", 1, 50, 3);
        away();
        var first = sweep.next(then);
        assertEquals(new Sweep.Swept(50, List.of()), first);
        assertEquals(List.of(then.plus(MINUTE)), dues());
        sql.useHandle(handle -> handle.execute("UPDATE responder SET availability = 'on'"));
        var second = sweep.next(then.plus(MINUTE));
        assertEquals(0, second.putOff());
        assertEquals(50, second.busy().size());
    }

    @Test
    void one_of_those_who_wait_in_vain_rings_for_all_and_once_a_minute() {
        somebodyAsked();
        wait("in vain", 1, 50, 4);
        away();
        var first = sweep.next(then);
        assertEquals(49, first.putOff());
        assertEquals(1, first.busy().size());
        var climbing = LINE.node().bean(Climbing.class);
        assertTrue(climbing.one(first.busy().getFirst(), then));
        assertEquals(List.of(50), alarmed());
        var again = sweep.next(then.plus(MINUTE));
        assertEquals(49, again.putOff());
        assertTrue(climbing.one(again.busy().getFirst(), then.plus(MINUTE)));
        assertEquals(new Sweep.Swept(0, List.of()), sweep.next(then.plus(MINUTE)));
        sql.useHandle(handle -> handle.execute(
                "UPDATE escalation_run SET due_at = CAST(? AS timestamptz) WHERE status = 'running'",
                then.plusSeconds(70).toString()));
        assertEquals(new Sweep.Swept(50, List.of()), sweep.next(then.plusSeconds(70)), "it is known");
    }

    @Test
    void whoever_comes_wakes_the_first_of_each_language_and_all_in_danger() {
        somebodyAsked();
        wait("woken", 1, 400, 3);
        sql.useTransaction(handle -> {
            handle.execute("UPDATE conversation SET waiting_since = waiting_since - interval '1 minute'"
                    + " WHERE id IN (SELECT md5('wokentalk' || n)::uuid FROM generate_series(301, 400) AS n)");
            handle.execute("UPDATE conversation SET locale = 'ru' WHERE id = md5('wokentalk1')::uuid");
            handle.execute("UPDATE conversation SET priority = 'child' WHERE id = md5('wokentalk2')::uuid");
            handle.execute("UPDATE escalation_run SET danger = true WHERE id = md5('wokenrun3')::uuid");
            handle.execute("UPDATE conversation SET status = 'left', left_at = waiting_since, waiting_since = NULL"
                    + " WHERE id = md5('wokentalk4')::uuid");
        });
        var runs = LINE.node().bean(RunsWoken.class);
        var woken = woken(now -> runs.wake(line(), now));
        assertEquals(List.of(1, 2, 3, 4), woken.subList(0, 4), "another language, a child, danger, a left message");
        assertEquals(4 + RunsWoken.WOKEN, woken.size());
        assertTrue(woken.get(4) > 300, "of the others who waited longest");

        // Many in danger whom nobody answers would else look at each other for ever.
        var danger = run("wokenrun3");
        woken = woken(now -> runs.wakeOthers(danger, now));
        assertEquals(List.of(1, 2), woken.subList(0, 2), "another language, a child");
        assertEquals(2 + RunsWoken.WOKEN, woken.size());
        var left = run("wokenrun4");
        assertEquals(List.of(), woken(now -> runs.wakeOthers(left, now)), "a left message took no place");
    }

    private RunRow run(String name) {
        return LINE.node()
                .bean(Runs.class)
                .find(sql.withHandle(handle -> handle.createQuery("SELECT md5(:name)::uuid")
                        .bind("name", name)
                        .mapTo(UUID.class)
                        .one()))
                .orElseThrow();
    }

    /// Which of the runs `woken…` are due now because of that, which is undone.
    private List<Integer> woken(Consumer<Instant> wake) {
        // Before the line's own clock, so that its poller has not come between.
        var now = LINE.clock().now();
        return sql.inTransaction(handle -> {
            wake.accept(now);
            var found = handle.createQuery("SELECT n FROM generate_series(1, 400) AS n JOIN escalation_run r"
                            + " ON r.id = md5('wokenrun' || n)::uuid WHERE r.due_at = :now ORDER BY n")
                    .bind("now", now)
                    .mapTo(Integer.class)
                    .list();
            handle.rollback();
            return found;
        });
    }

    private UUID line() {
        return LINE.node().bean(Lines.class).first().id();
    }

    @Test
    void many_looks_see_what_one_look_sees() {
        somebodyAsked();
        wait("seen", 1, 3, 3);
        sql.useHandle(handle -> {
            handle.execute("INSERT INTO responder_exclusion (responder_id, contact_id, organisation_id, created_at)"
                    + " SELECT r.id, md5('seencontact1')::uuid, r.organisation_id, now() FROM responder r LIMIT 1");
            handle.execute("UPDATE contact SET (kind, address_key, hash_generation) = (SELECT kind, address_key,"
                    + " hash_generation FROM responder_address LIMIT 1) WHERE id = md5('seencontact2')::uuid");
        });
        var rows = due.claimWaiting(then, Sweep.MOST);
        assertEquals(3, rows.size());
        var talks = rows.stream().map(row -> row.talk().orElseThrow()).toList();
        var ties = people.ties(talks.stream().map(talk -> talk.contact()).toList(), then);
        for (var row : rows) {
            var talk = row.talk().orElseThrow();
            var many =
                    people.roster(row.line(), then).facts(row, talk, Objects.requireNonNull(ties.get(talk.contact())));
            assertEquals(people.facts(row, talk, then), many);
        }
        sql.useHandle(handle -> handle.execute(
                "UPDATE contact SET hash_generation = hash_generation + 1" + " WHERE id = md5('seencontact3')::uuid"));
        assertEquals(
                2,
                people.ties(talks.stream().map(talk -> talk.contact()).toList(), then)
                        .size(),
                "not compared by other keys");
    }

    @Test
    void conflicts_under_an_older_key_cost_nothing() {
        somebodyAsked();
        wait("older", 1, 50, 3);
        away();
        sql.useHandle(handle -> handle.execute("INSERT INTO responder_conflict"
                + " SELECT r.id, r.organisation_id, 'phone', sha256('elsewhere'), 1, r.created_at FROM responder r"
                + " LIMIT 1"));
        assertEquals(50, sweep.next(then).putOff());
        sql.useHandle(handle -> handle.execute("DELETE FROM responder_conflict"));
    }

    /// One run of the line's own, for its policy; it is over.
    private void somebodyAsked() {
        sql.useHandle(handle -> handle.execute("UPDATE responder SET availability = 'on'"));
        LINE.phone().texts("I want to talk to a person").hearsAnything();
        sql.useTransaction(handle -> {
            handle.execute("DELETE FROM conversation");
            handle.execute("UPDATE escalation_run SET status = 'ended', ended_at = created_at, due_at = NULL");
            handle.execute("UPDATE alarm SET ended_at = raised_at, due_at = NULL WHERE ended_at IS NULL");
        });
    }

    private void away() {
        sql.useHandle(handle -> handle.execute("UPDATE responder SET availability = 'away'"));
    }

    /// People who have waited for twenty minutes in a language nobody on duty speaks, due in ten.
    private void wait(String mark, int from, int to, int marked) {
        sql.useTransaction(handle -> {
            handle.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
            for (var statement : FILL.split(";\n", -1)) {
                handle.createUpdate(statement)
                        .bind("mark", mark)
                        .bind("from", from)
                        .bind("to", to)
                        .bind("marked", marked)
                        .bind("at", then.minus(Duration.ofMinutes(20)))
                        .bind("due", then.minusSeconds(1))
                        .execute();
            }
        });
    }

    private static final String FILL = """
            INSERT INTO contact (id, organisation_id, kind, address_key, hash_generation, locale, created_at, last_inbound_at,
                   needed_until)
            SELECT CAST(md5(:mark || 'contact' || n) AS uuid), l.organisation_id, 'phone',
                   sha256(convert_to(:mark || n, 'UTF8')),
                   (SELECT hash_generation FROM responder_address LIMIT 1), 'am', :at, :at,
                   CAST(:at AS timestamptz) + interval '719 hours'
              FROM generate_series(:from, :to) AS n, (SELECT * FROM line ORDER BY created_at, id LIMIT 1) AS l;
            INSERT INTO conversation (id, organisation_id, line_id, contact_id, status, priority, locale, consent,
                   waiting_since, opened_at, due_at)
            SELECT CAST(md5(:mark || 'talk' || n) AS uuid), l.organisation_id, l.id,
                   CAST(md5(:mark || 'contact' || n) AS uuid), 'waiting', 'normal', 'am', 'yes', :at, :at, :at
              FROM generate_series(:from, :to) AS n, (SELECT * FROM line ORDER BY created_at, id LIMIT 1) AS l;
            INSERT INTO escalation_run (id, organisation_id, line_id, conversation_id, policy, status, danger, child,
                   way, began_at, opened, marked, due_at, created_at)
            SELECT CAST(md5(:mark || 'run' || n) AS uuid), l.organisation_id, l.id,
                   CAST(md5(:mark || 'talk' || n) AS uuid),
                   (SELECT policy FROM escalation_run ORDER BY created_at LIMIT 1), 'running', false, false, 'normal',
                   :at, 3, :marked, :due, :at
              FROM generate_series(:from, :to) AS n, (SELECT * FROM line ORDER BY created_at, id LIMIT 1) AS l
            """;

    private List<Instant> dues() {
        return sql.withHandle(
                handle -> handle.createQuery("SELECT DISTINCT due_at FROM escalation_run WHERE status = 'running'")
                        .mapTo(Instant.class)
                        .list());
    }

    /// How many wait, as supervisors hear it.
    private List<Integer> alarmed() {
        return sql.withHandle(handle -> handle.createQuery(
                        "SELECT many FROM alarm WHERE kind = 'waiting-too-long' AND ended_at IS NULL")
                .mapTo(Integer.class)
                .list());
    }

    /// What this thread says to the database meanwhile.
    private int statements(Runnable work) {
        var said = new AtomicInteger();
        var thread = Thread.currentThread();
        var before = sql.getConfig(SqlStatements.class).getSqlLogger();
        sql.setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                if (Thread.currentThread().equals(thread)) {
                    said.incrementAndGet();
                }
            }
        });
        try {
            work.run();
            return said.get();
        } finally {
            sql.setSqlLogger(before);
        }
    }

    /// What the claim of a tick reads when a few are due, of the first line that says so: the whole.
    private int pages() {
        return sql.withHandle(handle -> {
            handle.createUpdate("UPDATE escalation_run SET due_at = :far WHERE status = 'running'")
                    .bind("far", then.plus(MINUTE))
                    .execute();
            handle.createUpdate("""
                            UPDATE escalation_run SET due_at = :due
                             WHERE id IN (SELECT id FROM escalation_run WHERE status = 'running' ORDER BY id LIMIT 100)
                            """).bind("due", then).execute();
            // As autovacuum does now and then: the rows' earlier places are not passed by for ever.
            handle.execute("VACUUM escalation_run");
            var plan = String.join(
                    "\n",
                    handle.createQuery("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) " + DueRuns.CLAIM_WAITING)
                            .bind("now", then)
                            .bind("most", Sweep.MOST)
                            .mapTo(String.class)
                            .list());
            var found = PAGES.matcher(plan);
            assertTrue(found.find(), plan);
            return Integer.parseInt(found.group(1));
        });
    }
}
