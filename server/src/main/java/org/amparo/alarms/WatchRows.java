package org.amparo.alarms;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// When each look is due, what was seen wrong and since when, and up to when each kind of work is done: one for
/// all nodes.
@Singleton
class WatchRows {
    /// A look later than that after its time says nothing about others being late.
    private static final Duration OVERSLEPT = Duration.ofMinutes(1);

    /// So long something must have been seen wrong, look after look.
    private static final Duration SEEN_FOR = Duration.ofMinutes(1);

    private static final String WRONG = "wrong: ";

    private final Jdbi jdbi;

    WatchRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// A look nobody ever took falls due after its pace: a start has enough to do.
    @Transactional
    void prepare(Look look, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO watch_look (name, due_at) VALUES (:name, :due) ON CONFLICT DO NOTHING")
                .bind("name", look.name())
                .bind("due", now.plus(look.every()))
                .execute());
    }

    /// Takes a look that is due, so that no other node does.
    ///
    /// @return whether it is far past its time
    @Transactional
    Optional<Boolean> claim(Look look, Instant now) {
        var due = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT due_at FROM watch_look WHERE name = :name AND due_at <= :now FOR UPDATE SKIP LOCKED
                        """)
                .bind("name", look.name())
                .bind("now", now)
                .map((row, _) -> row.getTimestamp("due_at").toInstant())
                .findOne());
        due.ifPresent(_ -> set(look.name(), now.plus(look.every())));
        return due.map(at -> at.plus(OVERSLEPT).isBefore(now));
    }

    Optional<Instant> nextDue(Collection<String> looks) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT min(due_at) FROM watch_look WHERE name IN (<names>)")
                .bindList("names", List.copyOf(looks))
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
                .one());
    }

    /// Remembers what a look saw, so that what passes by itself rings nobody.
    ///
    /// @return true once it has been wrong look after look for a minute
    @Transactional
    boolean lasts(String what, boolean wrong, boolean overslept, Instant now) {
        var name = WRONG + what;
        if (!wrong) {
            jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM watch_look WHERE name = :name")
                    .bind("name", name)
                    .execute());
            return false;
        }
        if (overslept) {
            set(name, now.plus(SEEN_FOR));
            return false;
        }
        var until = jdbi.withHandle(handle -> handle.createQuery("SELECT due_at FROM watch_look WHERE name = :name")
                .bind("name", name)
                .map((row, _) -> row.getTimestamp("due_at").toInstant())
                .findOne());
        if (until.isEmpty()) {
            set(name, now.plus(SEEN_FOR));
        }
        return until.filter(at -> !now.isBefore(at)).isPresent();
    }

    @Transactional
    void beat(String work, Instant doneUpTo) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        INSERT INTO heartbeat (work, done_up_to) VALUES (:work, :at)
                        ON CONFLICT (work) DO UPDATE SET done_up_to = EXCLUDED.done_up_to
                        """).bind("work", work).bind("at", doneUpTo).execute());
    }

    /// Up to when each kind of work was done at the last look.
    Map<String, Instant> beats() {
        var found = new HashMap<String, Instant>();
        jdbi.useHandle(handle -> handle.createQuery("SELECT work, done_up_to FROM heartbeat")
                .map((row, _) -> found.put(
                        row.getString("work"), row.getTimestamp("done_up_to").toInstant()))
                .list());
        return found;
    }

    private void set(String name, Instant due) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        INSERT INTO watch_look (name, due_at) VALUES (:name, :due)
                        ON CONFLICT (name) DO UPDATE SET due_at = EXCLUDED.due_at
                        """).bind("name", name).bind("due", due).execute());
    }
}
