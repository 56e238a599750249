package org.amparo.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.amparo.content.ContentFiles;
import org.amparo.content.FileRelease;
import org.amparo.content.Release;
import org.amparo.language.Script;
import org.amparo.language.Segments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A first text in Latin letters of a language with a writing of its own gets that writing and English, one segment
/// each (`rulings.md` 4).
class RomanisedTest {
    private static final Release RELEASE =
            FileRelease.of(ContentFiles.packed(), InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));
    private static final String LONGEST_NAME = "x".repeat(18);

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "hi, mujhe madad chahiye salary nahi mila 3 mahine se",
        "hi, mera passport malik ke paas hai",
        "ru, nachalnik zabral pasport",
        "ru, privet u menya zabrali dokumenty",
        "ar, ana bidi arja3 3ala bladi",
        "ar, saheb el 3amal khad el passport",
    })
    void is_welcomed_twice(String language, String text) {
        var texter = new Texter().whoseLanguageIsUnknown();
        assertEquals(List.of("welcome-short", "welcome-known"), texter.texts(text));
        assertEquals(language, texter.saidIn().getFirst());
        assertTrue(texter.saidIn().contains("en"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"mi jefe no me paga", "मेरे मालिक ने पासपोर्ट ले लिया", "kinuha ng amo ang passport ko"})
    void whoever_writes_in_their_own_writing_is_welcomed_once(String text) {
        assertEquals(
                List.of("welcome-known"), new Texter().whoseLanguageIsUnknown().texts(text));
    }

    @Test
    void each_is_one_segment_with_the_longest_name() {
        for (var locale : RELEASE.offered(true)) {
            var own = RELEASE.text("sys.welcome-short", locale, true).orElseThrow();
            assertEquals(locale, own.locale(), "in its own words");
            var words = own.pattern().replace("{serviceName}", LONGEST_NAME);
            assertEquals(1, Segments.count(words).segments(), locale + " " + words);
        }
        var english =
                RELEASE.text("sys.welcome-known", "en", true).orElseThrow().pattern();
        var hint = RELEASE.text("sys.latin-hint", "en", true).orElseThrow().pattern();
        var both = english.replace("{serviceName}", LONGEST_NAME) + "\n" + hint;
        assertEquals(1, Segments.count(both).segments(), both);
        assertEquals(Script.LATIN, Script.dominant(both.toUpperCase(Locale.ROOT)));
    }

    @Test
    void of_hindi_and_urdu_both_are_on_the_first_page() {
        var texter = new Texter().whoseLanguageIsUnknown();
        texter.texts("mera passport malik ke paas hai");
        texter.texts("1");
        assertEquals(List.of("language-menu"), texter.texts("LANG"));
        assertEquals(
                List.of("hi", "ur"),
                texter.pages().languagePage(0, List.of("hi", "ur")).subList(0, 2));
    }
}
