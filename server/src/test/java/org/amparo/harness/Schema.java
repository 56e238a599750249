package org.amparo.harness;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;

/// The tables and columns a migrated database has.
public final class Schema {
    private Schema() {}

    /// Columns by table; a table of another schema than the usual one with its schema's name.
    public static Map<String, Set<String>> of(Jdbi database) {
        var tables = new TreeMap<String, Set<String>>();
        database.useHandle(handle -> handle.createQuery("""
                        SELECT CASE c.table_schema WHEN 'public' THEN c.table_name
                                    ELSE c.table_schema || '.' || c.table_name END AS name, c.column_name
                          FROM information_schema.columns c
                          JOIN information_schema.tables t USING (table_schema, table_name)
                         WHERE t.table_type = 'BASE TABLE'
                           AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
                        """)
                .map((row, _) -> tables.computeIfAbsent(row.getString("name"), _ -> new TreeSet<>())
                        .add(row.getString("column_name")))
                .list());
        return tables;
    }
}
