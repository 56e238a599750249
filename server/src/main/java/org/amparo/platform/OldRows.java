package org.amparo.platform;

import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/// Deletes rows whose time is over, the way every [RetentionStep] is asked to: the oldest first, no more than so
/// many, passing over what is locked.
public final class OldRows {
    private OldRows() {}

    /// @param table the table; this and the next two are written into the SQL, so they come from code alone
    /// @param key its key columns, separated by commas
    /// @param since the column, or expression, from which the time counts
    /// @param before what began then or earlier goes
    /// @return how many went
    public static int delete(Jdbi jdbi, String table, String key, String since, Instant before, int atMost) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        DELETE FROM %1$s
                         WHERE (%2$s) IN (SELECT %2$s FROM %1$s WHERE %3$s <= :before ORDER BY %3$s LIMIT :most
                                           FOR UPDATE SKIP LOCKED)
                        """.formatted(table, key, since))
                .bind("before", before)
                .bind("most", atMost)
                .execute());
    }

    /// How many of them are there.
    public static int count(Jdbi jdbi, String table, String since, Instant before) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT count(*) FROM %s WHERE %s <= :before".formatted(table, since))
                        .bind("before", before)
                        .mapTo(Integer.class)
                        .one());
    }
}
