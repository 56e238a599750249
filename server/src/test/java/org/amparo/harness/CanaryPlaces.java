package org.amparo.harness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/// The places where a program leaves something lying: database and folder.
public final class CanaryPlaces {
    private CanaryPlaces() {}

    /// Every table of every schema, as text and as bytes, the catalogue with its statistics and running statements.
    ///
    /// @return the names of the tables looked through
    public static List<String> database(Canary canary, Connection connection) {
        try {
            var names = names(connection);
            for (var name : names) {
                copy(canary, connection, name, "text");
                if (!name.startsWith("pg_catalog.")) {
                    copy(canary, connection, name, "binary");
                }
            }
            copy(canary, connection, "pg_catalog.pg_stat_activity", "text");
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException("the tables cannot be looked through", e);
        }
    }

    private static List<String> names(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname)
                          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_toast', 'information_schema')
                         ORDER BY 1
                        """)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static void copy(Canary canary, Connection connection, String table, String format) throws SQLException {
        var rows = new ByteArrayOutputStream();
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT * FROM " + table + ") TO STDOUT (FORMAT " + format + ")", rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        canary.look("table " + table + " as " + format, rows.toByteArray());
    }

    /// Every file below a folder, and the names of the files. One that goes away meanwhile is left out.
    ///
    /// @return the files looked through, relative to the folder
    public static List<String> folder(Canary canary, Path folder) {
        var seen = new ArrayList<String>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile()) {
                        var name = folder.relativize(file).toString();
                        canary.look("a file's name", name);
                        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
                            canary.look("file " + name, in);
                            seen.add(name);
                        } catch (NoSuchFileException e) {
                            return FileVisitResult.CONTINUE;
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seen;
    }
}
