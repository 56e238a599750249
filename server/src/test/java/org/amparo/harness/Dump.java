package org.amparo.harness;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.postgresql.PGConnection;

/// Every row of every table of ours, as PostgreSQL's COPY writes it.
///
/// @param tables the text of each table, by schema and name; bytes are in hexadecimal
public record Dump(Map<String, String> tables) {
    /// What we say, which is public, and says nothing of anybody.
    private static final Set<String> PUBLISHED =
            Set.of("catalogue", "catalogue_file", "text_version", "rendition", "value_version", "release_entry");

    public static Dump of(TestDatabase database) {
        try (var connection = database.connect()) {
            var tables = new LinkedHashMap<String, String>();
            for (var table : names(connection)) {
                tables.put(table, copy(connection, table));
            }
            return new Dump(tables);
        } catch (SQLException e) {
            throw new IllegalStateException("the dump failed", e);
        }
    }

    /// The tables, what we publish excepted, in which some text is found.
    public List<String> tablesWith(Predicate<String> found) {
        return tables.entrySet().stream()
                .filter(table -> !PUBLISHED.contains(
                        table.getKey().substring(table.getKey().indexOf('.') + 1)))
                .filter(table -> found.test(table.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    public List<String> tablesHolding(String text) {
        return tablesWith(rows -> rows.contains(text));
    }

    private static List<String> names(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT schemaname || '.' || tablename FROM pg_tables
                         WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
                        """)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static String copy(Connection connection, String table) throws SQLException {
        var rows = new StringWriter();
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + table + " TO STDOUT", rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows.toString();
    }
}
