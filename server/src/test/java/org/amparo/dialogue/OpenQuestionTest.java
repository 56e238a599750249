package org.amparo.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.amparo.contacts.SendingState.Safe;
import org.amparo.delivery.DeliveryStatus;
import org.amparo.dialogue.Effect.ConsentAnswer;
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
        "safety: the topic and a person, help me with my passport, 0, 1, topic.documents waiting consent.v1",
        "safety: a person is asked for once, help me with my passport/1, 0, 0, menu",
        "safety: a later topic leaves the plea, help me with my passport, 16, 1, menu",
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
    void where_nobody_is_planned_no_time_is_named() {
        texter.onAClosedLine().nobodyIsPlanned();
        assertEquals(List.of("out-of-hours-unknown"), texter.texts("9"));
        assertEquals(List.of("leave-message"), texter.texts("1"));
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

    /// A question answers to a digit only once its text has left (`rulings.md` 4): what was said before, how far
    /// the answers to the last of it got, the answer, and what is said to it.
    @ParameterizedTest(name = "{0}: {1} [{2}] {3}")
    @CsvSource({
        "a welcome that was dropped is said again, '', hello, DROPPED, 1, welcome-known",
        "a welcome on its way is answered, '', hello, SENDING, 1, menu",
        "a welcome that failed is no question: the main menu's numbers, '', hello, FAILED, 1, section-header",
        "forget-ask that waits: the safety question before it, hello, FORGET, QUEUED, 1, menu",
        "forget-ask that was dropped: the safety question before it, hello, FORGET, DROPPED, 1, menu",
        "forget-ask that was dropped: the menu before it, hello/1, FORGET, DROPPED, 1, section-header",
        "forget-ask that did not arrive, hello/1, FORGET, UNDELIVERED, 1, section-header",
        "forget-ask that did not arrive: no, hello/1, FORGET, FAILED, 2, section-header",
        "forget-ask that left, hello/1, FORGET, SENDING, 1, forget-done",
        "stop-ask that was dropped, hello/1, no more texts, DROPPED, 1, section-header",
        "a language page that was replaced: the one before it, LANG, 8, DROPPED, 2, language-set safe-question",
        "a topic behind a 1 that waits: the section before it, hello/3/1, 2, QUEUED, 1, topic.danger-now",
        "consent that waits: the main menu's numbers, '', 9, QUEUED, 0, menu-discreet",
        "the repeated consent question failed: the first one stands, 9, my story, FAILED, 1, consent-yes",
    })
    void only_a_question_that_was_sent_is_answered(
            String label, String before, String asked, DeliveryStatus fate, String answer, String said) {
        if (!before.isEmpty()) {
            List.of(before.split("/")).forEach(texter::texts);
        }
        texter.whoseAnswersAre(fate).texts(asked);
        texter.whoseAnswersAre(DeliveryStatus.SENT);
        assertEquals(List.of(said.split(" ")), texter.texts(answer), label);
    }

    @Test
    void nothing_is_erased_on_a_question_that_waits_until_it_has_left() {
        texter.whoIsSafeAtTheMenu().whoseAnswersAre(DeliveryStatus.QUEUED).texts("FORGET");
        texter.texts("qwxz qwxz");
        texter.texts("yes");
        assertFalse(texter.had(new Effect.Erase()));
        texter.whoseAnswersAreAtLast(DeliveryStatus.SENT);
        assertEquals(List.of("forget-done"), texter.texts("1"));
        assertTrue(texter.had(new Effect.Erase()));
    }

    @Test
    void a_stopped_contact_answers_only_what_was_sent() {
        texter.whoStopped().whoseAnswersAre(DeliveryStatus.DROPPED).texts("FORGET");
        texter.whoseAnswersAre(DeliveryStatus.SENT);
        assertEquals(List.of("restart-ask"), texter.texts("1"));
        assertFalse(texter.had(new Effect.Erase()));
    }

    @Test
    void a_topic_is_kept_behind_a_welcome_that_is_said_again() {
        texter.whoseAnswersAre(DeliveryStatus.DROPPED);
        assertEquals(List.of("welcome-known"), texter.texts("they took my passport"));
        texter.whoseAnswersAre(DeliveryStatus.SENT);
        assertEquals(List.of("welcome-known"), texter.texts("hello"));
        assertEquals(List.of("topic.documents"), texter.texts("1"));
    }

    /// No question reaches whoever texted more than ten minutes ago, or cannot be reached at all: what would be
    /// asked first takes effect (`rulings.md` 1).
    @Test
    void what_comes_late_is_not_asked_about() {
        texter.whoIsSafeAtTheMenu().whoseTextsComeLate();
        assertEquals(List.of(), texter.texts("FORGET"));
        assertTrue(texter.had(new Effect.Erase()));
        assertEquals(List.of("stop"), texter.texts("no more texts"));
        assertTrue(texter.had(new Effect.Stop()));
        assertEquals(List.of(), texter.texts("FORGET"));
        assertTrue(texter.had(new Effect.Erase()));
    }

    @Test
    void forget_late_in_a_held_talk_erases() {
        texter.texts("9");
        texter.held().whoseTextsComeLate();
        assertEquals(List.of(), texter.texts("FORGET"));
        assertTrue(texter.had(new Effect.Erase()));
    }

    @Test
    void whom_the_carrier_does_not_reach_is_asked_nothing() {
        texter.whoIsSafeAtTheMenu().whereTheCarrierDoesNotReach();
        assertEquals(List.of(), texter.texts("FORGET"));
        assertTrue(texter.had(new Effect.Erase()));
    }
}
