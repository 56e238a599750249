package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who says STOP hears it once, and then nothing they did not ask for (`rulings.md` 1).
class StopTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    @Test
    void stop_twice_is_answered_once() {
        var phone = line.phone();
        phone.texts("STOP").hears("sys.stop", "en");
        phone.texts("STOP").hearsNothing();
        phone.texts("stop.").hearsNothing();
    }

    @Test
    void start_turns_texts_on_again() {
        var phone = line.phone();
        phone.texts("STOP").hears("sys.stop", "en");
        phone.texts("START").hears("sys.start", "en");
        phone.texts("0").hears("sys.welcome", "en").hears("sys.language-menu", "en");
    }

    @Test
    void a_stopped_person_is_asked_once_a_day_whether_texts_shall_go_on() {
        var phone = line.phone();
        phone.texts("STOP").hears("sys.stop", "en");
        phone.texts("UNSAFE").hearsNothing();
        phone.texts("wrong number").hearsNothing();
        phone.texts("hello").hears("sys.restart-ask", "en");
        phone.texts("hello").hearsNothing();
        phone.texts("help me he locked the door").hearsNothing();
        assertEquals(List.of("waiting danger none"), Rows.of(line, phone).talk(), "a person comes all the same");
        line.clock().forward(hours(25));
        phone.texts("hello").hears("sys.restart-ask", "en");
    }

    @Test
    void nine_turns_texts_on_and_asks_for_a_person() {
        var phone = line.phone();
        phone.texts("STOP").hears("sys.stop", "en");
        phone.texts("my boss does not pay").hears("sys.restart-ask", "en");
        phone.texts("9").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
    }

    @Test
    void a_stopped_person_may_see_and_delete_what_we_hold_and_stays_stopped() {
        var phone = line.phone();
        phone.texts("STOP").hears("sys.stop", "en");
        phone.texts("MYDATA").hears("sys.mydata-none", "en");
        phone.texts("FORGET").hears("sys.forget-ask", "en");
        phone.texts("1").hears("sys.forget-done-stopped", "en");
        phone.texts("hello").hears("sys.restart-ask", "en");
    }

    @Test
    void a_stop_word_of_another_language_is_asked_about_first() {
        var phone = line.phone();
        phone.texts("parar").hears("sys.stop-ask", "es");
        phone.texts("1").hears("sys.stop", "es");
        var other = line.phone();
        other.texts("parar").hears("sys.stop-ask", "es");
        other.texts("2").hears("sys.menu-discreet", "es");
    }

    @Test
    void stop_in_the_persons_own_language_is_not_questioned() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("parar").hears("sys.stop", "es");
    }

    @Test
    void a_carrier_that_acts_on_stop_by_itself_does_no_harm() {
        line.fault("carrier-stop-list");
        var phone = line.phone();
        phone.texts("STOP").isRefused("sys.stop", "en");
        phone.texts("hello").hearsNothing();
        phone.texts("START").hears("sys.start", "en");
        phone.texts("0").hears("sys.welcome", "en").hears("sys.language-menu", "en");
    }
}
