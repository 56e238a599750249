package org.amparo.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.harness.TestDatabase;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A text that is held for agreed hours, and what waits behind it in its lane.
class HeldTextsTest {
    private static final TestDatabase DATABASE = TestDatabase.copy();
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Instant SATURDAY = Instant.parse("2026-12-05T08:00:00Z");
    private static final UUID LANE = new UUID(0, 1);

    private final Jdbi jdbi = Jdbi.create(DATABASE.url(), DATABASE.username(), DATABASE.password());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void a_text_is_held_and_one_waits_behind_it() {
        jdbi.useHandle(handle -> {
            handle.execute("DELETE FROM outbox");
            queue(handle, "sys.joined", Optional.of(SATURDAY), SATURDAY);
            queue(handle, "sys.menu", Optional.empty(), NOW);
        });
    }

    @Test
    void what_may_leave_now_leaves() {
        assertEquals(List.of("sys.menu"), heads(NOW));
    }

    @Test
    void when_the_hours_come_the_earlier_one_goes_first() {
        assertEquals(List.of("sys.joined"), heads(SATURDAY));
    }

    @Test
    void one_that_jams_behind_a_held_one_is_late() {
        var oldest = jdbi.withHandle(handle -> handle.createQuery(Queues.OLDEST_DUE)
                .bind("patience", Lanes.LANE_PATIENCE.toSeconds())
                .bind("now", NOW.plus(Duration.ofMinutes(2)))
                .map((row, _) -> row.getTimestamp(1).toInstant())
                .one());
        assertEquals(NOW, oldest);
    }

    private List<String> heads(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(Lanes.HEADS)
                .bind("now", now)
                .bind("free", now)
                .bind("most", 16)
                .map((row, _) -> row.getString("text_id"))
                .list());
    }

    private static void queue(Handle handle, String text, Optional<Instant> held, Instant due) {
        handle.createUpdate("""
                        INSERT INTO outbox (id, organisation_id, line_id, lane, origin, class, text_id, locale, release_id,
                               parameters, status, attempts, due_at, held_until, report_token, created_at)
                        SELECT gen_random_uuid(), line.organisation_id, line.id, :lane, 'automatic', 'promised', :text, 'en',
                               release.id, '[]', 'queued', 0, :due, CAST(:held AS timestamptz), gen_random_uuid()::text, :now
                          FROM (SELECT * FROM line LIMIT 1) AS line, (SELECT * FROM release LIMIT 1) AS release
                        """)
                .bind("lane", LANE)
                .bind("text", text)
                .bind("due", due)
                .bind("held", held.orElse(null))
                .bind("now", NOW)
                .execute();
    }
}
