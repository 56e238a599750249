package org.amparo.conversations;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Those who wait for a person on a line, in the order in which they are asked for ([Precedence]). Practice has a
/// queue of its own. Works inside the caller's transaction.
@Singleton
public class Queue {
    private final Jdbi jdbi;

    Queue(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Where somebody waits, or would wait from now on.
    ///
    /// @param child they may be one, which counts while they have no place yet
    /// @param test it is a practice phone
    public record Place(UUID line, UUID contact, boolean child, boolean test) {}

    /// How many others are before them, by language.
    public Map<String, Integer> before(Place place, Instant now) {
        var before = new HashMap<String, Integer>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT o.locale, count(*) AS waiting
                          FROM conversation o
                          LEFT JOIN conversation c ON c.contact_id = :contact AND c.line_id = :line
                                                  AND c.status IN ('waiting', 'parked')
                         WHERE o.line_id = :line AND o.status = 'waiting' AND o.contact_id <> :contact
                           AND o.test = :test
                           AND (c.danger_at IS NULL, COALESCE(%s, NOT :child),
                                COALESCE(c.waiting_since, :now), COALESCE(c.id, :last))
                             > (%s)
                         GROUP BY o.locale
                        """.formatted(Precedence.grown("c"), Precedence.order("o")))
                .bind("line", place.line())
                .bind("contact", place.contact())
                .bind("child", place.child())
                .bind("test", place.test())
                .bind("now", now)
                .bind("last", new UUID(-1, -1))
                .map((row, _) -> before.put(row.getString("locale"), row.getInt("waiting")))
                .list());
        return before;
    }
}
