package org.amparo.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void ids_of_one_millisecond_are_in_the_order_in_which_they_were_made() {
        var made = Stream.generate(() -> Ids.next(NOW).toString()).limit(10_000).toList();
        assertEquals(made.stream().sorted().distinct().toList(), made);
    }

    @Test
    void an_id_tells_its_millisecond_version_and_variant() {
        UUID id = Ids.next(NOW);
        assertEquals(NOW.toEpochMilli(), id.getMostSignificantBits() >>> 16);
        assertEquals(7, id.version());
        assertEquals(2, id.variant());
    }
}
