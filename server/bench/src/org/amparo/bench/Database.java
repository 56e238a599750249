package org.amparo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// A database on the PostgreSQL under measurement.
///
/// @param suffix what the JDBC URL says after the name, such as `?sslmode=disable`
/// @param process of the server, when it is the embedded one
record Database(
        String host, int port, String name, String suffix, String username, String password, OptionalLong process) {

    private static final Pattern URL = Pattern.compile("jdbc:postgresql://([^:/?]+)(?::([0-9]+))?/([^?]+)(\\?.*)?");

    /// The one a program that is up keeps under its home.
    static Database embedded(Path home) throws IOException {
        var folder = home.resolve("database");
        var lines = Files.readAllLines(folder.resolve("data/postmaster.pid"));
        return new Database(
                "127.0.0.1",
                Integer.parseInt(lines.get(3).strip()),
                "postgres",
                "",
                "postgres",
                Files.readString(folder.resolve("password")).strip(),
                OptionalLong.of(Long.parseLong(lines.getFirst().strip())));
    }

    /// The one named in the environment.
    static Database external(Map<String, String> environment) throws IOException {
        var url = URL.matcher(environment.getOrDefault("AMPARO_DATABASE_URL", ""));
        if (!url.matches()) {
            throw new IOException("AMPARO_DATABASE_URL makes no sense: write it as jdbc:postgresql://host:5432/name");
        }
        return new Database(
                url.group(1),
                url.group(2) == null ? 5432 : Integer.parseInt(url.group(2)),
                url.group(3),
                url.group(4) == null ? "" : url.group(4),
                environment.getOrDefault("AMPARO_DATABASE_USERNAME", "amparo"),
                environment.getOrDefault("AMPARO_DATABASE_PASSWORD", ""),
                OptionalLong.empty());
    }

    static boolean isExternal(Map<String, String> environment) {
        return !environment.getOrDefault("AMPARO_DATABASE_URL", "").isBlank();
    }

    String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name + suffix;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), username, password);
    }

    /// Another database on the same server, made anew and empty.
    Database fresh(String other) throws SQLException {
        drop(other);
        execute("CREATE DATABASE " + other);
        return new Database(host, port, other, suffix, username, password, process);
    }

    void drop(String other) throws SQLException {
        execute("DROP DATABASE IF EXISTS " + other + " WITH (FORCE)");
    }

    void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String text(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    /// CPU time of all its processes, where they are ours to see.
    long cpuMillis() throws IOException {
        return process.isPresent() ? Machine.cpuMillis(process.getAsLong(), true) : 0;
    }
}
