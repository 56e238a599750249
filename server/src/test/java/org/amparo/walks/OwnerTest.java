package org.amparo.walks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever people text, answer or leave unanswered, whoever comes and goes, whatever fails: each open conversation
/// has an owner with a live patience, a running escalation, or an alarm (promise 3 of `product.md`); and once it is
/// quiet, an alarm rings for whoever waits in danger.
///
/// A [RandomNight] begins in one of four ways; its steps are drawn at random over a night in which the clocks of
/// the line's zone go forward, or one in which they go back, by turns; [Owners] judges after each by the tables
/// alone. A failure prints its seed: `-Damparo.owner.seed=…` plays that night alone, `-Damparo.owner.nights=…` so
/// many from the first, and `-Damparo.owner.steps=…` makes them longer.
@Timeout(900)
class OwnerTest {
    private static final int NIGHTS = Integer.getInteger("amparo.owner.nights", 4);
    private static final int STEPS = Integer.getInteger("amparo.owner.steps", 24);

    /// Before the clocks of Europe/Bucharest change at 01:00 UTC.
    private static final List<Instant> EVENINGS =
            List.of(Instant.parse("2027-03-27T17:30:00Z"), Instant.parse("2027-10-30T16:30:00Z"));

    private static final NightTally TALLY = new NightTally();

    static Stream<Long> seeds() {
        var seed = Long.getLong("amparo.owner.seed");
        return seed == null ? Stream.iterate(20_270_328L, one -> one + 1).limit(NIGHTS) : Stream.of(seed);
    }

    @AfterAll
    static void everything_came_about() {
        System.out.println("the nights: " + TALLY);
        if (Long.getLong("amparo.owner.seed") == null && NIGHTS >= 4) {
            TALLY.expectEverything();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nobody_is_forgotten(long seed) {
        try (var line = TestLine.open(EVENINGS.get(Math.floorMod(seed, EVENINGS.size())), Map.of())) {
            var night = new RandomNight(line, new Random(seed));
            try {
                night.play(Math.floorMod(seed, 4), STEPS);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("-Damparo.owner.seed=" + seed + ", after: " + night.story(), e);
            }
            TALLY.add(line);
        }
    }
}
