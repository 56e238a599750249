package org.amparo.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody who begins to wait is told, as a table; see [Climb#candidate] for the words. Each may hold three
/// talks; the policy is the shipped one.
class EstimateTest {
    private static final Duration LONG = Duration.ofHours(8);

    @ParameterizedTest(name = "{0}, {1} ahead: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # wish | ahead | people | minutes, none when none is honest
            normal | 0 | Ana fluent on | 5
            normal | 0 | Ana native on held=2; Leo full on | 5
            normal | 0 | Ana basic on | 5
            normal | 1 | Ana fluent on | 5
            normal | 2 | Ana fluent on; Leo fluent on | 10
            normal | 0 | A fluent on; B fluent on; C fluent on; D fluent on; E fluent on; F fluent on | 10
            normal | 3 | Ana fluent on | 30
            normal | 1 | Ana fluent on held=2 | 30
            normal | 0 | Ana fluent on full held=3 | 30
            normal | 0 | Ana fluent on full; Leo fluent on full | 15
            normal | 0 | Ana fluent on full; Leo basic on | 5
            normal | 0 | Ana fluent on rest | 15
            normal | 0 | Ana fluent on rest full | 30
            normal | 1 | Ana fluent on full held=3 |
            normal | 9 | Ana fluent on; Leo fluent on |
            normal | 0 | '' |
            normal | 0 | Ana on; Leo on |
            normal | 0 | Ana native; Leo native call |
            normal | 0 | Ana native on break |
            normal | 0 | Ana native on off; Leo native on away |
            normal | 0 | Ana native on deaf; Leo native on excluded; Mia native on self |
            normal | 0 | House native on partner |
            child | 0 | Ana fluent on; Leo fluent on child | 5
            child | 0 | Ana fluent on | 5
            child | 0 | Ana native child |
            """)
    void they_hear_what_is_honest(String wish, int ahead, String people, Integer minutes) {
        assertEquals(
                minutes == null ? OptionalInt.empty() : OptionalInt.of(minutes),
                estimate(Policy.shipped(), wish, people, ahead, LONG));
    }

    @Test
    void nothing_is_promised_for_after_those_on_duty_change() {
        var policy = Policy.shipped();
        assertEquals(OptionalInt.of(30), estimate(policy, "normal", "Ana fluent on full", 0, LONG));
        assertEquals(OptionalInt.empty(), estimate(policy, "normal", "Ana fluent on full", 0, Duration.ofMinutes(20)));
    }

    private static OptionalInt estimate(
            org.amparo.platform.YamlMap policy, String wish, String people, int ahead, Duration known) {
        var ladder = Policy.read(policy).ladder(wish.equals("child") ? Way.CHILD : Way.NORMAL);
        var answerers = Climb.people(people).stream()
                .map(one -> new Estimate.Answerer(one, 3))
                .toList();
        return Estimate.minutes(ladder, Climb.wish(wish), answerers, ahead, known);
    }
}
