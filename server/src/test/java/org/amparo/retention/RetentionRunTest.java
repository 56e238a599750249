package org.amparo.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.amparo.audit.Audit;
import org.amparo.conversations.Conversations;
import org.amparo.harness.TestLine;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The hourly run: by one node at a time, written down once, going on past what fails.
class RetentionRunTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    @Test
    void each_hour_has_one_run_and_one_event() {
        line.settle();
        var runs = line.node().bean(RetentionRuns.class);
        int before = events("retention-run");
        line.clock().forward(Duration.ofHours(1));
        assertEquals(before + 1, events("retention-run"));
        assertEquals(new RetentionRuns.Done.Nothing(), runs.next(line.clock().now()), "it is done");
        line.clock().forward(Duration.ofMinutes(59));
        assertEquals(before + 1, events("retention-run"));
        line.clock().forward(Duration.ofMinutes(1));
        assertEquals(before + 2, events("retention-run"));
    }

    @Test
    void two_programs_share_one_run_an_hour() {
        try (var own = TestLine.open()) {
            own.addNode();
            own.settle();
            int before = events(own, "retention-run");
            for (int hour = 0; hour < 3; hour++) {
                own.clock().forward(Duration.ofHours(1));
            }
            assertEquals(before + 3, events(own, "retention-run"));
            own.cut(own.node());
            own.clock().forward(Duration.ofHours(1));
            assertEquals(before + 4, events(own, "retention-run"), "the one that is left goes on");
        }
    }

    /// Whoever is just looked at by somebody else is not kept an hour longer for it, and the number goes with the
    /// talk.
    @Test
    void who_was_locked_in_that_moment_goes_a_moment_later() {
        try (var own = TestLine.open()) {
            var phone = own.phone();
            phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
            phone.texts("2").hears("sys.consent-no", "en");
            own.node()
                    .bean(Conversations.class)
                    .close(
                            only(own, "SELECT id FROM conversation"),
                            "information",
                            own.clock().now());
            int before = events(own, "retention-run");
            try (var other = own.sql().open()) {
                other.begin();
                other.createQuery("SELECT id FROM contact FOR UPDATE")
                        .mapTo(UUID.class)
                        .one();
                own.clock().forward(Duration.ofHours(24));
                assertEquals(1, count(own, "SELECT count(*) FROM conversation"), "nobody waits for a lock");
                assertEquals(before, events(own, "retention-run"), "the run is not over");
                other.rollback();
            }
            own.settle();
            assertEquals(0, count(own, "SELECT count(*) FROM conversation"));
            assertEquals(0, count(own, "SELECT count(*) FROM contact"));
            assertEquals(before + 1, events(own, "retention-run"), "one run, written down once");
        }
    }

    @Test
    void a_room_that_fails_holds_up_no_other_and_is_done_soon_after_it_can() {
        try (var own = TestLine.open()) {
            var phone = own.phone();
            phone.texts("bonjour").hears("sys.welcome-known", "fr");
            own.sql().useHandle(handle -> {
                handle.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION ''not now''; END'");
                handle.execute("CREATE TRIGGER refuse BEFORE DELETE ON outbox EXECUTE FUNCTION refuse()");
            });
            own.clock().forward(Duration.ofDays(8));
            assertTrue(events(own, "retention-failed") > 0, "it is on the trail");
            assertEquals(0, count(own, "SELECT count(*) FROM contact"), "the others went on");
            assertTrue(count(own, "SELECT count(*) FROM outbox WHERE text_id = 'sys.welcome-known'") > 0);
            int whole = events(own, "retention-run");
            own.sql().useHandle(handle -> handle.execute("DROP TRIGGER refuse ON outbox"));
            own.clock().forward(Duration.ofMinutes(6));
            assertEquals(0, count(own, "SELECT count(*) FROM outbox WHERE text_id = 'sys.welcome-known'"));
            assertEquals(whole + 1, events(own, "retention-run"));
        }
    }

    /// Seen when a table was gone between the last step and the end of the run: the run never ended, each round
    /// failed, and nobody was told.
    @Test
    void a_room_that_cannot_say_what_is_left_lets_the_run_end_as_failed() {
        try (var own = TestLine.withoutRetention()) {
            var due = Instant.parse("2200-01-01T00:00:00Z");
            assertEquals(new RetentionRuns.Done.Run(1, 0), end(own, due, _ -> true), "it fails after its step");
            var again = due.plus(Duration.ofMinutes(5));
            assertEquals(new RetentionRuns.Done.Run(1, 0), end(own, again, asked -> asked > 1), "at the end");
            var atLast = again.plus(Duration.ofMinutes(5));
            assertEquals(new RetentionRuns.Done.Run(0, 0), end(own, atLast, _ -> false));
        }
    }

    /// A whole run with one room alone, as its poller does it.
    ///
    /// @param fails whether it fails when it is asked for the so-manieth time what is left
    private static RetentionRuns.Done end(TestLine of, Instant now, IntPredicate fails) {
        var asked = new AtomicInteger();
        var room = new RetentionStep() {
            @Override
            public List<StoredTable> stores() {
                return List.of();
            }

            @Override
            public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant at, int atMost) {
                return Map.of();
            }

            @Override
            public int passedOver(RetentionTimes times, Instant at) {
                if (fails.test(asked.incrementAndGet())) {
                    throw new IllegalStateException("a table is gone");
                }
                return 0;
            }
        };
        var node = of.node();
        var runs = new RetentionRuns(
                node.bean(Jdbi.class),
                node.bean(ObjectMapper.class),
                node.bean(Audit.class),
                node.bean(RetentionTimes.class),
                List.of(room));
        @SuppressWarnings("unchecked")
        TransactionOperations<Connection> transactions = node.bean(TransactionOperations.class);
        for (int round = 0; round < 10; round++) {
            try {
                if (transactions.executeWrite(_ -> runs.next(now)) instanceof RetentionRuns.Done.Run done) {
                    return done;
                }
            } catch (RetentionRuns.StepFailed e) {
                transactions.executeWrite(_ -> {
                    runs.skip(e, now);
                    return true;
                });
            }
        }
        return fail("the run does not end");
    }

    private static int events(String kind) {
        return events(line, kind);
    }

    private static int events(TestLine of, String kind) {
        return count(of, "SELECT count(*) FROM audit_event WHERE kind = '" + kind + "'");
    }

    private static int count(TestLine of, String sql) {
        return of.sql()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }

    private static UUID only(TestLine of, String sql) {
        return of.sql()
                .withHandle(handle -> handle.createQuery(sql).mapTo(UUID.class).one());
    }
}
