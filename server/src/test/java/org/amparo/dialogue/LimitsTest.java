package org.amparo.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Loops and floods (`rulings.md` 4, `domain.md` G.5): what falls silent, and what always acts.
class LimitsTest {
    private final Texter texter = new Texter();

    @BeforeEach
    void at_the_menu() {
        texter.whoIsSafeAtTheMenu();
    }

    private void loops() {
        texter.texts("passport");
        texter.texts("passport");
        assertEquals(List.of(), texter.texts("passport"));
    }

    @Test
    void the_same_text_three_times_falls_silent_for_an_hour() {
        loops();
        texter.afterMinutes(58);
        assertEquals(List.of(), texter.texts("0"));
        texter.afterMinutes(3);
        assertEquals(List.of("menu"), texter.texts("0"));
    }

    @Test
    void the_same_text_over_a_longer_time_is_no_loop() {
        for (int i = 0; i < 5; i++) {
            assertEquals(List.of("topic.documents"), texter.afterMinutes(6).texts("passport"));
        }
    }

    @Test
    void the_same_number_turns_pages() {
        for (int i = 0; i < 5; i++) {
            assertEquals(List.of("menu"), texter.texts("0"));
        }
    }

    @Test
    void five_replies_without_a_sensible_text_fall_silent() {
        texter.onALineWithoutPeople();
        for (int i = 0; i < 5; i++) {
            assertEquals(1, texter.texts("qwxz " + "abcde".charAt(i)).size());
        }
        assertEquals(List.of(), texter.texts("qwxz f"));
        assertEquals(List.of(), texter.texts("0"));
    }

    @Test
    void more_than_twenty_texts_in_ten_minutes_are_told_once() {
        for (int i = 0; i < 18; i++) {
            assertEquals(List.of("menu"), texter.texts("0"));
        }
        assertEquals(List.of("rate-limited"), texter.texts("0"));
        assertEquals(List.of(), texter.texts("0"));
        texter.afterMinutes(11);
        assertEquals(List.of("menu"), texter.texts("0"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "STOP, stop",
        "START, start",
        "UNSAFE, unsafe-ack",
        "FORGET, forget-ask",
        "MYDATA, mydata-none",
        "9, waiting consent.v1",
        "i need a person, waiting consent.v1",
        "he beats me, crisis",
    })
    void what_always_acts(String text, String said) {
        loops();
        assertEquals(List.of(said.split(" ")), texter.texts(text));
    }

    @Test
    void what_always_acts_may_also_be_finished() {
        loops();
        texter.texts("FORGET");
        assertEquals(List.of("forget-done"), texter.texts("1"));
    }

    @Test
    void a_doubtful_stop_may_also_be_confirmed() {
        loops();
        assertEquals(List.of("stop-ask"), texter.texts("no more texts"));
        assertEquals(List.of("stop"), texter.texts("1"));
    }

    @Test
    void a_message_may_be_left_out_of_hours() {
        texter.onAClosedLine();
        loops();
        assertEquals(List.of("out-of-hours"), texter.texts("9"));
        assertEquals(List.of("leave-message"), texter.texts("1"));
        assertEquals(List.of("thanks"), texter.texts("nobody paid me"));
        assertTrue(texter.had(new Effect.LeaveMessage()));
    }

    @Test
    void an_older_question_stays_silent() {
        texter.texts("LANG");
        loops();
        assertEquals(List.of(), texter.texts("2"));
    }
}
