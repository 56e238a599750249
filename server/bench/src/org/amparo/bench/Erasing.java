package org.amparo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Timed retention and FORGET on a large store: what a run costs that finds nothing, what it and an erasure cost for
/// each person, and what texts feel of it meanwhile. Beside it, the same rows deleted by plain SQL.
final class Erasing {
    private static final int TEXTS_A_SECOND = 25;

    /// A phase that takes longer is left there: what it did by then says the same.
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final int WRITING_IN_PARTS_OF = 50_000;
    private static final int WRITERS = 2;

    /// One by one: more of them say nothing new.
    private static final int FORGOTTEN_AT_MOST = 1_000;

    /// As many contacts as the program takes in one transaction.
    private static final int BATCH = 500;

    private final Options options;
    private final List<RealText> texts;

    Erasing(Options options, List<RealText> texts) {
        this.options = options;
        this.texts = texts;
    }

    /// People of the store who are erased, and how many.
    private enum Lot {
        /// Nobody of them is due.
        KEPT(1),
        TIMED(10),
        FORGET(50),
        YARDSTICK(10);

        private final int oneIn;

        Lot(int oneIn) {
            this.oneIn = oneIn;
        }

        int people(Options options) {
            int people = Math.max(1, options.rows() / oneIn);
            return this == FORGET ? Math.min(people, FORGOTTEN_AT_MOST) : people;
        }

        String mark() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    void measure(PrintStream out) throws IOException, SQLException, InterruptedException {
        try (var carrier = new StubCarrier(options.reports());
                var stand = Stand.make(options, "retention");
                var program = stand.start(carrier, List.of())) {
            carrier.calls(program);
            var database = stand.now();
            out.printf("%n## Retention and erasure%n%n%s%n", database.text("SELECT version()"));
            // not due while the store is filled
            database.execute("UPDATE retention_run SET due_at = now() + interval '1 day', done_at = NULL");
            double filled = fill(database);
            out.printf(
                    "%,d people, as many talks, texts and messages of ours, %,d keys; %s in the database, written in"
                            + " %.0f s%n%n",
                    database.number("SELECT count(*) FROM contact"),
                    database.number("SELECT count(*) FROM keyring.data_key"),
                    database.text("SELECT pg_size_pretty(pg_database_size(current_database()))"),
                    filled);
            var load = new Load(program, carrier, new Talks(texts));
            load.open(TEXTS_A_SECOND, options.warmUp());
            out.printf(Locale.ROOT, "%-28s %8.2f s%n", "a run that finds nothing", run(database).seconds());
            var quiet = load.open(TEXTS_A_SECOND, options.measure());
            age(database, Lot.TIMED);
            var timed = under(load, () -> run(database), out, "timed erasures");
            row(out, "timed erasures", timed.done());
            var forgotten = under(load, () -> forget(database), out, "FORGET");
            row(out, "FORGET, one by one", forgotten.done());
            row(out, "plain DELETEs, in " + BATCH + "s", yardstick(database));
            out.printf("%ntexts at %d a second: without, %s%n", TEXTS_A_SECOND, quiet.columns());
            for (var one : List.of(timed, forgotten)) {
                out.printf("                       during %s, %s%n", one.what(), one.texts().columns());
            }
            out.printf("the carrier was asked to delete %,d messages%n", carrier.deleted());
        }
    }

    /// How long something took, and how many people were erased by it.
    private record Done(double seconds, long people) {}

    /// What went on beside the texts.
    ///
    /// @param texts sent meanwhile
    private record Beside(String what, Done done, Measured texts) {}

    private Beside under(Load load, Callable<Done> work, PrintStream out, String what)
            throws IOException, InterruptedException {
        try (var thread = Executors.newSingleThreadExecutor()) {
            var working = thread.submit(work);
            var sent = load.open(TEXTS_A_SECOND, options.measure());
            boolean enough = !working.isDone();
            var done = working.get();
            if (!enough) {
                out.printf(
                        Locale.ROOT,
                        "  (%s took %.1f s of the %d s of texts)%n",
                        what,
                        done.seconds(),
                        options.measure().toSeconds());
            }
            return new Beside(what, done, sent);
        } catch (ExecutionException e) {
            throw new IOException("the " + what + " broke off: " + e.getCause(), e);
        }
    }

    private static void row(PrintStream out, String what, Done done) {
        out.printf(
                Locale.ROOT,
                "%-28s %8.2f s for %,d people: %.1f s per 100,000%n",
                what,
                done.seconds(),
                done.people(),
                done.seconds() * 100_000 / Math.max(1, done.people()));
    }

    /// Writes the store; as fast as the server lets us, for that is not measured. Where it may, without looking up
    /// references for each row: they are right as written.
    private double fill(Database database) throws IOException, SQLException, InterruptedException {
        long begun = System.nanoTime();
        boolean free = database.text("SELECT usesuper FROM pg_user WHERE usename = current_user").equals("t");
        if (free) {
            database.execute("ALTER SYSTEM SET max_wal_size = '8GB'");
            database.execute("SELECT pg_reload_conf()");
        }
        var sql = Files.readString(options.folder().resolve("sql/store.sql"));
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            var parts = new ArrayList<Future<?>>();
            for (var lot : Lot.values()) {
                for (int from = 1; from <= lot.people(options); from += WRITING_IN_PARTS_OF) {
                    int to = Math.min(lot.people(options), from + WRITING_IN_PARTS_OF - 1);
                    var part = (free ? "SET session_replication_role = replica; " : "")
                            + sql.replace(":mark", "'" + lot.mark() + "'")
                                    .replace(":from", Integer.toString(from))
                                    .replace(":to", Integer.toString(to));
                    parts.add(writers.submit(() -> {
                        database.execute(part);
                        return null;
                    }));
                }
            }
            for (var part : parts) {
                part.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the store cannot be written: " + e.getCause(), e);
        }
        if (free) {
            database.execute("ALTER SYSTEM RESET max_wal_size");
            database.execute("SELECT pg_reload_conf()");
        }
        database.execute("VACUUM ANALYZE");
        database.execute("CHECKPOINT");
        return (System.nanoTime() - begun) / 1e9;
    }

    /// Lets a month go by for a lot.
    private void age(Database database, Lot lot) throws SQLException {
        var people = people(lot);
        database.execute("UPDATE contact SET last_inbound_at = last_inbound_at - interval '31 days', needed_until ="
                + " needed_until - interval '31 days' WHERE id" + people
                + "; UPDATE conversation SET closed_at = closed_at - interval '31 days' WHERE contact_id" + people
                + "; UPDATE outbox SET final_at = final_at - interval '31 days', created_at = created_at"
                + " - interval '31 days' WHERE contact_id" + people);
    }

    /// One run, from when it is due until it is done or its time is over.
    private Done run(Database database) throws SQLException, InterruptedException {
        long before = left(database, Lot.TIMED);
        database.execute("UPDATE retention_run SET due_at = now(), done_at = NULL;"
                + " SELECT pg_notify('amparo_wake', 'retention')");
        double seconds = until(database, "SELECT count(*) FROM retention_run WHERE done_at IS NULL");
        // What is left of a run that takes too long must not go on beside what comes next.
        database.execute("UPDATE retention_run SET due_at = now() + interval '1 day', done_at = now()");
        return new Done(seconds, before - left(database, Lot.TIMED));
    }

    /// All who asked for it, until they are erased or the time is over.
    private Done forget(Database database) throws SQLException, InterruptedException {
        database.execute("INSERT INTO erasure (contact_id, organisation_id, requested_at)"
                + " SELECT id, organisation_id, now() FROM contact WHERE id" + people(Lot.FORGET)
                + "; SELECT pg_notify('amparo_wake', 'erasure')");
        double seconds = until(database, "SELECT count(*) FROM erasure");
        return new Done(seconds, Lot.FORGET.people(options) - left(database, Lot.FORGET));
    }

    private long left(Database database, Lot lot) throws SQLException {
        return database.number("SELECT count(*) FROM contact WHERE id" + people(lot));
    }

    private String people(Lot lot) {
        return " IN (SELECT CAST(md5('" + lot.mark() + "contact' || n) AS uuid) FROM generate_series(1, "
                + lot.people(options) + ") AS n)";
    }

    private static double until(Database database, String left) throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        while (database.number(left) > 0 && System.nanoTime() - begun < LIMIT.toNanos()) {
            Thread.sleep(Duration.ofMillis(20));
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /// The same rows, by one connection in one session that does nothing else.
    private Done yardstick(Database database) throws SQLException {
        int people = Lot.YARDSTICK.people(options);
        int done = 0;
        long begun = System.nanoTime();
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (done < people && System.nanoTime() - begun < LIMIT.toNanos()) {
                int upTo = Math.min(people, done + BATCH);
                var numbers = "generate_series(" + (done + 1) + ", " + upTo + ") AS n";
                var contacts = "SELECT CAST(md5('yardstickcontact' || n) AS uuid) FROM " + numbers;
                var talks = "SELECT CAST(md5('yardsticktalk' || n) AS uuid) FROM " + numbers;
                statement.executeUpdate("DELETE FROM keyring.data_key WHERE owner_id IN (" + talks + ")");
                statement.executeUpdate("DELETE FROM conversation WHERE id IN (" + talks + ")");
                statement.executeUpdate("DELETE FROM outbox WHERE contact_id IN (" + contacts + ")");
                statement.executeUpdate("DELETE FROM keyring.data_key WHERE owner_id IN (" + contacts + ")");
                statement.executeUpdate("DELETE FROM contact WHERE id IN (" + contacts + ")");
                connection.commit();
                done = upTo;
            }
        }
        return new Done((System.nanoTime() - begun) / 1e9, done);
    }
}
