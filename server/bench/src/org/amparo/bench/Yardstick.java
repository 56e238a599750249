package org.amparo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarFile;

/// The same SQL without the program: what the database alone can do with it, on the same server, in the same session,
/// on tables of the same make and size. By pgbench where it is on the PATH, else over plain JDBC.
final class Yardstick implements AutoCloseable {
    private static final String NAME = "amparo_bench_yardstick";
    private static final long CONTACTS = 20_000;
    /// Three texts of somebody known to one of somebody new, as [Talks] has it.
    private static final int KNOWN = 3;

    private static final int SOMEBODY_NEW = 1;

    /// The program's pool has so many connections; so have we at most.
    static final int MOST_CONNECTIONS = 16;

    private final Options options;
    private final Database server;
    private final Database database;
    private final boolean pgbench;

    Yardstick(Options options, Database server) throws IOException, SQLException {
        this.options = options;
        this.server = server;
        this.pgbench = options.pgbench() && onPath();
        this.database = server.fresh(NAME);
        migrate();
        database.execute(Files.readString(sql("seed.sql")).replace(":contacts", Long.toString(CONTACTS)));
    }

    String described() {
        return pgbench
                ? "pgbench"
                : "a plain JDBC loop" + (options.pgbench() ? ", for want of pgbench on the PATH" : "");
    }

    /// @param outboxRows how many the program's table held when its stage began
    Measured closed(int atOnce, Duration time, long outboxRows) throws IOException, SQLException, InterruptedException {
        fill(outboxRows);
        int connections = Math.min(atOnce, MOST_CONNECTIONS);
        return pgbench ? pgbench(connections, time, List.of()) : jdbc(connections, time, 0);
    }

    Measured open(int perSecond, Duration time, long outboxRows)
            throws IOException, SQLException, InterruptedException {
        fill(outboxRows);
        return pgbench
                ? pgbench(MOST_CONNECTIONS, time, List.of("-R", Integer.toString(perSecond)))
                : jdbc(MOST_CONNECTIONS, time, perSecond);
    }

    private void fill(long outboxRows) throws IOException, SQLException {
        database.execute(Files.readString(sql("fill.sql"))
                .replace(":contacts", Long.toString(CONTACTS))
                .replace(":rows", Long.toString(outboxRows)));
    }

    /// The program's own tables, from the migrations packed with it.
    private void migrate() throws IOException, SQLException {
        try (var jar =
                new JarFile(options.folder().resolveSibling("target/amparo.jar").toFile())) {
            var migrations = jar.stream()
                    .filter(entry -> entry.getName().matches("db/migration/V.*\\.sql"))
                    .sorted(java.util.Comparator.comparing(entry -> entry.getName()))
                    .toList();
            for (var migration : migrations) {
                try (var in = jar.getInputStream(migration)) {
                    database.execute(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
                }
            }
        }
    }

    private Path sql(String name) {
        return options.folder().resolve("sql").resolve(name);
    }

    private Measured pgbench(int connections, Duration time, List<String> more)
            throws IOException, InterruptedException {
        var folder = Stand.work(options).resolve("pgbench");
        Files.createDirectories(folder);
        for (var old : logs(folder)) {
            Files.delete(old);
        }
        var command = new ArrayList<>(List.of(
                "pgbench",
                "-n",
                "-M",
                "prepared",
                "-h",
                database.host(),
                "-p",
                Integer.toString(database.port()),
                "-U",
                database.username(),
                "-c",
                Integer.toString(connections),
                "-j",
                Integer.toString(Math.min(connections, Runtime.getRuntime().availableProcessors())),
                "-T",
                Long.toString(time.toSeconds()),
                "-D",
                "contacts=" + CONTACTS,
                "-f",
                sql("known.sql") + "@" + KNOWN,
                "-f",
                sql("new.sql") + "@" + SOMEBODY_NEW,
                "-l",
                "--log-prefix=" + folder.resolve("log")));
        command.addAll(more);
        command.add(database.name());
        var said = folder.resolve("said");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("PGPASSWORD", database.password());
        long begun = System.nanoTime();
        int code = builder.start().waitFor();
        double seconds = (System.nanoTime() - begun) / 1e9;
        var output = Files.readString(said);
        if (code != 0) {
            throw new IOException("pgbench failed; do its scripts fit the tables?\n" + output);
        }
        var nanos = new ArrayList<Long>();
        for (var log : logs(folder)) {
            // client, transaction, microseconds since it was to begin, script, when it ended
            Files.readAllLines(log).forEach(line -> nanos.add(Long.parseLong(line.split(" ")[2]) * 1000));
        }
        // its own figure leaves the connecting out
        var rate = output.lines().filter(line -> line.startsWith("tps = ")).findFirst();
        double perSecond = rate.isPresent() ? Double.parseDouble(rate.get().split(" ")[2]) : nanos.size() / seconds;
        return new Measured(nanos.stream().mapToLong(Long::longValue).toArray(), nanos.size() / perSecond, 0);
    }

    private static List<Path> logs(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().startsWith("log"))
                    .toList();
        }
    }

    private Measured jdbc(int connections, Duration time, int perSecond)
            throws IOException, SQLException, InterruptedException {
        var given = Map.of("contacts", CONTACTS);
        var known = new Script(sql("known.sql"), given);
        var fresh = new Script(sql("new.sql"), given);
        var ready = new CountDownLatch(connections);
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var under = new ArrayList<Future<List<Long>>>();
            for (int i = 0; i < connections; i++) {
                var pace = new Pace(new Random(i), (double) perSecond / connections, time);
                under.add(threads.submit((Callable<List<Long>>) () -> {
                    try (var connection = database.connect()) {
                        var first = known.on(connection);
                        var other = fresh.on(connection);
                        ready.countDown();
                        ready.await();
                        return loop(first, other, pace);
                    } finally {
                        ready.countDown();
                    }
                }));
            }
            ready.await();
            long begun = System.nanoTime();
            var nanos = new ArrayList<Long>();
            for (var one : under) {
                nanos.addAll(one.get());
            }
            return new Measured(
                    nanos.stream().mapToLong(Long::longValue).toArray(), (System.nanoTime() - begun) / 1e9, 0);
        } catch (ExecutionException e) {
            throw new IOException("the JDBC loop broke off: " + e.getCause(), e);
        }
    }

    /// How one connection goes on.
    ///
    /// @param perSecond at random moments; 0 for as fast as it goes
    private record Pace(Random random, double perSecond, Duration time) {}

    private static List<Long> loop(Script.Runner known, Script.Runner fresh, Pace pace) throws SQLException {
        var nanos = new ArrayList<Long>();
        long intended = System.nanoTime();
        long end = intended + pace.time().toNanos();
        while (true) {
            intended = pace.perSecond() > 0
                    ? intended + (long) (-Math.log(1 - pace.random().nextDouble()) * 1e9 / pace.perSecond())
                    : System.nanoTime();
            if (intended > end) {
                return nanos;
            }
            for (long now = System.nanoTime(); now < intended; now = System.nanoTime()) {
                LockSupport.parkNanos(intended - now);
            }
            (pace.random().nextInt(KNOWN + SOMEBODY_NEW) < KNOWN ? known : fresh).once();
            nanos.add(System.nanoTime() - intended);
        }
    }

    private static boolean onPath() {
        for (var folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "pgbench"))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws SQLException {
        server.drop(NAME);
    }

    static String ratio(Measured program, Measured yardstick) {
        return String.format(Locale.ROOT, "%.2f", program.perSecond() / yardstick.perSecond());
    }
}
