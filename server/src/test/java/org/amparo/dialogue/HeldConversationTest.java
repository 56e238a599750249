package org.amparo.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.amparo.dialogue.Effect.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the line itself acts on while a responder holds the conversation (`rulings.md` 4).
class HeldConversationTest {
    private final Texter texter = new Texter();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "STOP, stop",
        "CANCEL, stop",
        "no more texts, stop-ask",
        "FORGET, forget-ask",
        "UNSAFE, unsafe-ack",
        "HELP, ''",
        "MENU, ''",
        "LANG, ''",
        "MYDATA, ''",
        "0, ''",
        "9, ''",
        "3, ''",
        "i need a person, ''",
        "passport, ''",
        "he beats me, ''",
    })
    void acts_on(String text, String said) {
        texter.texts("9");
        texter.texts("2");
        assertEquals(said.isEmpty() ? List.of() : List.of(said), texter.held().texts(text));
        assertTrue(texter.textIsKept());
    }

    @Test
    void danger_raises_the_flag_without_crisis() {
        texter.texts("9");
        texter.held().texts("he beats me");
        assertTrue(texter.had(new Effect.Wait(Priority.DANGER)));
    }

    @Test
    void a_bare_1_or_2_answers_the_open_question_once() {
        texter.texts("9");
        texter.held();
        assertEquals(List.of("consent-yes"), texter.texts("1"));
        assertEquals(List.of(), texter.texts("1"));
    }

    @Test
    void a_number_beside_other_words_is_the_responders() {
        texter.texts("9");
        texter.held();
        assertEquals(List.of(), texter.texts("number 1"));
        assertEquals(List.of("consent-no"), texter.texts("no"));
    }
}
