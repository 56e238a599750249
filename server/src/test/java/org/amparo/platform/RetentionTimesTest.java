package org.amparo.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Times are set within their bounds, and people are told the longest: nothing lets a class be kept longer.
class RetentionTimesTest {
    private static RetentionTimes with(String name, String value) {
        return RetentionTimes.read(Map.of("AMPARO_RETENTION_" + name, value));
    }

    /// The times of `domain.md` G.1 and `rulings.md` 2.
    @ParameterizedTest
    @CsvSource({
        "NUMBER, PT24H",
        "SESSION, PT24H",
        "SAFETY, P30D",
        "TEXT_WITHOUT_CONSENT, PT24H",
        "TEXT_WITH_CONSENT, P30D",
        "DANGER_TEXT, PT72H",
        "LEFT_MESSAGE, P7D",
        "HANDOVER_NOTE, P7D",
        "CONSENT_RECORD, P365D",
        "REFERRAL, P365D",
        "STATISTICS_RAW, P90D",
        "DELIVERY, P7D",
        "OUTBOX_BODY, PT24H",
        "CARRIER_DELETION, P30D",
        "CLAIM, P400D",
        "UNHANDLED, PT24H",
        "AUDIT, P365D",
        "STAFF, P365D"
    })
    void as_promised(RetentionClass kept, Duration time) {
        assertEquals(time, RetentionTimes.usual().of(kept));
        assertEquals(time, kept.bounds().orElseThrow().longest());
    }

    @ParameterizedTest
    @EnumSource
    void no_class_is_kept_longer_or_shorter_than_its_bounds(RetentionClass kept) {
        if (kept.bounds().isEmpty()) {
            assertThrows(StartRefused.class, () -> with(kept.name(), "P1D"));
            return;
        }
        var bounds = kept.bounds().get();
        assertEquals(
                bounds.shortest(),
                with(kept.name(), bounds.shortest().toString()).of(kept));
        for (var wrong : new Duration[] {
            bounds.longest().plusSeconds(1), bounds.shortest().minusSeconds(1)
        }) {
            var refused = assertThrows(StartRefused.class, () -> with(kept.name(), wrong.toString()));
            assertTrue(String.valueOf(refused.getMessage()).contains("AMPARO_RETENTION_" + kept.name()));
        }
    }

    @ParameterizedTest
    @CsvSource({"LEFT_MESSAGE, soon", "LEFT_MESSAGE, 3", "LETTERS, P1D"})
    void what_makes_no_sense_is_named(String name, String value) {
        var refused = assertThrows(StartRefused.class, () -> with(name, value));
        assertTrue(String.valueOf(refused.getMessage()).contains("AMPARO_RETENTION_" + name));
    }

    @Test
    void nothing_set_is_the_usual() {
        assertEquals(Duration.ofDays(7), with("LEFT_MESSAGE", " ").of(RetentionClass.LEFT_MESSAGE));
    }
}
