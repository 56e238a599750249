package org.amparo.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.amparo.contacts.SendingState.Safe;
import org.amparo.reception.Effect.ConsentAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What answers each open question, and for how long it stays open (`domain.md` E.2).
class OpenQuestionTest {
    private final Texter texter = new Texter();

    /// Texts before, the minutes that pass, the answer, and what is said to it; texts are parted by `/`.
    @ParameterizedTest(name = "{0}: {1} ({2} min) {3}")
    @CsvSource({
        "safety, hello, 0, 1, menu",
        "safety, hello, 0, yes, menu",
        "safety, hello, 0, 2, unsafe-ack",
        "safety, hello, 0, no, unsafe-ack",
        "safety, hello, 0, not safe, unsafe-ack",
        "safety, hello, 0, 3, safe-unsure",
        "safety: a plea, hello, 0, he beats me, crisis",
        "safety: another number counts for the menu, hello, 0, 5, section-header",
        "safety: free text is read on, hello, 0, qwxz qwxz, not-understood",
        "safety: a command is no answer, hello/MENU, 0, 1, section-header",
        "safety within the day, hello, 1439, 1, menu",
        "safety: the topic of the first text first, they took my passport, 0, 1, topic.documents",
        "safety: a kept topic is forgotten, they took my passport, 16, 1, menu",
        "language, LANG, 0, 2, language-set safe-question",
        "language by name, LANG, 0, français, language-set safe-question",
        "language: more, LANG, 0, 8, language-menu",
        "language: menu, LANG, 0, 0, menu-discreet",
        "forget: yes, FORGET, 9, 1, forget-done",
        "forget: no, FORGET, 9, 2, forget-kept",
        "forget: too late, hello/1/FORGET, 11, 1, section-header",
        "stop: yes, no more texts, 0, 1, stop",
        "stop: no, no more texts, 0, 2, menu-discreet",
        "stop: no word of it, hello/1/no more texts, 0, passport, topic.documents",
        "topic ready: yes, hello/3/1/2, 0, 1, topic.cannot-leave",
        "topic ready: menu, hello/3/1/2, 0, 0, menu-discreet",
        "topic ready: too late, hello/3/1/2, 16, 1, section-header",
        "consent: yes, 9, 0, 1, consent-yes",
        "consent: no, 9, 0, 2, consent-no",
        "consent: repeated, 9, 0, my story, consent.v1",
        "consent: repeated once, 9/my story, 0, goes on, ''",
        "consent: a menu is asked for, 9, 0, 0, menu-discreet",
        "consent: too late, 9, 1430, 1, consent-yes",
        "consent at the third miss, hello/1/qwxz a/qwxz b/qwxz c, 0, 1, waiting consent-yes",
        "no consent at the third miss, hello/1/qwxz a/qwxz b/qwxz c, 0, 2, waiting consent-no",
    })
    void an_open_question_is_answered(String label, String before, int minutes, String answer, String said) {
        List.of(before.split("/")).forEach(texter::texts);
        texter.afterMinutes(minutes);
        assertEquals(said.isEmpty() ? List.of() : List.of(said.split(" ")), texter.texts(answer), label);
    }

    @Test
    void out_of_hours_a_message_may_be_left() {
        texter.onAClosedLine();
        assertEquals(List.of("out-of-hours"), texter.texts("9"));
        assertEquals(List.of("leave-message"), texter.texts("1"));
        assertEquals(List.of("thanks"), texter.texts("nobody paid me. saturday"));
        assertTrue(texter.had(new Effect.LeaveMessage()));
        assertTrue(texter.textIsKept());
    }

    @Test
    void a_command_or_a_number_is_no_message() {
        texter.onAClosedLine();
        for (var text : List.of("MENU", "0")) {
            texter.texts("9");
            texter.texts("1");
            assertEquals(List.of("menu-discreet"), texter.texts(text));
            assertFalse(texter.had(new Effect.LeaveMessage()));
        }
    }

    @Test
    void a_message_is_waited_for_half_an_hour() {
        texter.onAClosedLine();
        texter.texts("9");
        texter.texts("1");
        texter.afterMinutes(31);
        assertEquals(List.of("welcome-known"), texter.texts("nobody paid me"));
    }

    @Test
    void answers_about_safety_are_noted() {
        for (var answer : List.of("1", "2", "3", "qwxz")) {
            var other = new Texter();
            other.texts("hello");
            other.texts(answer);
            var safe = switch (answer) {
                case "1" -> Safe.YES;
                case "2" -> Safe.NO;
                default -> Safe.UNSURE;
            };
            assertTrue(other.had(new Effect.Answered(safe)), answer);
        }
    }

    @Test
    void consent_is_asked_beside_the_place_and_only_once() {
        texter.texts("9");
        assertTrue(texter.tookAPlace());
        assertTrue(texter.had(new Effect.Consent(ConsentAnswer.ASKED)));
        assertEquals(List.of("queue-position"), texter.texts("9"));
    }

    @Test
    void a_child_gets_a_notice_instead_of_the_question() {
        texter.texts("i am 14");
        assertEquals(List.of("waiting", "child-notice"), texter.texts("9"));
        assertTrue(texter.had(new Effect.Consent(ConsentAnswer.CHILD_NOTICE)));
        assertTrue(texter.had(new Effect.Wait(Effect.Priority.CHILD)));
    }

    /// "1" counts for the menu, and later, when the menu is forgotten, not for what was asked before it.
    @Test
    void a_menu_that_came_after_a_question_closes_it() {
        var said = new ArrayList<String>();
        for (int minutes : List.of(0, 16)) {
            var other = new Texter().whoIsSafeAtTheMenu();
            other.texts("no more texts");
            other.texts("MENU");
            said.addAll(other.afterMinutes(minutes).texts("1"));
        }
        assertEquals(List.of("section-header", "section-header"), said);
    }
}
