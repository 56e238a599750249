package org.amparo.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    private static final String QUEUE =
            "{count, plural, =0 {You are next.} one {One person is before you.} other {# people are before you.}}";

    @Test
    void plurals_follow_the_language_with_western_digits() {
        assertEquals("You are next.", Phrases.format(QUEUE, Map.of("count", 0), "en"));
        assertEquals("7 people are before you.", Phrases.format(QUEUE, Map.of("count", 7), "ar"));
        assertEquals("7 people are before you.", Phrases.format(QUEUE, Map.of("count", 7), "my"));
    }

    @Test
    void an_apostrophe_is_itself_unless_it_stands_beside_a_brace() {
        assertEquals("We don't know Ana", Phrases.format("We don't know {name}", Map.of("name", "Ana"), "en"));
        assertEquals("a'a {x}", Phrases.format("a'a '{x}'", Map.of(), "ha"));
    }

    @Test
    void a_value_is_never_read_as_a_pattern() {
        assertEquals("Note: {name} 'x'", Phrases.format("Note: {note}", Map.of("note", "{name} 'x'"), "en"));
    }

    @Test
    void arguments_are_found_inside_plurals_too() {
        assertEquals(Set.of("a", "b", "d"), Phrases.argumentNames("{a} {b, plural, other {c {d}}}"));
    }

    @Test
    void faults_are_told_in_words() {
        assertEquals(List.of(), Phrases.problems(QUEUE, "en"));
        assertEquals(1, Phrases.problems("{count", "en").size());
        assertEquals(1, Phrases.problems("{0}", "en").size());
        assertEquals(1, Phrases.problems("{n, plural, one {a}}", "en").size());
        assertEquals(
                List.of("has the plural form \"two\", which this language does not use"),
                Phrases.problems("{n, plural, two {a} other {b}}", "en"));
        assertEquals(List.of(), Phrases.problems("{n, plural, two {a} other {b}}", "ar"));
    }

    @Test
    void many_threads_may_format_at_once() {
        IntStream.range(0, 4000)
                .parallel()
                .forEach(n -> assertEquals(n + " x", Phrases.format("{n} x", Map.of("n", Integer.toString(n)), "fr")));
    }
}
