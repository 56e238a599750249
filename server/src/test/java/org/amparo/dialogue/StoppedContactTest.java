package org.amparo.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.amparo.dialogue.Effect.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a stopped contact hears, exactly (`rulings.md` 1).
class StoppedContactTest {
    private final Texter texter = new Texter().whoStopped();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "STOP, ''",
        "UNSAFE, ''",
        "wrong number, ''",
        "START, start",
        "FORGET, forget-ask",
        "MYDATA, mydata-none",
        "hello, restart-ask",
        "MENU, restart-ask",
        "1, restart-ask",
        "i need a person, restart-ask",
        "he beats me, restart-ask",
    })
    void hears(String text, String said) {
        assertEquals(said.isEmpty() ? List.of() : List.of(said), texter.texts(text));
    }

    @Test
    void the_silent_word_is_answered_with_silence() {
        assertEquals(List.of(), texter.withSilentWord("umbrella").texts("umbrella"));
    }

    @Test
    void is_asked_to_restart_once_a_day() {
        assertEquals(List.of("restart-ask"), texter.texts("hello"));
        assertEquals(List.of(), texter.texts("hello again"));
        texter.after(Duration.ofHours(25));
        assertEquals(List.of("restart-ask"), texter.texts("hello"));
    }

    @Test
    void the_language_in_which_stop_was_answered_is_kept() {
        var newcomer = new Texter().whoseLanguageIsUnknown();
        assertEquals(List.of("stop"), newcomer.texts("arret"));
        assertTrue(newcomer.had(new Effect.Speak("fr", false)));
    }

    @Test
    void an_english_stop_word_settles_no_language() {
        var newcomer = new Texter().whoseLanguageIsUnknown();
        newcomer.texts("stop");
        assertFalse(newcomer.had(new Effect.Speak("en", false)));
    }

    @Test
    void restarts_with_1() {
        texter.texts("hello");
        assertEquals(List.of("start"), texter.texts("1"));
        assertTrue(texter.had(new Effect.Restart()));
        assertEquals(List.of("welcome-known"), texter.texts("hello"));
    }

    @Test
    void restarts_with_9_and_asks_for_a_person() {
        texter.texts("hello");
        assertEquals(List.of("waiting", "consent.v1"), texter.texts("9"));
        assertTrue(texter.had(new Effect.Restart()));
    }

    @Test
    void a_wish_for_a_person_takes_a_place_unheard() {
        texter.texts("hello");
        assertEquals(List.of(), texter.texts("i need a person"));
        assertTrue(texter.had(new Effect.Wait(Priority.NORMAL)));
        assertEquals(List.of("waiting"), texter.texts("1"));
    }

    @Test
    void danger_takes_a_place_before_others() {
        texter.texts("he beats me");
        assertTrue(texter.had(new Effect.Wait(Priority.DANGER)));
        assertTrue(texter.textIsKept());
    }

    @Test
    void help_twice_takes_a_place_in_danger_too() {
        texter.texts("HELP");
        assertFalse(texter.tookAPlace());
        texter.after(Duration.ofMinutes(9));
        assertEquals(List.of(), texter.texts("HELP"));
        assertTrue(texter.had(new Effect.Wait(Priority.DANGER)));
    }

    @Test
    void on_a_line_without_people_no_conversation_opens() {
        texter.onALineWithoutPeople();
        for (var text : List.of("he beats me", "i need a person", "9")) {
            texter.texts(text);
            assertFalse(texter.tookAPlace(), text);
        }
    }

    @Test
    void is_erased_after_one_question_and_told_what_stays() {
        texter.texts("FORGET");
        assertEquals(List.of("forget-done-stopped"), texter.texts("1"));
        assertTrue(texter.had(new Effect.Erase()));
    }
}
