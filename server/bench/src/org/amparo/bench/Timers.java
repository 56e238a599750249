package org.amparo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Many conversations that wait, each looked at once a minute: how late the looks are, what one costs, and what it costs
/// that nothing is due. Lateness is read from the rows: a look at a run that finds nobody puts it a minute on, so the
/// moment of the look is its new time less that minute. Under a minute is watched, so that each is looked at once.
final class Timers {
    private static final int WRITING_IN_PARTS_OF = 10_000;
    private static final int WATCHED = 50;
    private static final int MOST_LATE = 5;
    private static final int LINES = 12;
    private static final int ROWS_WRITTEN_A_SECOND = 5_000;

    /// The claim of a tick, and nothing else.
    private static final String TICK = "%escalation_run%running%NOT r.danger%SKIP LOCKED%";

    private final Options options;

    Timers(Options options) {
        this.options = options;
    }

    void measure(PrintStream out) throws IOException, SQLException, InterruptedException {
        try (var carrier = new StubCarrier(options.reports());
                var stand = Stand.make(options, "timers")) {
            boolean counting = Statements.prepare(stand, carrier);
            try (var program = stand.start(carrier, List.of())) {
                carrier.calls(program);
                var watched = new Watched(program, stand.now(), counting);
                var database = watched.database();
                out.printf("%n## Timers%n%n%s%n", database.text("SELECT version()"));
                if (counting) {
                    Statements.reset(database);
                }
                somebodyIsOn(database);
                asksOnce(program, carrier, database);
                nobodyCanBeAsked(database);
                rest(out, watched, "nobody waits");
                long begun = System.nanoTime();
                fill(database);
                out.printf(
                        "%,d people wait (written in %.0f s); %s in the database%n",
                        database.number("SELECT count(*) FROM conversation WHERE status = 'waiting'"),
                        (System.nanoTime() - begun) / 1e9,
                        database.text("SELECT pg_size_pretty(pg_database_size(current_database()))"));
                rest(out, watched, "all wait, nothing is due");
                looks(out, watched);
            }
        }
    }

    /// @param counting whether the database counts its statements
    private record Watched(Running program, Database database, boolean counting) {}

    /// One run of the program's own, for its policy.
    private static void asksOnce(Running program, StubCarrier carrier, Database database)
            throws IOException, SQLException, InterruptedException {
        try (var wire = new Wire(program.port())) {
            wire.exchange(carrier.inbound("+447700900555", "I want to talk to a person", System.nanoTime()));
        }
        Thread.sleep(Duration.ofSeconds(2));
        // or those it asks would come and go, and wake all others
        database.execute("UPDATE escalation_run SET status = 'ended', ended_at = now(), due_at = NULL;"
                + " UPDATE offer SET answer = 'withdrawn'");
    }

    /// Somebody is on duty at any hour, or nobody would be looked for at night.
    private static void somebodyIsOn(Database database) throws SQLException {
        database.execute("INSERT INTO duty_override (id, schedule_id, organisation_id, kind, responder_id, rank, from_at,"
                + " until_at, created_at) SELECT gen_random_uuid(), s.id, s.organisation_id, 'add', r.id, 'primary',"
                + " now() - interval '1 hour', now() + interval '1 day', now() FROM schedule s, responder r"
                + " WHERE s.cover = 'open'");
    }

    /// All of them have a break, so that each look finds nobody to ask, as in a night when too few are there.
    private static void nobodyCanBeAsked(Database database) throws SQLException {
        database.execute("UPDATE responder SET availability = 'break'");
    }

    private void fill(Database database) throws IOException, SQLException {
        var sql = Files.readString(options.folder().resolve("sql/waiting.sql"));
        for (int from = 1; from <= options.rows(); from += WRITING_IN_PARTS_OF) {
            int to = Math.min(options.rows(), from + WRITING_IN_PARTS_OF - 1);
            database.execute(
                    sql.replace(":from", Integer.toString(from)).replace(":to", Integer.toString(to)));
        }
        database.execute("VACUUM ANALYZE");
    }

    private void rest(PrintStream out, Watched watched, String what)
            throws IOException, SQLException, InterruptedException {
        var before = Cost.now(watched);
        Thread.sleep(options.measure());
        var cost = Cost.now(watched).since(before);
        double seconds = options.measure().toMillis() / 1000.0;
        out.printf(
                Locale.ROOT,
                "at rest, %s: %.1f transactions and %s statements/s, CPU of the program %.1f %%, of the database"
                        + " %.1f %% of one core; %d MB resident%n",
                what,
                cost.transactions() / seconds,
                watched.counting() ? "%.1f".formatted(cost.statements() / seconds) : "?",
                cost.program() / seconds / 10,
                cost.database() / seconds / 10,
                watched.program().residentMegabytesNow());
    }

    private void looks(PrintStream out, Watched watched) throws IOException, SQLException, InterruptedException {
        var database = watched.database();
        // nothing is due before all of it is written
        int lead = 5 + options.rows() / ROWS_WRITTEN_A_SECOND;
        database.execute("DROP TABLE IF EXISTS bench_due; UPDATE escalation_run SET due_at = now() + make_interval("
                + "secs => " + lead + " + random() * " + WATCHED + ") WHERE status = 'running';"
                + " CREATE TABLE bench_due AS SELECT id, due_at FROM escalation_run WHERE status = 'running';"
                + " SELECT pg_notify('amparo_wake', 'escalation')");
        if (watched.counting()) {
            Statements.reset(database);
        }
        var before = Cost.now(watched);
        Thread.sleep(Duration.ofSeconds(lead + WATCHED + MOST_LATE));
        var cost = Cost.now(watched).since(before);
        long ticks = watched.counting() ? Statements.calls(database, TICK) : 0;
        var late = " FROM escalation_run r JOIN bench_due b ON b.id = r.id WHERE r.due_at > b.due_at + interval '30 s'";
        var ms = "round((1000 * extract(epoch FROM percentile_cont(%s) WITHIN GROUP (ORDER BY r.due_at"
                + " - interval '1 minute' - b.due_at)))::numeric, 1)";
        long looked = Math.max(1, database.number("SELECT count(*)" + late));
        out.printf(
                Locale.ROOT,
                "looks: %,d of %,d due were taken within %d s of the last; late p50 %s ms, p99 %s ms, most %s ms%n",
                looked,
                database.number("SELECT count(*) FROM bench_due"),
                MOST_LATE,
                database.text("SELECT " + ms.formatted("0.5") + late),
                database.text("SELECT " + ms.formatted("0.99") + late),
                database.text("SELECT " + ms.formatted("1") + late));
        out.printf(
                Locale.ROOT,
                "one look: %.2f transactions, CPU of the program %.3f ms, of the database %.3f ms; %d MB resident%n",
                (double) cost.transactions() / looked,
                (double) cost.program() / looked,
                (double) cost.database() / looked,
                watched.program().residentMegabytesNow());
        if (ticks > 0) {
            out.printf(
                    Locale.ROOT,
                    "one tick: %.0f looks, %.1f statements, CPU of the program %.1f ms, of the database %.1f ms; %,d ticks%n",
                    (double) looked / ticks,
                    (double) cost.statements() / ticks,
                    (double) cost.program() / ticks,
                    (double) cost.database() / ticks,
                    ticks);
            Statements.print(database, LINES, looked, "look", out);
        }
        out.printf("offers made meanwhile: %d%n", database.number("SELECT count(*) FROM offer WHERE answer = 'open'"));
    }

    /// CPU milliseconds, transactions and statements so far.
    private record Cost(long program, long database, long transactions, long statements) {
        static Cost now(Watched watched) throws IOException, SQLException {
            var database = watched.database();
            return new Cost(
                    watched.program().cpuMillisNow(),
                    database.cpuMillis(),
                    database.number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"),
                    watched.counting() ? Statements.calls(database) : 0);
        }

        Cost since(Cost before) {
            return new Cost(
                    program - before.program,
                    database - before.database,
                    transactions - before.transactions,
                    statements - before.statements);
        }
    }
}
