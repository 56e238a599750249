package org.amparo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// A pgbench script, carried out over plain JDBC where there is no pgbench: `\set name random(from, to)`, and
/// statements that end with a semicolon at the end of a line.
final class Script {
    private static final Pattern SET = Pattern.compile("\\\\set ([a-z]+) random\\((:?[a-z0-9]+), *(:?[a-z0-9]+)\\)");
    private static final Pattern VARIABLE = Pattern.compile("(?<!:):([a-z]+)");

    private record Draw(String name, String from, String to) {}

    private record Step(String sql, List<String> variables) {}

    private final List<Draw> draws = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Long> given;

    Script(Path file, Map<String, Long> given) throws IOException {
        this.given = given;
        var sql = new StringBuilder();
        for (var line : Files.readAllLines(file)) {
            var set = SET.matcher(line);
            if (set.matches()) {
                draws.add(new Draw(set.group(1), set.group(2), set.group(3)));
            } else if (!line.startsWith("--")) {
                sql.append(line).append('\n');
                if (line.endsWith(";")) {
                    steps.add(step(sql.toString().strip()));
                    sql.setLength(0);
                }
            }
        }
    }

    private static Step step(String sql) {
        var names = new ArrayList<String>();
        var whole = VARIABLE.matcher(sql.substring(0, sql.length() - 1)).replaceAll(found -> {
            names.add(found.group(1));
            return "?";
        });
        return new Step(whole, names);
    }

    /// The script on one connection, its statements prepared once.
    Runner on(Connection connection) throws SQLException {
        var prepared = new ArrayList<PreparedStatement>();
        for (var step : steps) {
            prepared.add(connection.prepareStatement(step.sql()));
        }
        return new Runner(prepared);
    }

    /// For one thread.
    final class Runner {
        private final List<PreparedStatement> prepared;

        private Runner(List<PreparedStatement> prepared) {
            this.prepared = prepared;
        }

        void once() throws SQLException {
            var values = new HashMap<>(given);
            for (var draw : draws) {
                long from = value(draw.from(), values);
                values.put(draw.name(), ThreadLocalRandom.current().nextLong(from, value(draw.to(), values)));
            }
            for (int i = 0; i < prepared.size(); i++) {
                var statement = prepared.get(i);
                var variables = steps.get(i).variables();
                for (int v = 0; v < variables.size(); v++) {
                    statement.setLong(v + 1, value(":" + variables.get(v), values));
                }
                if (statement.execute()) {
                    try (var rows = statement.getResultSet()) {
                        while (rows.next()) {
                            rows.getString(1);
                        }
                    }
                }
            }
        }

        private static long value(String word, Map<String, Long> values) throws SQLException {
            if (!word.startsWith(":")) {
                return Long.parseLong(word);
            }
            var value = values.get(word.substring(1));
            if (value == null) {
                throw new SQLException("the script names " + word + " but sets it nowhere");
            }
            return value;
        }
    }
}
