package org.amparo;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.audit.TrailKey;
import org.amparo.platform.Deployment;
import org.amparo.platform.StartRefused;
import org.amparo.sealing.KeySet;
import org.jdbi.v3.core.Jdbi;

/// Writes down what somebody did by a command; the program that runs, or the next one, links it.
final class CommandActs {
    private CommandActs() {}

    /// One act on the whole deployment.
    static void write(
            Deployment.Access access,
            KeySet keySet,
            Act.Kind kind,
            Optional<UUID> subject,
            Map<? extends Enum<?>, Long> counts,
            Instant now) {
        with(access, keySet, (_, audit) -> {
            audit.deployment(kind, subject, counts, now);
            return true;
        });
    }

    /// Does something in one transaction, its acts with it.
    static <T> T with(Deployment.Access access, KeySet keySet, BiFunction<Jdbi, Audit, T> work) {
        try (var connection = DriverManager.getConnection(access.url(), access.username(), access.password())) {
            connection.setAutoCommit(false);
            var jdbi = Jdbi.create(connection);
            var done = work.apply(jdbi, Audit.of(jdbi, new TrailKey(keySet::auditStamps)));
            connection.commit();
            return done;
        } catch (SQLException e) {
            throw new StartRefused("the database cannot be reached: " + e.getSQLState(), e);
        }
    }
}
