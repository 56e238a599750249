package org.amparo.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.audit.Act.Kind;
import org.junit.jupiter.api.Test;

/// Nothing anybody wrote, and no number, finds a place in an act.
class ActTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456789Z");
    private static final UUID ORGANISATION = new UUID(1, 2);

    @Test
    void no_part_of_an_act_can_hold_text() {
        var parts = Arrays.stream(Act.class.getRecordComponents())
                .map(part -> part.getGenericType().getTypeName().replaceAll("[a-z]+\\.", ""))
                .toList();
        assertEquals(
                java.util.List.of(
                        "UUID",
                        "Optional<UUID>",
                        "Act$Kind",
                        "Optional<UUID>",
                        "Map<? extends Enum<?>, Long>",
                        "Instant"),
                parts);
    }

    @Test
    void every_kind_is_a_word_the_table_takes() {
        for (var kind : Kind.values()) {
            assertTrue(kind.word().matches("[a-z]+(-[a-z]+)*") && kind.word().length() <= 40, kind.word());
        }
    }

    @Test
    void a_count_cannot_be_a_telephone_number() {
        assertThrows(IllegalArgumentException.class, () -> counted(447_700_900_201L));
        assertThrows(IllegalArgumentException.class, () -> counted(-1));
        assertEquals(99_999_999L, counted(99_999_999L).counted().get("erasure-done"));
    }

    @Test
    void the_form_that_is_hashed_is_the_documented_one() {
        var id = new UUID(3, 4);
        assertEquals(
                "event|00000000-0000-0003-0000-000000000004|00000000-0000-0001-0000-000000000002|-|retention-run|-"
                        + "|erasure-done=5|1795341600123456",
                Form.event(id, counted(5)));
    }

    private static Act counted(long count) {
        return new Act(
                ORGANISATION,
                Optional.empty(),
                Kind.RETENTION_RUN,
                Optional.empty(),
                Map.of(Kind.ERASURE_DONE, count),
                NOW);
    }
}
