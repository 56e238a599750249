package org.amparo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;

/// What the database counts of its own statements (`pg_stat_statements`), where it does.
final class Statements {
    private static final String HERE = " FROM pg_stat_statements WHERE dbid ="
            + " (SELECT oid FROM pg_database WHERE datname = current_database())";

    private Statements() {}

    /// Has the next start of the program count them: the embedded server loads the extension then; an external one
    /// has it or not.
    ///
    /// @return false when they are not counted
    static boolean prepare(Stand stand, StubCarrier carrier) throws IOException, InterruptedException {
        try (var _ = stand.start(carrier, List.of())) {
            var database = stand.now();
            if (database.process().isPresent()) {
                database.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
                return true;
            }
            database.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
            return database.number("SELECT count(*) FROM pg_stat_statements") > 0;
        } catch (SQLException e) {
            return false;
        }
    }

    /// From now on they are counted from nothing.
    static void reset(Database database) throws SQLException {
        database.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        database.execute("SELECT pg_stat_statements_reset()");
    }

    static long calls(Database database) throws SQLException {
        return database.number("SELECT coalesce(sum(calls), 0)" + HERE);
    }

    /// @param like a pattern of LIKE that only the wanted statement fits
    static long calls(Database database, String like) throws SQLException {
        return database.number("SELECT coalesce(sum(calls), 0)" + HERE + " AND query LIKE '" + like + "'");
    }

    /// Those that took the most time.
    ///
    /// @param times how often the work was done that they are to be shared out to
    /// @param each what that work is, such as `text`
    static void print(Database database, int lines, long times, String each, PrintStream out) throws SQLException {
        out.println("\nstatements by time in the database (planning and execution)");
        out.printf("  share  ms a %s  calls a %s  us a call  pages a call%n", each, each);
        try (var connection = database.connect();
                var query = connection.prepareStatement(
                        """
                        SELECT regexp_replace(query, '\\s+', ' ', 'g'), calls,
                               total_exec_time + total_plan_time AS spent,
                               shared_blks_hit + shared_blks_read AS pages,
                               sum(total_exec_time + total_plan_time) OVER () AS whole, sum(calls) OVER () AS every
                        """ + HERE + " ORDER BY spent DESC");
                var rows = query.executeQuery()) {
            for (int i = 0; rows.next(); i++) {
                double spent = rows.getDouble("spent");
                if (i == 0) {
                    out.printf(
                            "  100 %% %10.3f %12.2f            all of them%n",
                            rows.getDouble("whole") / times, rows.getDouble("every") / times);
                }
                if (i < lines) {
                    var sql = rows.getString(1).strip();
                    out.printf(
                            "%5.1f %% %10.3f %12.2f %10.0f %13.0f  %s%n",
                            100 * spent / rows.getDouble("whole"),
                            spent / times,
                            rows.getDouble("calls") / times,
                            1000 * spent / rows.getDouble("calls"),
                            rows.getDouble("pages") / rows.getDouble("calls"),
                            ends(sql));
                }
            }
        }
    }

    /// What tells two long statements apart: how each begins, and how it ends.
    private static String ends(String sql) {
        return sql.length() <= 130 ? sql : sql.substring(0, 50) + " … " + sql.substring(sql.length() - 77);
    }
}
