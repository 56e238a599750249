package org.amparo.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amparo.platform.Deployment;
import org.amparo.platform.StartRefused;
import org.amparo.sealing.KeySet;

/// Copies a database into a folder while the program runs (`rulings.md` 2): a new generation of the data, and the
/// one generation of the keyring and of the ledger. The key set file is never copied.
public final class Backup {
    /// Data generations go after so long (`domain.md` G.5).
    public static final Duration KEPT = Duration.ofDays(35);

    private final Deployment.Access access;
    private final KeySet keySet;

    public Backup(Deployment.Access access, KeySet keySet) {
        this.access = access;
        this.keySet = keySet;
    }

    /// @param rows of all tables together
    /// @param ended how many data generations went because of their age
    public record Taken(Path folder, int tables, long rows, long keys, int ended) {}

    /// @param root made with mode 0700 when it is not there
    public Taken take(Path root, Instant now) {
        var generations = new Generations(root.toAbsolutePath().normalize());
        try (var connection = DriverManager.getConnection(access.url(), access.username(), access.password())) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var data = Table.all(connection).stream()
                    .filter(table -> !table.schema().equals("keyring"))
                    .toList();
            var out = new CopyOut(connection, keySet, generations);
            var taken = out.write("data", data, now);
            var keys = keyring(connection, keySet, generations, now);
            Ledger.copy(connection, keySet, generations, now);
            connection.commit();
            return new Taken(
                    taken.folder(),
                    data.size(),
                    taken.taken().rows(),
                    keys.rows(),
                    generations.deleteBefore(now.minus(KEPT)));
        } catch (SQLException e) {
            throw new StartRefused("the backup broke off: the database refused (" + e.getSQLState() + ")", e);
        } catch (IOException e) {
            throw new StartRefused("the backup broke off: " + root + " cannot be written", e);
        }
    }

    /// Replaces the keyring's generation inside the transaction under way, whose snapshot it is.
    static Manifest keyring(Connection connection, KeySet keySet, Generations generations, Instant now)
            throws SQLException, IOException {
        var written = new CopyOut(connection, keySet, generations)
                .write(
                        "keyring",
                        List.of(new Table("keyring.data_key", List.of("owner_id", "wrapped", "created_at"))),
                        now);
        generations.keepOnly("keyring", written.folder());
        try (var place = connection.prepareStatement("""
                    INSERT INTO keyring.backup_place (folder, taken_at) VALUES (?, ?)
                    ON CONFLICT (only_row) DO UPDATE SET folder = EXCLUDED.folder, taken_at = EXCLUDED.taken_at
                    """);
                // Those this snapshot sees; what is destroyed meanwhile stays to be copied.
                var seen = connection.prepareStatement("DELETE FROM keyring.destroyed")) {
            place.setString(1, generations.root().toString());
            place.setTimestamp(2, java.sql.Timestamp.from(now));
            place.executeUpdate();
            seen.executeUpdate();
        }
        return written.taken();
    }
}
