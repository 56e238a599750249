package org.amparo.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingGradeTest {
    @ParameterizedTest
    @CsvSource({
        "you, 1",
        "safe, 1",
        "passport, 2",
        "contract, 2",
        "people, 2",
        "wanted, 2",
        "asked, 1",
        "houses, 2",
        "likes, 1",
        "table, 2",
        "free, 1",
        "agree, 2",
        "interpreter, 4",
        "the, 1",
        "emergency, 4"
    })
    void syllables(String word, int syllables) {
        assertEquals(syllables, ReadingGrade.syllables(word));
    }

    @Test
    void a_fragment_has_no_grade() {
        assertTrue(ReadingGrade.of("You hold nothing named B3.").isEmpty());
    }

    @Test
    void short_sentences_of_short_words_are_easy_and_the_language_of_offices_is_not() {
        double easy = ReadingGrade.of("You can quit a job. No one may lock you in. Ask us first.")
                .orElseThrow();
        double hard = ReadingGrade.of("Individuals experiencing exploitation are entitled to remuneration and"
                        + " compensation irrespective of their administrative situation.")
                .orElseThrow();
        assertTrue(easy < 2, () -> "easy " + easy);
        assertTrue(hard > 15, () -> "hard " + hard);
    }
}
