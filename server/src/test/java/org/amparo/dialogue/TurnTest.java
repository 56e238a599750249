package org.amparo.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.amparo.contacts.SendingState.Safe;
import org.amparo.dialogue.Effect.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The order in which a text is read (`domain.md` E.2): what wins where a text says two things.
class TurnTest {
    private final Texter texter = new Texter();

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "a stop word comes before everything, STOP, stop",
        "stop inside a plea is no stop word, please stop hitting me, crisis",
        "danger comes before a topic, he beats me and took my passport, crisis",
        "an emergency number alone is danger and no menu number, 112, crisis",
        "danger comes before a child, im 15 and he beats me, crisis",
        "denied danger offers a person, i am not in danger, waiting consent.v1",
        "UNSAFE comes before the welcome, UNSAFE, unsafe-ack",
        "a person comes before the welcome, i need a person, waiting consent.v1",
        "FORGET comes before the welcome, FORGET, forget-ask",
        "MYDATA comes before the welcome, MYDATA, mydata-none",
        "a wrong number comes before the welcome, wrong number, wrong-number",
        "a child comes before the welcome, i am 14, child-topic",
        "HELP comes before the welcome, HELP, help",
        "LANG comes before the welcome, LANG, language-menu",
        "a topic is kept behind the welcome, they took my passport, welcome-known",
        "FEEDBACK with words is kept and thanked for, feedback you are slow, thanks",
        "FEEDBACK alone tells how, FEEDBACK, topic.feedback",
        "danger comes before FEEDBACK, feedback he beats me, crisis",
        "being sold is danger, I am being sold to another man tomorrow, crisis",
        "a person in short, can i talk 2 someone pls, waiting consent.v1",
        "a number is read after the welcome, 3, welcome-known",
        "0 is the menu at once, 0, menu-discreet",
    })
    void a_first_text_is_read_in_order(String label, String text, String said) {
        assertEquals(List.of(said.split(" ")), texter.texts(text), label);
    }

    @Test
    void a_topic_named_before_the_language_is_known_waits_for_the_safety_question() {
        texter.whoseLanguageIsUnknown();
        assertEquals(List.of("welcome", "language-menu"), texter.texts("ok"));
        assertEquals(List.of("safe-question"), texter.texts("dolor"));
        assertEquals(List.of("topic.health-care"), texter.texts("1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "menu", "hello again"})
    void whoever_has_no_language_yet_gets_the_languages_for_a_menu(String text) {
        texter.whoseLanguageIsUnknown();
        texter.texts("ok");
        assertEquals(List.of("language-menu"), texter.texts(text));
        assertEquals(List.of("language-set", "safe-question"), texter.texts("2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "menu"})
    void whoever_first_asks_for_the_menu_is_welcomed_and_asked_for_a_language(String text) {
        texter.whoseLanguageIsUnknown();
        assertEquals(List.of("welcome", "language-menu"), texter.texts(text));
    }

    @Test
    void the_language_a_first_text_looks_like_leads_the_languages() {
        texter.whoseLanguageIsUnknown();
        assertEquals(List.of("welcome", "language-menu"), texter.texts("नमस्ते"));
        assertEquals(List.of("language-set", "safe-question"), texter.texts("1"));
        assertTrue(texter.had(new Effect.Speak("hi", true)));
    }

    @Test
    void an_advertisement_gets_no_answer_and_a_question_about_one_does() {
        assertEquals(List.of(), texter.texts("Winner! Exclusive prize unlocked, tap here www.luckyspin.top"));
        assertEquals(List.of("welcome-known"), texter.texts("they say i won a prize www.luckyspin.top is it real"));
    }

    @Test
    void what_follows_feedback_alone_is_feedback_unless_it_is_a_wish() {
        texter.whoIsSafeAtTheMenu();
        texter.texts("FEEDBACK");
        assertEquals(List.of("topic.documents"), texter.texts("passport"));
        texter.texts("FEEDBACK");
        assertEquals(List.of("waiting", "consent.v1"), texter.texts("9"));
    }

    @Test
    void mydata_tells_of_texts_that_are_kept_without_a_question() {
        texter.texts("he beats me");
        assertEquals(List.of("mydata"), texter.texts("MYDATA"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "9 is a person, 9, waiting consent.v1",
        "9 with a word is a person, 9 please, waiting consent.v1",
        "0 is the menu, 0, menu",
        "a number is a section, 2, section-header",
        "two numbers: the second is named, 1 2, section-header second-number",
        "a number the menu has not, 10, not-understood",
        "a keyword is a topic, passport, topic.documents",
        "help with a topic is the topic and a person, help me with my passport, topic.documents waiting consent.v1",
        "a greeting is the menu, hello, menu",
        "a command the limits may hold back, MENU, menu",
        "nothing we know, qwxz qwxz, not-understood",
        "a language wished for, spanish please, language-set menu",
    })
    void a_text_at_the_menu_is_read_in_order(String label, String text, String said) {
        texter.whoIsSafeAtTheMenu();
        assertEquals(List.of(said.split(" ")), texter.texts(text), label);
    }

    @Test
    void a_farewell_gets_nothing_and_is_no_miss() {
        texter.whoIsSafeAtTheMenu();
        assertEquals(List.of("not-understood"), texter.texts("qwxz qwxz"));
        assertEquals(List.of(), texter.texts("ok thanks bye"));
        assertEquals(List.of("not-understood"), texter.texts("qwxz qwxz"));
        assertEquals(List.of("topic.documents"), texter.texts("passport"));
    }

    @Test
    void a_farewell_while_a_question_is_open_leaves_it_open() {
        texter.texts("hello");
        assertEquals(List.of(), texter.texts("thanks"));
        assertEquals(List.of("menu"), texter.texts("1"));
    }

    @Test
    void a_farewell_that_begins_a_session_is_welcomed() {
        assertEquals(List.of("welcome-known"), texter.texts("bye"));
    }

    @Test
    void numbers_count_for_the_menu_then_the_section_then_the_section_of_the_topic() {
        texter.whoIsSafeAtTheMenu();
        assertEquals(List.of("section-header"), texter.texts("2"));
        assertEquals(List.of("topic.equal-rights"), texter.texts("1"));
        assertEquals(List.of("topic.documents"), texter.texts("2"));
    }

    @Test
    void a_forgotten_position_leaves_the_menus_numbers() {
        texter.whoIsSafeAtTheMenu();
        texter.texts("2");
        texter.afterMinutes(16);
        assertEquals(List.of("section-header"), texter.texts("1"));
    }

    @Test
    void a_sensitive_topic_waits_behind_a_number_while_it_is_not_known_to_be_safe() {
        texter.texts("hello");
        texter.texts("3");
        assertEquals(List.of("section-header"), texter.texts("1"));
        assertEquals(List.of("answer-ready"), texter.texts("2"));
        assertEquals(List.of("topic.cannot-leave"), texter.texts("1"));
    }

    @Test
    void free_text_after_the_topic_for_danger_is_danger() {
        texter.whoIsSafeAtTheMenu();
        texter.texts("1");
        assertEquals(List.of("topic.danger-now"), texter.texts("1"));
        assertEquals(List.of("crisis"), texter.texts("qwxz qwxz qwxz"));
        assertTrue(texter.had(new Effect.Wait(Priority.DANGER)));
    }

    @Test
    void help_twice_within_ten_minutes_is_danger() {
        texter.whoIsSafeAtTheMenu();
        assertEquals(List.of("help"), texter.texts("HELP"));
        texter.afterMinutes(11);
        assertEquals(List.of("help"), texter.texts("HELP"));
        texter.afterMinutes(9);
        assertEquals(List.of("crisis"), texter.texts("HELP"));
    }

    @Test
    void crisis_is_not_repeated_within_fifteen_minutes() {
        assertEquals(List.of("crisis"), texter.texts("he beats me"));
        texter.afterMinutes(14);
        assertEquals(List.of(), texter.texts("he beats me"));
        assertTrue(texter.textIsKept());
        texter.afterMinutes(2);
        assertEquals(List.of("crisis"), texter.texts("he beats me"));
    }

    @Test
    void a_bare_state_word_after_crisis_means_that_texting_is_not_safe() {
        texter.texts("he beats me");
        assertEquals(List.of("unsafe-ack"), texter.texts("danger"));
        assertTrue(texter.had(new Effect.Wait(Priority.DANGER)));
        assertTrue(texter.had(new Effect.Answered(Safe.NO)));
    }

    @Test
    void the_lines_silent_word_is_unsafe() {
        assertEquals(List.of("unsafe-ack"), texter.withSilentWord("umbrella").texts("umbrella"));
        assertTrue(texter.had(new Effect.Answered(Safe.NO)));
    }

    @Test
    void pictures_are_not_opened() {
        assertEquals(List.of("media"), texter.sendsAPicture());
    }

    @Test
    void an_unknown_language_is_asked_for() {
        texter.whoseLanguageIsUnknown();
        assertEquals(List.of("welcome", "language-menu"), texter.texts("qwxz"));
        assertEquals(List.of("language-menu"), texter.texts("8"));
        assertEquals(List.of("language-set", "safe-question"), texter.texts("français"));
        assertTrue(texter.had(new Effect.Speak("fr", true)));
    }

    @Test
    void nothing_is_promised_where_the_carrier_does_not_reach() {
        assertEquals(List.of(), texter.whereTheCarrierDoesNotReach().texts("i need a person"));
        assertTrue(texter.tookAPlace());
    }

    @Test
    void a_child_who_waits_already_is_raised_in_the_queue() {
        texter.texts("9");
        assertEquals(List.of("child-topic"), texter.texts("i am 14"));
        assertTrue(texter.had(new Effect.Wait(Priority.CHILD)));
    }

    @Test
    void whoever_waits_writes_to_the_person_who_comes() {
        texter.texts("9");
        texter.texts("2");
        for (var text : List.of("qwxz qwxz", "passport", "7")) {
            assertEquals(List.of(), texter.texts(text));
            assertTrue(texter.textIsKept());
        }
    }

    @Test
    void a_question_mark_asks_for_the_place_while_waiting_and_for_help_else() {
        assertEquals(List.of("help"), texter.texts("?"));
        texter.texts("9");
        texter.texts("2");
        assertEquals(List.of("queue-position"), texter.texts("?"));
    }

    // A line that serves information alone (`rulings.md` 2)

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "9, no-people",
        "i need a person, no-people",
        "i am not in danger, no-people",
        "he beats me, crisis-alone",
        "0, menu-discreet-alone",
    })
    void a_line_without_people_tells_the_truth_and_opens_no_conversation(String text, String said) {
        assertEquals(List.of(said), texter.onALineWithoutPeople().texts(text));
        assertFalse(texter.tookAPlace());
    }

    @Test
    void a_line_without_people_opens_no_conversation_by_a_state_word() {
        texter.onALineWithoutPeople().texts("hello");
        assertEquals(List.of("unsafe-ack"), texter.texts("danger"));
        assertFalse(texter.tookAPlace());
    }

    @Test
    void a_line_without_people_offers_none_at_the_third_miss() {
        texter.onALineWithoutPeople().whoIsSafeAtTheMenu();
        assertEquals(List.of("not-understood-alone"), texter.texts("qwxz a"));
        assertEquals(List.of("not-understood-alone"), texter.texts("qwxz b"));
        assertEquals(List.of("not-understood-alone"), texter.texts("qwxz c"));
        assertFalse(texter.tookAPlace());
    }
}
