package org.amparo.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The reader never fails and never works on more than it must, whatever comes.
class HostileTextsTest {
    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("a megabyte of one letter", "a".repeat(1 << 20)),
                Arguments.of("a hundred thousand marks", "a" + "\u0301".repeat(100_000)),
                Arguments.of("marks out of order", "a" + "\u0301\u0316".repeat(50_000)),
                Arguments.of("halves of characters", "\uD800".repeat(1_000) + "a\uDFFF"),
                Arguments.of("letters that grow", "\uFDFA".repeat(100_000)),
                Arguments.of("a long run without spaces", "ช่วย".repeat(100_000)),
                Arguments.of("Zawgyi without end", "ကၽြန္ေတာ့္".repeat(10_000)),
                Arguments.of("one word again and again", "help ".repeat(200_000)),
                Arguments.of("courtesy again and again", "please ".repeat(230)),
                Arguments.of("numbers", "1 ".repeat(100_000)),
                Arguments.of("signs", "?".repeat(100_000)),
                Arguments.of("emoji", "\uD83D\uDE00".repeat(100_000)),
                Arguments.of("controls", "\u0000\u0007\u200F\u202E\uFEFF".repeat(1_000)),
                Arguments.of("a template", "${jndi:ldap://x} {0} {age} %s '; DROP TABLE contact; --"),
                Arguments.of("private and unassigned", "\uE000\uF8FF\uFFFE\uFFFF".repeat(500)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void whatever_comes_is_read(String label, String text) {
        assertNotNull(Words.read(text, null), label);
        assertNotNull(Words.read(text, "th"), label);
    }

    @Test
    void danger_is_found_after_what_feeds_the_menu() {
        var reading = Words.read("nothing to say ".repeat(300) + "he has a knife", "en");
        assertTrue(reading.danger().isPresent());
        assertTrue(reading.command().isEmpty());
    }

    @Test
    void the_menu_is_fed_by_the_beginning_alone() {
        assertTrue(Words.read("x ".repeat(900) + "passport", "en").topics().isEmpty());
        assertTrue(Words.read("x ".repeat(100) + "passport", "en").topics().contains("documents"));
    }

    @Test
    void the_same_text_is_read_the_same_by_many_threads() {
        var expected = Words.read("my boss took my passport", "en");
        Stream.generate(() -> "my boss took my passport")
                .parallel()
                .limit(2_000)
                .forEach(text -> assertEquals(expected, Words.read(text, "en")));
    }

    @Test
    void a_reading_holds_no_word_of_the_text() {
        var printed = Words.read("kwyjibo my passport", "en").toString();
        assertTrue(!printed.contains("kwyjibo") && !printed.contains("passport"), printed);
    }
}
