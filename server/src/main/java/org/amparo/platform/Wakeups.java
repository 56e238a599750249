package org.amparo.platform;

import io.micronaut.context.annotation.Context;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells all nodes that there is work: said inside a transaction, heard when it commits (PostgreSQL LISTEN/NOTIFY).
///
/// A wake-up may be lost when the database goes away; pollers look by themselves every few seconds, so it is only
/// ever a matter of time.
@Context
public class Wakeups {
    private static final Logger LOG = LoggerFactory.getLogger(Wakeups.class);
    private static final String CHANNEL = "amparo_wake";

    private final Jdbi jdbi;
    private final DataSource pool;
    private final Pollers pollers;
    private final Map<String, List<Runnable>> listeners = new ConcurrentHashMap<>();
    private volatile boolean open = true;
    /// Known to the listening thread alone.
    private boolean away;
    private final Thread thread = Thread.ofPlatform().daemon().name("wakeups").unstarted(this::listen);

    Wakeups(Jdbi jdbi, DataSource dataSource, Pollers pollers) {
        this.jdbi = jdbi;
        this.pool = DelegatingDataSource.unwrapDataSource(dataSource);
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    /// Wakes the pollers of that name on every node once the transaction under way commits.
    public void tell(String name) {
        jdbi.useHandle(handle -> handle.createQuery("SELECT pg_notify('" + CHANNEL + "', :name)")
                .bind("name", name)
                .mapTo(String.class)
                .list());
    }

    /// Runs `action` on this node whenever that name is told by any node; it must be quick.
    public void on(String name, Runnable action) {
        listeners.computeIfAbsent(name, _ -> new CopyOnWriteArrayList<>()).add(action);
    }

    @PreDestroy
    void stop() {
        open = false;
        thread.interrupt();
    }

    private void listen() {
        while (open) {
            try (var connection = pool.getConnection()) {
                hear(connection);
            } catch (SQLException | RuntimeException e) {
                pause();
                if (open) {
                    tellAway();
                }
            }
        }
    }

    /// Says it once, not at every try.
    private void tellAway() {
        if (!away) {
            LOG.warn("the database is away; it is tried again every few seconds");
        }
        away = true;
    }

    private void hear(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
        }
        if (away) {
            LOG.warn("the database is back");
            away = false;
        }
        // Whatever was told before this moment is looked for once.
        listeners.values().forEach(actions -> actions.forEach(Runnable::run));
        pollers.wakeAll();
        var postgres = connection.unwrap(PGConnection.class);
        while (open) {
            var heard = postgres.getNotifications((int) Duration.ofSeconds(1).toMillis());
            if (heard != null) {
                for (var one : heard) {
                    pollers.wake(one.getParameter());
                    listeners.getOrDefault(one.getParameter(), List.of()).forEach(Runnable::run);
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
