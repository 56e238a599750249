package org.amparo.responders;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Whose time off is over: from its end on they count as on, and here that is written down, once, on whichever
/// node. Works inside the caller's transaction; safe for many threads.
@Singleton
public final class Comebacks {
    private final Jdbi jdbi;

    Comebacks(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param away they had been set away; else they had said so
    /// @param since when it ended
    public record Back(boolean away, Instant since) {}

    /// In the order of their ends.
    public List<UUID> due(Instant now) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT id FROM responder
                         WHERE availability IN ('off', 'away') AND available_until <= :now AND left_at IS NULL
                         ORDER BY available_until, id
                        """).bind("now", now).mapTo(UUID.class).list());
    }

    /// @return empty when somebody else wrote it down, or it is not over any more
    public Optional<Back> take(UUID responder, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        WITH over AS (SELECT id, availability, available_until FROM responder
                                       WHERE id = :id AND availability IN ('off', 'away') AND available_until <= :now
                                         FOR UPDATE)
                        UPDATE responder r SET availability = 'on', available_until = NULL, missed = 0
                          FROM over WHERE r.id = over.id
                        RETURNING over.availability = 'away' AS away, over.available_until AS since
                        """)
                .bind("id", responder)
                .bind("now", now)
                .map((row, _) -> new Back(
                        row.getBoolean("away"), row.getTimestamp("since").toInstant()))
                .findOne());
    }
}
