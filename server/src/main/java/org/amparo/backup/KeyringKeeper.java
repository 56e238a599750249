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

/// Copies the keyring anew into the folder of the last backup, after keys were destroyed and twice a day, and the
/// ledger with it and after somebody said STOP, START or UNSAFE (`rulings.md` 2). The node that sees the folder
/// does it.
@Context
final class KeyringKeeper implements Poller.Work {
    private static final Duration AFTER_CHANGE = Duration.ofMinutes(1);
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

    private record Place(String folder, Instant takenAt, boolean destroyed, Instant ledgerAt, boolean changed) {
        boolean keyringDue(Instant now) {
            return !takenAt.plus(destroyed ? AFTER_CHANGE : OLDEST).isAfter(now);
        }

        boolean ledgerDue(Instant now) {
            return changed && !ledgerAt.plus(AFTER_CHANGE).isAfter(now);
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
                var place = place(connection).filter(found -> found.keyringDue(now) || found.ledgerDue(now));
                if (place.isEmpty() || !Files.isDirectory(Path.of(place.get().folder()))) {
                    return false;
                }
                try (var statement = connection.createStatement()) {
                    statement.execute("SET LOCAL statement_timeout = 0");
                }
                var generations = new Generations(Path.of(place.get().folder()));
                if (place.get().keyringDue(now)) {
                    Backup.keyring(connection, keySet, generations, now);
                }
                // Behind the keyring also: who was erased is in neither.
                Ledger.copy(connection, keySet, generations, now);
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
                        SELECT folder, taken_at, EXISTS (SELECT 1 FROM keyring.destroyed),
                               COALESCE(ledger_at, to_timestamp(0)), EXISTS (SELECT 1 FROM keyring.ledger_changed)
                          FROM keyring.backup_place
                           FOR UPDATE OF backup_place SKIP LOCKED
                        """)) {
            return rows.next()
                    ? Optional.of(new Place(
                            rows.getString(1),
                            rows.getTimestamp(2).toInstant(),
                            rows.getBoolean(3),
                            rows.getTimestamp(4).toInstant(),
                            rows.getBoolean(5)))
                    : Optional.empty();
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }
}
