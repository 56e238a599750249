package org.amparo.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.content.LanguageWords;
import org.amparo.content.LanguageWords.Confidence;
import org.amparo.content.Vocabulary;
import org.amparo.content.Word;
import org.amparo.content.WordClass;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The rules on a vocabulary of few words, where one can see why.
class ReaderRulesTest {
    private static Word word(String text) {
        return new Word(text, false, false, false, List.of());
    }

    private static LanguageWords language(
            String tag, Confidence confidence, Map<WordClass, List<Word>> words, List<String> common) {
        return new LanguageWords(tag, tag, tag, confidence, words, Map.of(), common, List.of());
    }

    private static Reading read(String text, @Nullable String locale, LanguageWords... languages) {
        var vocabulary =
                new Vocabulary(List.of(languages), Map.of("en", Map.of("topic", List.of("grandelo"))), List.of("112"));
        return Reader.of(vocabulary).read(text, new ReadingContext(locale, List.of("en")));
    }

    @Test
    void a_misspelt_word_as_near_to_two_commands_is_both() {
        var english = language(
                "en",
                Confidence.HIGH,
                Map.of(WordClass.MENU, List.of(word("bramble")), WordClass.LANG, List.of(word("brambly"))),
                List.of());
        var command = read("bramblo", "en", english).command().orElseThrow();
        assertFalse(command.exact());
        assertEquals(
                Set.of(WordClass.MENU, WordClass.LANG),
                Set.of(command.kind(), command.tiedWith().iterator().next()));
        assertEquals(
                WordClass.MENU,
                read("bramble", "en", english).command().orElseThrow().kind());
    }

    @Test
    void a_misspelt_word_as_near_to_one_that_is_never_guessed_is_none() {
        var english = language(
                "en",
                Confidence.HIGH,
                Map.of(WordClass.MENU, List.of(word("bramble")), WordClass.STOP, List.of(word("brambly"))),
                List.of());
        assertTrue(read("bramblo", "en", english).command().isEmpty());
    }

    @Test
    void a_list_of_low_confidence_serves_danger_and_a_person_only() {
        var doubtful = language(
                "en",
                Confidence.LOW,
                Map.of(
                        WordClass.MENU, List.of(word("bramble")),
                        WordClass.HUMAN, List.of(word("fellow")),
                        WordClass.DANGER, List.of(word("peril"))),
                List.of());
        assertTrue(read("bramble", "en", doubtful).command().isEmpty());
        assertEquals(
                WordClass.HUMAN,
                read("fellow", "en", doubtful).command().orElseThrow().kind());
        assertTrue(read("great peril", "en", doubtful).danger().isPresent());
    }

    @Test
    void a_danger_word_that_is_an_everyday_word_elsewhere_counts_where_its_language_is_likely() {
        var english = language(
                "en", Confidence.HIGH, Map.of(WordClass.DANGER, List.of(word("gun"))), List.of("there", "with"));
        var turkish = language("tr", Confidence.HIGH, Map.of(), List.of("gun", "bir", "guzel"));
        assertTrue(read("there with gun", null, english, turkish).danger().isPresent());
        assertTrue(read("bir guzel gun", null, english, turkish).danger().isEmpty());
        assertTrue(read("gun", "tr", english, turkish).danger().isEmpty());
        assertTrue(read("gun", "en", english, turkish).danger().isPresent());
    }

    @Test
    void an_everyday_word_is_not_a_misspelt_cry() {
        var english = language(
                "en", Confidence.HIGH, Map.of(WordClass.DANGER, List.of(word("hunted"))), List.of("hinted", "he"));
        assertTrue(read("he hinted", "en", english).danger().isEmpty());
        assertTrue(read("he hunfed", "en", english).danger().isPresent());
    }

    @Test
    void a_word_marked_not_fuzzy_is_read_as_it_stands_only() {
        var english = language(
                "en",
                Confidence.HIGH,
                Map.of(WordClass.DANGER, List.of(new Word("hunted", false, false, true, List.of()))),
                List.of());
        assertTrue(read("hunfed", "en", english).danger().isEmpty());
        assertTrue(read("hunnted", "en", english).danger().isEmpty());
        assertTrue(read("HUNTEEEED", "en", english).danger().isPresent());
    }

    @Test
    void a_command_of_another_language_does_not_take_a_word_of_the_contacts_own() {
        var english = language("en", Confidence.HIGH, Map.of(), List.of());
        var tagalog = language("tl", Confidence.HIGH, Map.of(WordClass.MENU, List.of(word("paksa"))), List.of());
        var indonesian = language("id", Confidence.HIGH, Map.of(), List.of("paksa"));
        assertEquals(
                WordClass.MENU,
                read("paksa", "en", english, tagalog, indonesian)
                        .command()
                        .orElseThrow()
                        .kind());
        assertTrue(read("paksa", "id", english, tagalog, indonesian).command().isEmpty());
    }

    @Test
    void the_lines_order_decides_between_languages_that_fit_equally_well() {
        var one = language("hi", Confidence.HIGH, Map.of(WordClass.GREET, List.of(word("namaste"))), List.of());
        var other = language("ne", Confidence.HIGH, Map.of(WordClass.GREET, List.of(word("namaste"))), List.of());
        var vocabulary = new Vocabulary(List.of(one, other), Map.of(), List.of());
        var guess = Reader.of(vocabulary)
                .read("namaste", new ReadingContext(null, List.of("ne", "hi")))
                .language();
        assertEquals(List.of("ne", "hi"), guess.likely());
        assertFalse(guess.sure());
    }
}
