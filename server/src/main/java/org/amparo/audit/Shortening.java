package org.amparo.audit;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Lets whole old links go, oldest first, and leaves an anchor, so that the rest can still be verified.
@Singleton
class Shortening {
    private final Jdbi jdbi;
    private final TrailKey key;

    Shortening(Jdbi jdbi, TrailKey key) {
        this.jdbi = jdbi;
        this.key = key;
    }

    /// Lets links written before `end` go: first the anchor moves there, then events and links go.
    ///
    /// @return rows deleted, at most that many; none while another node writes a link
    @Transactional
    int shorten(Instant end, Instant now, int atMost) {
        if (!Lease.take(jdbi)) {
            return 0;
        }
        lastBefore(end).ifPresent(last -> anchor(last, now));
        int events = deleteEvents(atMost);
        return events + deleteLinks(atMost - events);
    }

    private record Last(long number, byte[] hash) {}

    private Optional<Last> lastBefore(Instant end) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT number, hash FROM audit_link
                         WHERE linked_at < :end AND number > COALESCE((SELECT number FROM audit_anchor), 0)
                         ORDER BY number DESC LIMIT 1
                        """)
                .bind("end", end)
                .map((row, _) -> new Last(row.getLong("number"), row.getBytes("hash")))
                .findOne());
    }

    private void anchor(Last last, Instant now) {
        var cutAt = now.truncatedTo(ChronoUnit.MICROS);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO audit_anchor (number, hash, cut_at, stamp) VALUES (:number, :hash, :now, :stamp)
                        ON CONFLICT (only_row) DO UPDATE
                           SET number = excluded.number, hash = excluded.hash, cut_at = excluded.cut_at,
                               stamp = excluded.stamp
                        """)
                .bind("number", last.number())
                .bind("hash", last.hash())
                .bind("now", cutAt)
                .bind("stamp", key.stamp(Form.anchor(last.number(), last.hash(), cutAt)))
                .execute());
    }

    private int deleteEvents(int atMost) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("""
                        DELETE FROM audit_event
                         WHERE id IN (SELECT id FROM audit_event
                                       WHERE link_number <= (SELECT number FROM audit_anchor)
                                       ORDER BY link_number, place LIMIT :most)
                        """).bind("most", atMost).execute());
    }

    private int deleteLinks(int atMost) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("""
                        DELETE FROM audit_link
                         WHERE number IN (SELECT number FROM audit_link l
                                           WHERE number <= (SELECT number FROM audit_anchor)
                                             AND NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.link_number = l.number)
                                           ORDER BY number LIMIT :most)
                        """).bind("most", atMost).execute());
    }
}
