package org.amparo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where programs are started for one measurement: a home folder of its own and, on an external server, a database of
/// its own. Both are gone after it.
final class Stand implements AutoCloseable {
    private final Options options;
    private final Path home;
    private final Map<String, String> environment;
    private final boolean external;
    private final String name;

    private Stand(Options options, String name, Map<String, String> environment) throws IOException, SQLException {
        this.options = options;
        this.environment = environment;
        this.external = Database.isExternal(environment);
        this.name = "amparo_bench_" + name;
        this.home = work(options).resolve(name).resolve("home");
        delete(home.getParent());
        if (external) {
            Database.external(environment).fresh(this.name);
        }
    }

    static Stand make(Options options, String name) throws IOException, SQLException {
        return new Stand(options, name, System.getenv());
    }

    static Path work(Options options) {
        return options.folder().resolveSibling("target/bench");
    }

    /// Starts the program as a newcomer does.
    Running start(List<String> javaOptions) throws IOException, InterruptedException {
        return Running.start(options, home, database(), javaOptions);
    }

    /// Starts the program with an account of the stub carrier.
    Running start(StubCarrier carrier, List<String> javaOptions) throws IOException, InterruptedException {
        var all = new HashMap<>(database());
        all.putAll(Map.of(
                "AMPARO_DEMO",
                "true",
                "AMPARO_PUBLIC_URL",
                "http://localhost:{port}",
                "TWILIO_ACCOUNT_SID",
                StubCarrier.ACCOUNT,
                "TWILIO_AUTH_TOKEN",
                StubCarrier.TOKEN,
                "TWILIO_API_URL",
                carrier.url()));
        return Running.start(options, home, all, javaOptions);
    }

    /// Carries out a command of the program, beside the one that is up.
    void command(String word, Path file) throws IOException, InterruptedException {
        var log = home.resolveSibling("command.log");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        options.folder().resolveSibling("target/amparo.jar").toString(),
                        word,
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("AMPARO_") || key.startsWith("TWILIO_"));
        builder.environment().putAll(database());
        builder.environment().put("AMPARO_HOME", home.toString());
        if (builder.start().waitFor() != 0) {
            throw new IOException("the command " + word + " failed; it said:\n" + Files.readString(log));
        }
    }

    /// The database of the program that is up.
    Database now() throws IOException {
        if (!external) {
            return Database.embedded(home);
        }
        var server = Database.external(environment);
        return new Database(
                server.host(),
                server.port(),
                name,
                server.suffix(),
                server.username(),
                server.password(),
                server.process());
    }

    Path folder() {
        return home.getParent();
    }

    private Map<String, String> database() throws IOException {
        if (!external) {
            return Map.of();
        }
        var database = now();
        return Map.of(
                "AMPARO_DATABASE_URL", database.jdbcUrl(),
                "AMPARO_DATABASE_USERNAME", database.username(),
                "AMPARO_DATABASE_PASSWORD", database.password());
    }

    @Override
    public void close() throws IOException, SQLException {
        if (external) {
            Database.external(environment).drop(name);
        }
        delete(home);
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (var all = Files.walk(path)) {
                for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }
}
