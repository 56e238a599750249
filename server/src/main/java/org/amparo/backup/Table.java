package org.amparo.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A table as the catalogue of the database knows it.
///
/// @param name with its schema
/// @param columns those that hold a value of their own
record Table(String name, List<String> columns) {
    /// Written by the migrations, never copied.
    private static final String HISTORY = "public.flyway_schema_history";

    String schema() {
        return name.substring(0, name.indexOf('.'));
    }

    /// As SQL wants it, after COPY or SELECT.
    String columnList() {
        return columns.stream().map(one -> '"' + one + '"').collect(Collectors.joining(", "));
    }

    /// All tables of ours, each behind those it refers to.
    static List<Table> all(Connection connection) throws SQLException {
        var columns = new LinkedHashMap<String, List<String>>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT n.nspname || '.' || c.relname, a.attname
                          FROM pg_class c
                          JOIN pg_namespace n ON n.oid = c.relnamespace
                          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                                             AND a.attgenerated = ''
                         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                           AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                         ORDER BY 1, a.attnum
                        """)) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        columns.remove(HISTORY);
        return inOrder(columns.keySet(), references(connection)).stream()
                .map(name -> new Table(name, columns.getOrDefault(name, List.of())))
                .toList();
    }

    private static Map<String, Set<String>> references(Connection connection) throws SQLException {
        var all = new LinkedHashMap<String, Set<String>>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT n.nspname || '.' || c.relname, m.nspname || '.' || d.relname
                          FROM pg_constraint k
                          JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                          JOIN pg_class d ON d.oid = k.confrelid JOIN pg_namespace m ON m.oid = d.relnamespace
                         WHERE k.contype = 'f' AND k.conrelid <> k.confrelid
                        """)) {
            while (rows.next()) {
                all.computeIfAbsent(rows.getString(1), _ -> new LinkedHashSet<>())
                        .add(rows.getString(2));
            }
        }
        return all;
    }

    private static List<String> inOrder(Set<String> names, Map<String, Set<String>> references) {
        var left = new LinkedHashSet<>(names);
        var order = new ArrayList<String>();
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(name ->
                            references.getOrDefault(name, Set.of()).stream().noneMatch(left::contains))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("tables refer to each other in a circle"));
            left.remove(next);
            order.add(next);
        }
        return order;
    }
}
