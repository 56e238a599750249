package org.amparo.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.amparo.sealing.DataKey;
import org.amparo.sealing.KeySet;
import org.postgresql.PGConnection;

/// Writes one generation: each table by COPY from the snapshot of one transaction, packed and sealed; the manifest
/// last.
final class CopyOut {
    private final Connection connection;
    private final KeySet keySet;
    private final Generations generations;

    CopyOut(Connection connection, KeySet keySet, Generations generations) {
        this.connection = connection;
        this.keySet = keySet;
        this.generations = generations;
    }

    /// @param taken what the generation holds
    record Written(Path folder, Manifest taken) {}

    Written write(String kind, List<Table> tables, Instant now) throws SQLException, IOException {
        var key = keySet.newDataKey();
        var half = generations.begin(kind, now);
        var entries = new ArrayList<Manifest.Entry>();
        for (var table : tables) {
            entries.add(write(half, table, key));
        }
        var manifest = new Manifest(
                kind,
                now,
                one("SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1"),
                one("SELECT mode FROM deployment"),
                keySet.fingerprint(),
                Manifest.wrap(keySet, key),
                List.copyOf(entries));
        try (var file = create(half.resolve(Manifest.FILE))) {
            Channels.newOutputStream(file).write(manifest.text(key).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            file.force(true);
        }
        return new Written(generations.finish(half), manifest);
    }

    private Manifest.Entry write(Path folder, Table table, DataKey key) throws SQLException, IOException {
        var digest = sha256();
        long rows;
        var file = folder.resolve(table.name());
        try (var packed = new GZIPOutputStream(
                key.sealing(
                        new DigestOutputStream(
                                new BufferedOutputStream(Channels.newOutputStream(create(file)), 1 << 16), digest),
                        table.name()),
                1 << 16)) {
            rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT " + table.columnList() + " FROM " + table.name() + ") TO STDOUT", packed);
        }
        try (var written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        return new Manifest.Entry(table, rows, HexFormat.of().formatHex(digest.digest()));
    }

    private String one(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new SQLException("an empty answer", "02000");
            }
            return rows.getString(1);
        }
    }

    private static FileChannel create(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return FileChannel.open(file, StandardOpenOption.WRITE);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
