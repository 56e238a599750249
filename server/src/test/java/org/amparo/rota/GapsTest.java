package org.amparo.rota;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The times ahead in which nobody on duty speaks a language.
class GapsTest {
    private final Plan plan = new Plan();

    GapsTest() {
        plan.line("zone Europe/Bucharest");
        plan.line("rotation primary all from 2026-01-01T00:00 mon-fri 08:00-22:00 : ana");
        plan.line("rotation primary all from 2026-01-01T00:00 mon-sun 14:00-22:00 : noor");
    }

    @Test
    void a_language_is_missing_when_its_speaker_is_off() {
        assertEquals(
                "ar 2026-11-21T06:00:00Z 2026-11-21T12:00:00Z, ru 2026-11-21T06:00:00Z 2026-11-21T20:00:00Z",
                gaps("2026-11-21T08:00", "2026-11-21T22:00", List.of("ar", "ru")));
    }

    @Test
    void closed_hours_are_no_gap() {
        assertEquals("", gaps("2026-11-21T22:00", "2026-11-22T08:00", List.of("ar")));
    }

    @Test
    void a_language_nobody_speaks_is_missing_all_day() {
        assertEquals(
                "tl 2026-11-20T06:00:00Z 2026-11-20T20:00:00Z",
                gaps("2026-11-20T00:00", "2026-11-21T00:00", List.of("tl")));
    }

    @Test
    void an_addition_closes_the_gap() {
        plan.line("add ana primary 2026-11-21T08:00 2026-11-21T20:00");
        assertEquals(
                "ru 2026-11-21T18:00:00Z 2026-11-21T20:00:00Z",
                gaps("2026-11-21T08:00", "2026-11-21T22:00", List.of("ru")));
    }

    @Test
    void an_empty_range_has_none() {
        assertEquals("", gaps("2026-11-21T08:00", "2026-11-21T08:00", List.of("ru")));
    }

    /// Open every day from 8 to 22.
    private String gaps(String from, String until, List<String> locales) {
        var start = plan.instant(from);
        var end = plan.instant(until);
        var rota = plan.rota();
        var zone = rota.schedule().zone();
        var turns = java.util.stream.Stream.iterate(
                        start, at -> at.isBefore(end), at -> at.plus(Duration.ofMinutes(30)))
                .toList();
        return Gaps.find(
                        List.of(rota),
                        locales,
                        at -> at.atZone(zone).getHour() >= 8 && at.atZone(zone).getHour() < 22,
                        turns,
                        GapsTest::speaks,
                        start,
                        end)
                .stream()
                .map(gap -> gap.locale() + " " + gap.from() + " " + gap.until())
                .collect(Collectors.joining(", "));
    }

    private static boolean speaks(UUID person, String locale) {
        return person.equals(Plan.person("ana"))
                ? Set.of("ru", "ro", "en").contains(locale)
                : Set.of("ar", "fr", "es").contains(locale);
    }
}
