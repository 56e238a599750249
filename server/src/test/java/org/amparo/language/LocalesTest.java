package org.amparo.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalesTest {
    private static final List<String> OFFERED = List.of("en", "es", "tl", "fa", "ur", "hi", "zh", "id", "ru", "pt");

    @ParameterizedTest
    @CsvSource({"es_MX, es-MX", "fil, tl", "iw, he", "zh-Hans-CN, zh-CN", "fa-AF, prs", "PT-br, pt-BR", "tl, tl"})
    void tags_of_the_wild_are_written_our_way(String wild, String ours) {
        assertEquals(ours, Locales.canonical(wild));
    }

    @ParameterizedTest
    @CsvSource({"es-MX, es-MX es en", "prs, prs fa en", "ms, ms id en", "id, id ms en", "en, en", "km, km en"})
    void a_missing_text_is_looked_for_in_near_languages_then_in_english(String tag, String chain) {
        assertEquals(List.of(chain.split(" ")), Locales.fallbacks(tag));
    }

    @ParameterizedTest
    @CsvSource({"prs, fa", "ms, id", "zh-Hant-TW, zh", "es-419, es", "fil-PH, tl", "pt-BR, pt", "km, ", "uk, "})
    void the_nearest_offered_language_is_found(String wanted, String nearest) {
        assertEquals(Optional.ofNullable(nearest), Locales.nearest(List.of(wanted), OFFERED));
    }

    @Test
    void the_first_wish_that_can_be_met_wins() {
        assertEquals(Optional.of("ur"), Locales.nearest(List.of("km", "ur-PK", "en"), OFFERED));
    }

    @ParameterizedTest
    @CsvSource({
        "اردو, ur",
        "URDU, ur",
        "tagalog, tl",
        "Filipino., tl",
        "dari, fa",
        "espanol, es",
        "Español, es",
        "русский, ru",
        "inglés, en",
        "中文, zh",
        "bahasa, id",
        "portugues, pt",
        "हिन्दी, hi",
        "हिंदी, hi",
        "fa, fa",
        "hi, ",
        "id, ",
        "passport, "
    })
    void a_language_is_known_by_its_name_alone(String text, String tag) {
        assertEquals(Optional.ofNullable(tag), Locales.byName(text, OFFERED));
    }

    @ParameterizedTest
    @CsvSource({"ar, RTL, Arab", "ur, RTL, Arab", "es, LTR, Latn", "am, LTR, Ethi"})
    void direction_and_script_are_known(String tag, Direction direction, String script) {
        assertEquals(direction, Locales.direction(tag));
        assertEquals(script, Locales.likelyScript(tag));
    }

    @ParameterizedTest
    @CsvSource({"es, Español, Spanish", "tl, Filipino, Filipino", "prs, دری, Dari", "ar, العربية, Arabic"})
    void languages_have_names(String tag, String own, String english) {
        assertEquals(own, Locales.ownName(tag));
        assertEquals(english, Locales.englishName(tag));
    }
}
