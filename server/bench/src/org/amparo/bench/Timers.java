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

    private final Options options;

    Timers(Options options) {
        this.options = options;
    }

    void measure(PrintStream out) throws IOException, SQLException, InterruptedException {
        try (var carrier = new StubCarrier(options.reports());
                var stand = Stand.make(options, "timers");
                var program = stand.start(carrier, List.of())) {
            carrier.calls(program);
            var database = stand.now();
            out.printf("%n## Timers%n%n%s%n", database.text("SELECT version()"));
            asksOnce(program, carrier, database);
            somebodyIsOn(database);
            rest(out, program, database, "nobody waits");
            fill(database);
            out.printf(
                    "%,d people wait; %s in the database%n",
                    database.number("SELECT count(*) FROM conversation WHERE status = 'waiting'"),
                    database.text("SELECT pg_size_pretty(pg_database_size(current_database()))"));
            rest(out, program, database, "all wait, nothing is due");
            looks(out, program, database);
        }
    }

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

    /// At any hour: on call is for danger alone, and nobody would be looked for at night.
    private static void somebodyIsOn(Database database) throws SQLException {
        database.execute("INSERT INTO duty_override (id, schedule_id, organisation_id, kind, responder_id, rank, from_at,"
                + " until_at, created_at) SELECT gen_random_uuid(), s.id, s.organisation_id, 'add', r.id, 'primary',"
                + " now() - interval '1 hour', now() + interval '1 day', now() FROM schedule s, responder r"
                + " WHERE s.cover = 'open'");
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

    private void rest(PrintStream out, Running program, Database database, String what)
            throws IOException, SQLException, InterruptedException {
        var before = Cost.now(program, database);
        Thread.sleep(options.measure());
        var cost = Cost.now(program, database).since(before);
        double seconds = options.measure().toMillis() / 1000.0;
        out.printf(
                Locale.ROOT,
                "at rest, %s: %.1f transactions/s, CPU of the program %.1f %%, of the database %.1f %% of one core%n",
                what,
                cost.transactions() / seconds,
                cost.program() / seconds / 10,
                cost.database() / seconds / 10);
    }

    private void looks(PrintStream out, Running program, Database database)
            throws IOException, SQLException, InterruptedException {
        database.execute("DROP TABLE IF EXISTS bench_due; UPDATE escalation_run SET due_at = now() + make_interval("
                + "secs => 1 + random() * " + WATCHED + ") WHERE way = 'normal' AND marked = 4;"
                + " CREATE TABLE bench_due AS SELECT id, due_at FROM escalation_run WHERE marked = 4;"
                + " SELECT pg_notify('amparo_wake', 'escalation')");
        var before = Cost.now(program, database);
        Thread.sleep(Duration.ofSeconds(WATCHED + MOST_LATE));
        var cost = Cost.now(program, database).since(before);
        var late = " FROM escalation_run r JOIN bench_due b ON b.id = r.id WHERE r.due_at > b.due_at + interval '30 s'";
        var ms = "round((1000 * extract(epoch FROM percentile_cont(%s) WITHIN GROUP (ORDER BY r.due_at"
                + " - interval '1 minute' - b.due_at)))::numeric, 1)";
        long looked = database.number("SELECT count(*)" + late);
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
                "one look: %.1f transactions, CPU of the program %.2f ms, of the database %.2f ms; %d MB resident%n",
                (double) cost.transactions() / Math.max(1, looked),
                (double) cost.program() / Math.max(1, looked),
                (double) cost.database() / Math.max(1, looked),
                program.residentMegabytesNow());
    }

    /// CPU milliseconds and transactions so far.
    private record Cost(long program, long database, long transactions) {
        static Cost now(Running program, Database database) throws IOException, SQLException {
            long server = database.process().isPresent()
                    ? Machine.cpuMillis(database.process().getAsLong(), true)
                    : 0;
            return new Cost(
                    program.cpuMillisNow(),
                    server,
                    database.number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"));
        }

        Cost since(Cost before) {
            return new Cost(
                    program - before.program, database - before.database, transactions - before.transactions);
        }
    }
}
