package org.amparo.platform;

import io.micronaut.context.annotation.Factory;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;

/// Gives the rooms their SQL: statements run on the connection of the transaction under way, or on one of their
/// own.
@Factory
final class SqlFactory {

    @Singleton
    Jdbi jdbi(ConnectionOperations<Connection> connections, DataSource dataSource) {
        var pool = DelegatingDataSource.unwrapDataSource(dataSource);
        var jdbi = Jdbi.create(new TransactionAware(connections, pool));
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        // a failed statement's message would hold what was bound to it
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    private record TransactionAware(ConnectionOperations<Connection> connections, DataSource pool)
            implements ConnectionFactory {
        @Override
        public Connection openConnection() throws SQLException {
            var current = connections.findConnectionStatus();
            return current.isPresent() ? current.get().getConnection() : pool.getConnection();
        }

        @Override
        public void closeConnection(Connection connection) throws SQLException {
            var current = connections.findConnectionStatus();
            if (current.isEmpty() || !current.get().getConnection().equals(connection)) {
                connection.close();
            }
        }
    }
}
