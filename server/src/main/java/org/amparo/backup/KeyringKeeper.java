package org.amparo.backup;

import io.micronaut.context.annotation.Context;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;
import org.amparo.sealing.KeySet;

/// Copies the keyring anew into the folder of the last backup, after keys were destroyed and twice a day
/// (`rulings.md` 2). The node that sees the folder does it.
@Context
final class KeyringKeeper implements Poller.Work {
    private static final Duration AFTER_DESTROYING = Duration.ofMinutes(1);
    private static final Duration OLDEST = Duration.ofHours(12);

    private final DataSource pool;
    private final KeySet keySet;
    private final InstantSource time;
    private final Pollers pollers;

    KeyringKeeper(DataSource dataSource, KeySet keySet, InstantSource time, Pollers pollers) {
        this.pool = DelegatingDataSource.unwrapDataSource(dataSource);
        this.keySet = keySet;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return "keyring-backup";
    }

    private record Place(String folder, Instant takenAt, boolean destroyed) {
        boolean due(Instant now) {
            return !takenAt.plus(destroyed ? AFTER_DESTROYING : OLDEST).isAfter(now);
        }
    }

    @Override
    public boolean step() {
        var now = time.instant();
        try (var connection = pool.getConnection()) {
            var isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            try {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                var place = place(connection).filter(found -> found.due(now));
                if (place.isEmpty() || !Files.isDirectory(Path.of(place.get().folder()))) {
                    return false;
                }
                try (var statement = connection.createStatement()) {
                    statement.execute("SET LOCAL statement_timeout = 0");
                }
                Backup.keyring(
                        connection, keySet, new Generations(Path.of(place.get().folder())), now);
                connection.commit();
                return true;
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the keyring cannot be copied", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the keyring cannot be copied", e);
        }
    }

    private static Optional<Place> place(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT folder, taken_at, EXISTS (SELECT 1 FROM keyring.destroyed) FROM keyring.backup_place
                           FOR UPDATE OF backup_place SKIP LOCKED
                        """)) {
            return rows.next()
                    ? Optional.of(
                            new Place(rows.getString(1), rows.getTimestamp(2).toInstant(), rows.getBoolean(3)))
                    : Optional.empty();
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }
}
