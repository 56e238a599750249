package org.amparo.delivery;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.amparo.harness.TestDatabase;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.Test;

/// A night when nothing leaves, and then all of it: what one text costs the database does not grow with the queue,
/// though the planner's statistics date from an hour when nothing waited.
class LongQueueTest {
    private static final Pattern PAGES = Pattern.compile("Buffers: shared hit=(\\d+)");
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    @Test
    void a_claim_and_a_new_text_read_as_much_with_a_long_queue_as_with_a_short_one() {
        try (var database = TestDatabase.copy()) {
            var jdbi = Jdbi.create(database.url(), database.username(), database.password());
            int shortClaim;
            int shortText;
            try (var handle = jdbi.open()) {
                queue(handle, 1, 100);
                handle.execute("UPDATE outbox SET status = 'delivered', final_at = now()");
                handle.execute("VACUUM ANALYZE outbox");
                queue(handle, 101, 150);
                shortClaim = claim(handle);
                shortText = text(handle);
                queue(handle, 151, 3000);
                int longClaim = claim(handle);
                int longText = text(handle);
                assertTrue(longClaim < 2 * shortClaim + 50, "pages a claim: " + shortClaim + ", then " + longClaim);
                assertTrue(longText < 2 * shortText + 50, "pages a text: " + shortText + ", then " + longText);
            }
        }
    }

    private static void queue(Handle handle, int from, int to) {
        handle.createUpdate("""
                        INSERT INTO outbox (id, organisation_id, line_id, lane, origin, class, text_id, locale, release_id,
                               parameters, replaceable, answers_at, status, attempts, due_at, report_token, created_at)
                        SELECT gen_random_uuid(), line.organisation_id, line.id, CAST(md5('lane' || n) AS uuid), 'automatic',
                               'reply', 'sys.menu', 'en', release.id, '[]', true, :now, 'queued', 0, :now,
                               gen_random_uuid()::text, :now
                          FROM generate_series(:from, :to) AS n, (SELECT * FROM line LIMIT 1) AS line,
                               (SELECT * FROM release LIMIT 1) AS release
                        """)
                .bind("now", NOW)
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    private static int claim(Handle handle) {
        return pages(handle.createQuery("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) " + Lanes.HEADS)
                .bind("free", NOW)
                .bind("most", 16));
    }

    private static int text(Handle handle) {
        return pages(handle.createQuery("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) " + Outbox.REPLACE)
                .define("emptied", OutboxRow.EMPTIED)
                .bind("reason", "replaced")
                .bind("lane", new UUID(0, 1))
                .bind("line", new UUID(0, 2)));
    }

    /// What the statement read, of the first line that says so: the whole.
    private static int pages(Query explain) {
        explain.bind("now", NOW);
        var plan = String.join("\n", explain.mapTo(String.class).list());
        var found = PAGES.matcher(plan);
        assertTrue(found.find(), plan);
        return Integer.parseInt(found.group(1));
    }
}
