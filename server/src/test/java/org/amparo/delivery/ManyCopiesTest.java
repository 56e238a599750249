package org.amparo.delivery;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.regex.Pattern;
import org.amparo.harness.TestDatabase;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// Many copies wait at the carrier, and the planner's statistics date from a night when none did: what one receipt
/// costs does not grow with them.
class ManyCopiesTest {
    private static final Pattern PAGES = Pattern.compile("Buffers: shared hit=(\\d+)");
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    @Test
    void a_receipt_reads_as_much_with_many_waiting_as_with_few() {
        try (var database = TestDatabase.copy();
                var handle = Jdbi.create(database.url(), database.username(), database.password())
                        .open()) {
            copies(handle, 1, 100);
            handle.execute("UPDATE carrier_copy SET gone_at = now(), receipt = 'deleted'");
            handle.execute("VACUUM ANALYZE carrier_copy");
            copies(handle, 101, 150);
            int few = receipt(handle, 120);
            copies(handle, 151, 4000);
            int many = receipt(handle, 121);
            assertTrue(many < 2 * few + 10, "pages a receipt: " + few + ", then " + many);
        }
    }

    private static void copies(Handle handle, int from, int to) {
        handle.createUpdate("""
                        INSERT INTO carrier_copy (carrier_id, organisation_id, line_id, kind, media, due_at, created_at)
                        SELECT 'SM' || n, organisation_id, id, 'outbound', false, :now, :now
                          FROM generate_series(:from, :to) AS n, (SELECT * FROM line LIMIT 1) AS line
                        """)
                .bind("now", NOW)
                .bind("from", from)
                .bind("to", to)
                .execute();
    }

    private static int receipt(Handle handle, int number) {
        var plan = String.join(
                "\n",
                handle.createQuery("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) " + Copies.RECEIPT)
                        .bind("now", NOW)
                        .bind("receipt", "deleted")
                        .bind("id", "SM" + number)
                        .mapTo(String.class)
                        .list());
        var found = PAGES.matcher(plan);
        assertTrue(found.find(), plan);
        return Integer.parseInt(found.group(1));
    }
}
