package org.amparo.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.amparo.platform.Deployment;
import org.amparo.platform.StartRefused;
import org.amparo.sealing.KeySet;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/// Puts a data backup back with the newest keyring, into an empty database, in one transaction. What was erased
/// since is removed before anybody sees it; nothing that was waiting to be sent leaves any more.
public final class Restore {
    private final Deployment.Access access;
    private final KeySet keySet;

    public Restore(Deployment.Access access, KeySet keySet) {
        this.access = access;
        this.keySet = keySet;
    }

    /// @param data when the data were copied
    /// @param keyring when the keyring was: erased before that stays erased
    /// @param ledger when STOP and UNSAFE were: said before that still holds
    /// @param rows as copied
    /// @param gone what was removed of it, and why
    public record Done(Instant data, Instant keyring, Instant ledger, long rows, WithoutKey.Gone gone) {}

    /// @param folder a backup folder (its newest data are taken), or one `data-…` in it
    /// @throws StartRefused when something speaks against it; nothing was changed then
    public Done restore(Path folder) {
        try {
            var chosen = folder.toAbsolutePath().normalize();
            boolean one = Files.exists(chosen.resolve(Manifest.FILE));
            var generations = new Generations(one ? chosen.resolveSibling("") : chosen);
            var dataFolder = one ? Optional.of(chosen) : generations.newest("data");
            var keyringFolder = generations.newest("keyring");
            if (dataFolder.isEmpty() || keyringFolder.isEmpty()) {
                throw new StartRefused("there is no backup in " + chosen
                        + ": name the folder given to `backup`, with a data-… and the keyring-… in it");
            }
            var data = Manifest.read(dataFolder.get(), keySet);
            var keyring = Manifest.read(keyringFolder.get(), keySet);
            if (keyring.takenAt().isBefore(data.takenAt())) {
                throw new StartRefused("the keyring in " + chosen
                        + " is older than the data: bring the newest one, or people would be lost");
            }
            check(dataFolder.get(), data);
            check(keyringFolder.get(), keyring);
            var ledger = newer(generations, data);
            return load(dataFolder.get(), data, keyringFolder.get(), keyring, ledger);
        } catch (IOException e) {
            throw new StartRefused("the backup cannot be read: " + folder, e);
        } catch (SQLException e) {
            throw new StartRefused(
                    "the restore broke off and left nothing behind: the database refused (" + e.getSQLState() + ")", e);
        }
    }

    private record Copied(Path folder, Manifest manifest) {}

    /// The ledger's generation. A backup of an earlier program has none: then what the data know counts.
    private Optional<Copied> newer(Generations generations, Manifest data) throws IOException {
        var folder = generations.newest("ledger");
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        var manifest = Manifest.read(folder.get(), keySet);
        check(folder.get(), manifest);
        return manifest.takenAt().isBefore(data.takenAt())
                ? Optional.empty()
                : Optional.of(new Copied(folder.get(), manifest));
    }

    private Done load(Path dataFolder, Manifest data, Path keyringFolder, Manifest keyring, Optional<Copied> ledger)
            throws SQLException, IOException {
        var flyway = Flyway.configure()
                .dataSource(access.url(), access.username(), access.password())
                .load();
        demandEmpty();
        var ours = flyway.info().all();
        var newest = ours[ours.length - 1].getVersion().getVersion();
        var schemas = Stream.concat(
                Stream.of(data.schema(), keyring.schema()),
                ledger.stream().map(one -> one.manifest().schema()));
        if (!schemas.allMatch(newest::equals)) {
            throw new StartRefused("this backup has the schema " + data.schema() + " (keyring " + keyring.schema()
                    + "), this program " + newest + ": restore with the program whose newest file in db/migration is V"
                    + data.schema().replace('.', '_') + "__…, then start the newer one on it");
        }
        flyway.migrate();
        try (var connection = DriverManager.getConnection(access.url(), access.username(), access.password())) {
            connection.setAutoCommit(false);
            load(connection, dataFolder, data);
            load(connection, keyringFolder, keyring);
            goOnCounting(connection);
            var gone = new WithoutKey(connection).remove(data.takenAt());
            if (ledger.isPresent()) {
                Ledger.begin(connection);
                load(connection, ledger.get().folder(), ledger.get().manifest());
                Ledger.apply(connection);
            }
            connection.commit();
            return new Done(
                    data.takenAt(),
                    keyring.takenAt(),
                    ledger.map(one -> one.manifest().takenAt()).orElse(data.takenAt()),
                    data.rows(),
                    gone);
        }
    }

    private void demandEmpty() throws SQLException {
        try (var connection = DriverManager.getConnection(access.url(), access.username(), access.password());
                var statement = connection.createStatement()) {
            for (var table : Table.all(connection)) {
                try (var rows = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM " + table.name() + ")")) {
                    if (rows.next() && rows.getBoolean(1)) {
                        throw new StartRefused("the database is not empty: restore needs a new one (set AMPARO_HOME or"
                                + " AMPARO_DATABASE_URL); nothing was changed");
                    }
                }
            }
        }
    }

    private void load(Connection connection, Path folder, Manifest manifest) throws SQLException, IOException {
        var key = manifest.dataKey(keySet);
        for (var entry : manifest.tables()) {
            var table = entry.table();
            try (var packed = new GZIPInputStream(
                    key.opening(
                            new BufferedInputStream(Files.newInputStream(folder.resolve(table.name()))), table.name()),
                    1 << 16)) {
                long rows = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "COPY " + Ledger.target(manifest, table) + " (" + table.columnList() + ") FROM STDIN",
                                packed);
                if (rows != entry.rows()) {
                    throw Manifest.damaged(folder, new IOException("rows of " + table.name()));
                }
            }
        }
    }

    /// Numbers the database gives out by itself go on behind those that were put back.
    private static void goOnCounting(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var next = connection.createStatement();
                var columns = statement.executeQuery("""
                        SELECT format('SELECT setval(%L, (SELECT COALESCE(max(%I), 0) + 1 FROM %I.%I), false)',
                                      pg_get_serial_sequence(format('%I.%I', table_schema, table_name), column_name),
                                      column_name, table_schema, table_name)
                          FROM information_schema.columns
                         WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
                           AND pg_get_serial_sequence(format('%I.%I', table_schema, table_name), column_name) IS NOT NULL
                        """)) {
            while (columns.next()) {
                next.execute(columns.getString(1));
            }
        }
    }

    /// Every file as it was written, before anything is touched.
    private static void check(Path folder, Manifest manifest) throws IOException {
        for (var entry : manifest.tables()) {
            var file = folder.resolve(entry.table().name());
            if (!Files.exists(file)) {
                throw Manifest.damaged(folder, new IOException("no file " + file.getFileName()));
            }
            var digest = CopyOut.sha256();
            try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(entry.checksum())) {
                throw Manifest.damaged(folder, new IOException("checksum of " + file.getFileName()));
            }
        }
    }
}
