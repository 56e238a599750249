package org.amparo.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.amparo.Program;
import org.amparo.platform.EmbeddedPostgres;
import org.amparo.platform.Home;
import org.amparo.platform.StartRefused;

/// One PostgreSQL for all tests of a JVM, and in it a template: migrated, with release 1 published and the
/// deployment claimed as a demonstration. Each test class gets a clone of it.
///
/// The server lies under `target/test-database` and stays there between runs, stopped; it ends with the JVM.
public final class TestDatabase implements AutoCloseable {
    private static final String TEMPLATE = "template";
    private static final AtomicInteger CLONES = new AtomicInteger();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /// A fresh copy of the template.
    public static TestDatabase copy() {
        var name = "clone" + CLONES.incrementAndGet();
        Server.one().execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return new TestDatabase(name);
    }

    /// An empty database: no tables of ours.
    public static TestDatabase empty() {
        var name = "empty" + CLONES.incrementAndGet();
        Server.one().execute("CREATE DATABASE " + name);
        return new TestDatabase(name);
    }

    public String url() {
        return Server.one().postgres.jdbcUrl(name);
    }

    public String username() {
        return Server.one().postgres.username();
    }

    public String password() {
        return Server.one().postgres.password();
    }

    /// The key set the template was made with, and so every clone.
    public static Path keySet() {
        return Server.one().keySet;
    }

    /// What makes a program start on this database.
    public Map<String, String> settings() {
        return Map.of(
                "AMPARO_DATABASE_URL", url(),
                "AMPARO_DATABASE_USERNAME", username(),
                "AMPARO_DATABASE_PASSWORD", password(),
                "AMPARO_KEYSET", keySet().toString());
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), username(), password());
    }

    /// Nobody gets in any more, and whoever is in is thrown out; until [#open].
    public void shut() {
        Server.one().execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        Server.one().execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    public void open() {
        Server.one().execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    }

    /// Throws everybody out; they may come back at once.
    public void cut() {
        Server.one().execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    /// From now on what was committed outlives [#restartServer], as in production; whoever is in is thrown out, so
    /// that it holds for all.
    public void durable() {
        Server.one().execute("ALTER DATABASE " + name + " SET synchronous_commit = on");
        Server.one().execute("CHECKPOINT");
        cut();
    }

    /// The server stops at once, without a word to anybody, and its keeper starts it again on the same port.
    /// Returns when it is back.
    public static void restartServer() {
        Server.one().restart();
    }

    /// The hourly run of timed retention is not due in any test's time.
    void putOffRetention() {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO retention_run (due_at) VALUES ('2200-01-01Z')");
        } catch (SQLException e) {
            throw new IllegalStateException("the hourly run cannot be put off", e);
        }
    }

    /// Whether somebody is planned is looked at in no test's time: who is away in a walk is no news to supervisors.
    void putOffDuty() {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    INSERT INTO watch_look (name, due_at) VALUES ('duty', '2200-01-01Z'), ('duty gaps', '2200-01-01Z')
                    ON CONFLICT (name) DO UPDATE SET due_at = EXCLUDED.due_at
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException("the look at who is on duty cannot be put off", e);
        }
    }

    /// Drops the database.
    @Override
    public void close() {
        Server.one().execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    /// The server itself, started on first use.
    private static final class Server {
        private static final class Holder {
            private static final Server ONE = start();
        }

        private final Home home;
        private final EmbeddedPostgres postgres;
        private final Path keySet;

        private Server(Home home, EmbeddedPostgres postgres) {
            this.home = home;
            this.postgres = postgres;
            this.keySet = home.resolve("keyset.json");
        }

        static Server one() {
            return Holder.ONE;
        }

        private static Server start() {
            var home = takeHome();
            // Nothing here outlives the run, so nothing need be on the disk.
            var postgres = EmbeddedPostgres.start(
                    home.folder(),
                    List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"));
            var server = new Server(home, postgres);
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("test database").unstarted(server::stop));
            server.makeTemplate();
            return server;
        }

        /// Another run of the tests may be under way in the same folder.
        private static Home takeHome() {
            for (int i = 1; i < 8; i++) {
                try {
                    return Home.take(Path.of("target", i == 1 ? "test-database" : "test-database-" + i));
                } catch (StartRefused inUse) {
                    // the next folder, then
                }
            }
            throw new IllegalStateException("every folder for a test database is in use");
        }

        private void makeTemplate() {
            try {
                for (var old : databases()) {
                    execute("DROP DATABASE \"" + old + "\" WITH (FORCE)");
                }
                Files.deleteIfExists(keySet);
                execute("CREATE DATABASE " + TEMPLATE);
                var settings = Map.of(
                        "AMPARO_HOME", home.resolve("template-home").toString(),
                        "AMPARO_PORT", "0",
                        "AMPARO_DATABASE_URL", postgres.jdbcUrl(TEMPLATE),
                        "AMPARO_DATABASE_USERNAME", postgres.username(),
                        "AMPARO_DATABASE_PASSWORD", postgres.password(),
                        "AMPARO_KEYSET", keySet.toString());
                Program.start(settings, () -> Instant.parse("2026-11-22T10:00:00Z"))
                        .close();
                forgetOwnWork();
            } catch (SQLException e) {
                throw new IllegalStateException("no template database", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// What the template's own program did by the hour is no test's: neither its trail nor when it is due
        /// again.
        private void forgetOwnWork() throws SQLException {
            try (var connection = DriverManager.getConnection(
                            postgres.jdbcUrl(TEMPLATE), postgres.username(), postgres.password());
                    var statement = connection.createStatement()) {
                statement.execute("SET session_replication_role = replica");
                statement.execute(
                        "TRUNCATE audit_event, audit_link, audit_anchor, retention_run, watch_look, heartbeat");
            }
        }

        private List<String> databases() throws SQLException {
            var found = new ArrayList<String>();
            try (var connection = connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "SELECT datname FROM pg_database WHERE datname <> 'postgres' AND NOT datistemplate")) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }

        private void restart() {
            try {
                long pid = Long.parseLong(
                        Files.readAllLines(home.folder().resolve("data").resolve("postmaster.pid"))
                                .getFirst()
                                .strip());
                var dying = ProcessHandle.of(pid).orElseThrow();
                ChildProgram.quit(pid);
                dying.onExit().join();
                awaitBack();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void awaitBack() {
            long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (true) {
                try (var connection = connect()) {
                    if (connection.isValid(60)) {
                        return;
                    }
                } catch (SQLException e) {
                    if (System.nanoTime() > deadline) {
                        throw new IllegalStateException("the database does not come back", e);
                    }
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
            }
        }

        private void execute(String sql) {
            try (var connection = connect();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException("the test database refuses: " + sql, e);
            }
        }

        private Connection connect() throws SQLException {
            return DriverManager.getConnection(postgres.jdbcUrl("postgres"), postgres.username(), postgres.password());
        }

        private void stop() {
            try (home;
                    postgres) {
                // closed from the last to the first
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
