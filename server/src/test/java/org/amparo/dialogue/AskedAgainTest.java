package org.amparo.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.amparo.dialogue.Effect.Consent;
import org.amparo.dialogue.Effect.ConsentAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A yes can be taken back by one text, and safety is asked again after a silence (`domain.md` G.2, E.2;
/// `rulings.md` 1).
class AskedAgainTest {
    private final Texter texter = new Texter();

    private void agrees() {
        texter.texts("9");
        assertEquals(List.of("consent-yes"), texter.texts("1"));
    }

    @Test
    void mydata_lets_a_yes_be_taken_back() {
        agrees();
        assertEquals(List.of("mydata", "consent.v1"), texter.texts("MYDATA"));
        assertFalse(texter.had(new Consent(ConsentAnswer.ASKED)), "the yes holds until there is another answer");
        assertEquals(List.of("consent-no"), texter.texts("2"));
        assertTrue(texter.had(new Consent(ConsentAnswer.NO)));
        assertEquals(List.of("mydata"), texter.texts("MYDATA"), "a no is not asked about again");
    }

    @Test
    void a_1_keeps_it_and_takes_no_place() {
        agrees();
        texter.parked().texts("MYDATA");
        assertEquals(List.of("consent-yes"), texter.texts("1"));
        assertFalse(texter.tookAPlace());
    }

    @Test
    void silence_about_it_changes_nothing() {
        agrees();
        texter.texts("MYDATA");
        texter.afterMinutes(24 * 60);
        assertEquals(List.of("mydata", "consent.v1"), texter.texts("MYDATA"));
    }

    @ParameterizedTest(name = "{0} after an hour of silence")
    @CsvSource({"i lost my passport, safe-question", "hello, safe-question", "3, safe-question"})
    void safety_is_asked_again(String text, String said) {
        texter.whoIsSafeAtTheMenu().afterMinutes(61);
        assertEquals(List.of(said), texter.texts(text));
    }

    @Test
    void what_was_asked_for_comes_after_the_answer() {
        texter.whoIsSafeAtTheMenu().afterMinutes(61);
        texter.texts("i lost my passport");
        assertEquals(List.of("topic.documents"), texter.texts("1"));
    }

    @Test
    void it_is_asked_again_each_time_it_lapsed() {
        texter.whoIsSafeAtTheMenu().afterMinutes(61);
        texter.texts("hello");
        texter.texts("1");
        texter.afterMinutes(61);
        assertEquals(List.of("safe-question"), texter.texts("hello"));
    }

    @Test
    void within_the_hour_it_is_not() {
        texter.whoIsSafeAtTheMenu().afterMinutes(59);
        assertEquals(List.of("menu"), texter.texts("hello"));
    }

    /// 0 is always the menu, a command always acts: both discreetly; the next words are asked about.
    @ParameterizedTest
    @CsvSource({"0, menu-discreet", "MENU, menu-discreet", "HELP, help", "LANG, language-menu"})
    void commands_act_first(String text, String said) {
        texter.whoIsSafeAtTheMenu().afterMinutes(61);
        assertEquals(List.of(said), texter.texts(text));
        assertEquals(List.of("safe-question"), texter.texts("i lost my passport"));
    }

    @Test
    void nobody_who_waits_or_talks_is_asked() {
        texter.whoIsSafeAtTheMenu();
        agrees();
        texter.afterMinutes(61);
        assertEquals(List.of(), texter.texts("i lost my passport"));
        texter.held().afterMinutes(61);
        assertEquals(List.of(), texter.texts("i lost my passport"));
    }

    @Test
    void danger_and_9_are_not_held_up() {
        texter.whoIsSafeAtTheMenu().afterMinutes(61);
        assertEquals(List.of("crisis"), texter.texts("he beats me"));
        var other = new Texter().whoIsSafeAtTheMenu().afterMinutes(61);
        assertEquals(List.of("waiting", "consent.v1"), other.texts("9"));
    }

    @Test
    void forget_in_danger_is_done_in_silence() {
        texter.texts("he beats me");
        assertEquals(List.of("forget-ask"), texter.texts("FORGET"));
        assertEquals(List.of(), texter.texts("1"));
        assertTrue(texter.had(new Effect.Erase()));
    }
}
