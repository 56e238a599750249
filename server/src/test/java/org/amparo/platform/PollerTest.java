package org.amparo.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long a round waits for the next.
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
}
