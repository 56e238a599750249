package org.amparo.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Until when `#off` holds, typed at noon in Bucharest.
class AwayTimeTest {
    private static final Instant NOON = Instant.parse("2026-11-23T10:00:00Z");

    private record Case(String typed, String until) {}

    @TestFactory
    Stream<DynamicTest> a_time_ahead() {
        return Stream.of(
                        new Case("18:00", "2026-11-23T16:00:00Z"),
                        new Case("18.00", "2026-11-23T16:00:00Z"),
                        new Case("١٨:٠٠", "2026-11-23T16:00:00Z"),
                        new Case("9:30", "2026-11-24T07:30:00Z"),
                        new Case("12:00", "2026-11-24T10:00:00Z"),
                        new Case("24:00", "2026-11-23T22:00:00Z"),
                        new Case("5h", "2026-11-23T15:00:00Z"),
                        new Case("5 hours", "2026-11-23T15:00:00Z"),
                        new Case("48h", "2026-11-25T10:00:00Z"),
                        new Case("1 day", "2026-11-24T10:00:00Z"),
                        new Case("3d", "2026-11-26T10:00:00Z"),
                        new Case("30d", "2026-12-23T10:00:00Z"),
                        new Case("31d", "-"),
                        new Case("49h", "-"),
                        new Case("0d", "-"),
                        new Case("25:00", "-"),
                        new Case("18:60", "-"),
                        new Case("18", "-"),
                        new Case("tomorrow", "-"),
                        new Case("", "-"))
                .map(one -> DynamicTest.dynamicTest(
                        "#off " + one.typed(),
                        () -> assertEquals(
                                one.until(),
                                AwayTime.read(one.typed(), ZoneId.of("Europe/Bucharest"), NOON)
                                        .map(Instant::toString)
                                        .orElse("-"))));
    }
}
