package org.amparo;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StartRefused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nothing stays longer than people are told.
class PromisedDaysTest {
    @ParameterizedTest
    @CsvSource({
        "30, 35, 30, ",
        "30, 35, 7, ",
        ", , 30, ",
        "7, 35, 30, stay up to 7 days",
        "7, 35, 7, ",
        "30, 14, 30, backups are gone in 14 days",
    })
    void what_is_told_is_true_or_nothing_starts(String texts, String backups, int kept, String refused) {
        var times =
                RetentionTimes.of(Map.of(RetentionClass.TEXT_WITH_CONSENT, Duration.ofDays(kept)), Duration.ofHours(1));
        Runnable start =
                () -> PromisedDays.demand("demo", Optional.ofNullable(texts), Optional.ofNullable(backups), times);
        if (refused == null) {
            assertDoesNotThrow(start::run);
        } else {
            var said = assertThrows(StartRefused.class, start::run).getMessage();
            assertTrue(String.valueOf(said).contains(refused), String.valueOf(said));
        }
    }
}
