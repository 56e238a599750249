package org.amparo.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How long a round waits for the next, and when there is rest.
class PollerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    /// Due work that was not done is somebody else's at this moment: asking again at once, without end, helps
    /// nobody.
    @ParameterizedTest
    @CsvSource({"-86400000, 50", "-1, 50", "0, 50", "49, 50", "51, 51", "4999, 4999", "6000, 5000"})
    void waits_at_least_a_moment_and_at_most_five_seconds(long dueInMillis, long waitsMillis) {
        var due = Optional.of(NOW.plusMillis(dueInMillis));
        assertEquals(Duration.ofMillis(waitsMillis), Poller.untilNext(due, NOW));
    }

    /// A round that failed has not done what was due, and neither has one that found somebody else at it: whoever
    /// waits for rest waits for the next ones.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void is_at_rest_once_what_was_due_is_done(boolean fails) {
        var work = new Hindered(7, fails);
        try (var pollers = new Pollers(() -> NOW)) {
            pollers.start(work);
            assertTrue(pollers.settle(Duration.ofMinutes(1)));
            assertEquals(1, work.done.get());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keeps_nobody_waiting_where_it_can_never_be_done(boolean fails) {
        var work = new Hindered(Integer.MAX_VALUE, fails);
        try (var pollers = new Pollers(() -> NOW)) {
            pollers.start(work);
            assertTrue(pollers.settle(Duration.ofMinutes(1)));
            assertEquals(0, work.done.get());
        }
    }

    /// One piece of work that something is in the way of for so many rounds.
    private static final class Hindered implements Poller.Work {
        private final AtomicInteger rounds;
        private final boolean fails;
        private final AtomicInteger done = new AtomicInteger();

        Hindered(int rounds, boolean fails) {
            this.rounds = new AtomicInteger(rounds);
            this.fails = fails;
        }

        @Override
        public String name() {
            return "hindered";
        }

        @Override
        public boolean step() {
            if (rounds.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                if (fails) {
                    throw new IllegalStateException("something is in the way");
                }
                return false;
            }
            return done.compareAndSet(0, 1);
        }

        @Override
        public Optional<Instant> nextDue() {
            return Optional.of(NOW.plusSeconds(done.get()));
        }
    }
}
