package org.amparo.platform;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Tells a database that is away from connections that were cut while it stands, and mends the latter. Safe for
/// many threads.
@Singleton
public final class Connections {
    private final DataSource pool;

    Connections(DataSource dataSource) {
        this.pool = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    /// What went wrong between us and the database.
    public enum Trouble {
        /// Nothing: the failure is of another kind.
        NONE,
        /// A connection was cut under a statement; a fresh one may work.
        CUT,
        /// No connection could be had at all.
        AWAY
    }

    /// What this failure, or any of its causes, says of the connection. The classes 08 and 57P are PostgreSQL's
    /// for a connection that broke and a server that goes down.
    public static Trouble trouble(Throwable failure) {
        var found = Trouble.NONE;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return Trouble.AWAY;
            }
            if (cause instanceof SQLException sql && broken(sql.getSQLState())) {
                found = Trouble.CUT;
            }
        }
        return found;
    }

    /// The pool speaks of a connection it closed without a class.
    private static boolean broken(@Nullable String state) {
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }

    /// Gives up every idle connection, so that the next one is fresh.
    public void renew() {
        if (pool instanceof HikariDataSource hikari && hikari.getHikariPoolMXBean() != null) {
            hikari.getHikariPoolMXBean().softEvictConnections();
        }
    }
}
