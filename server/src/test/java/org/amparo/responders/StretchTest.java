package org.amparo.responders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a pause is due to somebody who writes (`domain.md` F.10), as a table of minutes.
class StretchTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest(name = "wrote at {0}, asked at {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # wrote at these minutes | asked at | a pause is due
            0 | 0 | false
            0 9 18 27 36 45 54 63 72 81 | 85 | false
            0 9 18 27 36 45 54 63 72 81 | 90 | false
            0 9 18 27 36 45 54 63 72 81 89 | 90 | false
            0 9 18 27 36 45 54 63 72 81 90 | 90 | true
            0 9 18 27 36 45 54 63 72 81 90 | 99 | true
            0 9 18 27 36 45 54 63 72 81 90 | 100 | false
            0 9 18 27 36 45 54 63 72 81 90 95 | 104 | true
            0 9 18 27 36 45 54 63 72 81 90 100 | 100 | false
            0 9 18 27 37 46 55 64 73 82 91 | 91 | false
            0 95 | 95 | false
            0 9 18 27 36 45 54 63 72 81 90 100 109 118 | 118 | false
            """)
    void a_pause_of_ten_after_ninety(String wrote, int asked, boolean due) {
        var stretch = Arrays.stream(wrote.split(" "))
                .map(Long::parseLong)
                .reduce(
                        Optional.<Stretch>empty(),
                        (before, minute) -> Optional.of(Stretch.wrote(before, at(minute))),
                        (_, last) -> last)
                .orElseThrow();
        assertEquals(due, stretch.pauseDue(at(asked)));
    }

    private static Instant at(long minute) {
        return START.plus(Duration.ofMinutes(minute));
    }
}
