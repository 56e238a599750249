package org.amparo.harness;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A transaction of somebody else that holds rows, as one step of two that go on side by side: a test sees who
/// waits for it, and what whoever waits holds already. Two transactions can only wait for each other for ever when
/// one that waits holds what another one wants.
public final class HeldLock implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final TestDatabase database;
    private final Connection connection;

    private HeldLock(TestDatabase database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /// @param rows a query that locks, such as `SELECT … FOR UPDATE`
    public static HeldLock of(TestDatabase database, String rows) throws SQLException {
        var connection = database.connect();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(rows)) {
            if (!found.next()) {
                throw new AssertionError("nothing to lock: " + rows);
            }
        }
        return new HeldLock(database, connection);
    }

    /// Until somebody waits for these rows.
    public void awaitWaiting() throws SQLException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        int pid;
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT pg_backend_pid()")) {
            found.next();
            pid = found.getInt(1);
        }
        try (var other = database.connect();
                var statement = other.createStatement()) {
            while (true) {
                try (var found = statement.executeQuery("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE " + pid
                        + " = ANY (pg_blocking_pids(pid)))")) {
                    found.next();
                    if (found.getBoolean(1)) {
                        return;
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("nobody waits");
                }
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }

    /// Nobody holds these rows.
    ///
    /// @param rows a query without `FOR UPDATE` that finds some
    public static boolean free(TestDatabase database, String rows) throws SQLException {
        try (var other = database.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            try (var found = statement.executeQuery(rows + " FOR UPDATE NOWAIT")) {
                if (!found.next()) {
                    throw new AssertionError("no such rows: " + rows);
                }
                return true;
            } catch (SQLException e) {
                if ("55P03".equals(e.getSQLState())) {
                    return false;
                }
                throw e;
            } finally {
                other.rollback();
            }
        }
    }

    /// Lets the rows go as they were; whoever waits goes on.
    public void letGo() throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.close();
        }
    }

    @Override
    public void close() throws SQLException {
        letGo();
    }
}
