package org.amparo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Signed webhooks to the packaged program, stage by stage, and after each the same SQL by the yardstick.
final class UnderLoad {
    static final int AT_RATE = 100;
    static final int WARM_UP_AT_ONCE = 16;
    private static final List<Integer> AT_ONCE = List.of(1, 16, 64);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

    private final Options options;
    private final List<RealText> texts;

    UnderLoad(Options options, List<RealText> texts) {
        this.options = options;
        this.texts = texts;
    }

    private interface Stage {
        Measured run() throws IOException, InterruptedException;
    }

    private interface Same {
        Measured run(long outboxRows) throws IOException, SQLException, InterruptedException;
    }

    void measure(PrintStream out) throws IOException, SQLException, InterruptedException {
        try (var carrier = new StubCarrier(options.reports());
                var stand = Stand.make(options, "load");
                var program = stand.start(carrier, List.of())) {
            carrier.calls(program);
            var database = stand.now();
            out.printf("%n## Under load%n%n%s%n", database.text("SELECT version()"));
            try (var yardstick = new Yardstick(options, database)) {
                out.printf(
                        "the yardstick is %s, with at most %d connections, as many as the program has; %s%n",
                        yardstick.described(),
                        Yardstick.MOST_CONNECTIONS,
                        options.reports() ? "each answer is reported delivered" : "no delivery reports");
                out.printf("resident memory when healthy: %d MB%n%n", program.startMegabytes());
                var load = new Load(program, carrier, new Talks(texts));
                var line = new Line(program, carrier, database, out);
                load.closed(WARM_UP_AT_ONCE, options.warmUp());
                line.settle();
                Line.head(out);
                for (int atOnce : AT_ONCE) {
                    line.measure(
                            atOnce + " at once",
                            () -> load.closed(atOnce, options.measure()),
                            rows -> yardstick.closed(atOnce, options.measure(), rows));
                }
                line.measure(
                        AT_RATE + "/s, open",
                        () -> load.open(AT_RATE, options.measure()),
                        rows -> yardstick.open(AT_RATE, options.measure(), rows));
                Line.foot(database, carrier, out);
            }
        }
    }

    /// One line of the table.
    private record Line(Running program, StubCarrier carrier, Database database, PrintStream out) {
        static void head(PrintStream out) {
            out.println("                texts taken              |  yardstick                  | ratio | CPU ms a text"
                    + "          | answer at the carrier          | outbox  | resident");
            out.println("             per second     p50      p99 |  per second    p50     p99  |       | program"
                    + "  db   load | number     p50     p99        | drained |");
        }

        void measure(String label, Stage stage, Same same) throws IOException, SQLException, InterruptedException {
            long rows = database.number("SELECT count(*) FROM outbox");
            var before = Cpu.now(program, database);
            long sent = carrier.taken();
            var taken = stage.run();
            var cpu = Cpu.now(program, database).since(before);
            long megabytes = program.residentMegabytesNow();
            double drained = settle();
            sent = carrier.taken() - sent;
            var answers = carrier.answers();
            var yardstick = same.run(rows);
            int texts = Math.max(1, taken.nanos().length);
            out.printf(
                    "%-10s %s | %s | %5s | %6.2f %6.2f %5.2f | %6d %8.1f %8.1f ms | %5.1f s | %d MB%s%n",
                    label,
                    taken.columns(),
                    yardstick.columns(),
                    Yardstick.ratio(taken, yardstick),
                    (double) cpu.program() / texts,
                    (double) cpu.database() / texts,
                    (double) cpu.load() / texts,
                    sent,
                    answers.millis(0.5),
                    answers.millis(0.99),
                    drained,
                    megabytes,
                    taken.failed() > 0 ? ", " + taken.failed() + " NOT TAKEN" : "");
        }

        /// Waits until nothing is queued or unreported.
        ///
        /// @return seconds
        double settle() throws SQLException, InterruptedException {
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < DRAIN_LIMIT.toNanos()
                    && database.number("SELECT count(*) FROM outbox WHERE status = 'queued'"
                                    + " OR (status = 'sending' AND carrier_id IS NULL)")
                            > 0) {
                Thread.sleep(Duration.ofMillis(50));
            }
            return (System.nanoTime() - begun) / 1e9;
        }

        static void foot(Database database, StubCarrier carrier, PrintStream out) throws SQLException {
            out.printf(
                    "%nat the end: outbox %s; conversations waiting %s; unhandled %s; reports %d, not taken %d%n",
                    database.text("SELECT string_agg(status || ' ' || n, ', ' ORDER BY status)"
                            + " FROM (SELECT status, count(*) AS n FROM outbox GROUP BY status) AS all_of_them"),
                    database.text("SELECT count(*) FROM conversation WHERE status = 'waiting'"),
                    database.text("SELECT count(*) FROM unhandled"),
                    carrier.reported(),
                    carrier.refused());
        }
    }

    /// CPU time in milliseconds: the program's, the database's (0 when it is not ours to see), the benchmark's.
    private record Cpu(long program, long database, long load) {
        static Cpu now(Running program, Database database) throws IOException {
            return new Cpu(program.cpuMillisNow(), database.cpuMillis(), Machine.ownCpuMillis());
        }

        Cpu since(Cpu before) {
            return new Cpu(program - before.program, database - before.database, load - before.load);
        }
    }
}
