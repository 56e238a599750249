package org.amparo.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who comes first of two who wait, as a table (`domain.md` F.3).
class PrecedenceTest {
    private static final Instant NOON = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest(name = "{0} before {1}")
    @CsvSource(textBlock = """
            # who comes first, who after them: marks, minutes waited, the last digit of the id
            danger 0 1,       normal 900 2
            danger 0 1,       child 900 2
            danger 0 1,       left 900 2
            danger child 0 1, danger 900 2
            danger 5 2,       danger 4 1
            danger child 5 2, danger child 4 1
            child 0 1,        normal 900 2
            child 0 1,        left child 900 2
            child 5 2,        child 4 1
            normal 5 2,       normal 4 1
            normal 5 1,       normal 5 2
            normal 5 1,       normal 5 f
            normal 0 1,       left 900 2
            normal 0 1,       left child 900 2
            left child 0 1,   left 900 2
            left 5 2,         left 4 1
            """)
    void one_comes_before_the_other(String first, String second) {
        var one = place(first);
        var other = place(second);
        assertEquals(-1, Integer.signum(one.compareTo(other)));
        assertEquals(1, Integer.signum(other.compareTo(one)));
        assertEquals(0, one.compareTo(place(first)));
    }

    private static Precedence place(String words) {
        var all = List.of(words.split(" "));
        var minutes = Long.parseLong(all.get(all.size() - 2));
        return new Precedence(
                all.contains("danger"),
                all.contains("child"),
                all.contains("left"),
                NOON.minusSeconds(60 * minutes),
                UUID.fromString(all.getLast() + "0000000-0000-0000-0000-000000000000"));
    }
}
