package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Too much, too often, or nothing we understand: people still get through.
class LimitsTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private static Phone safePhone() {
        var phone = line.phone();
        phone.texts("my boss does not pay my wages").hears("sys.welcome-known", "en");
        phone.texts("1").hears("topic.wages", "en");
        return phone;
    }

    @Test
    void more_than_twenty_texts_in_ten_minutes_are_too_many_but_danger_is_not() {
        var phone = safePhone();
        for (int i = 0; i < 18; i++) {
            phone.texts("0").hears("sys.menu", "en");
        }
        phone.texts("0").hears("sys.rate-limited", "en").saying("10 minutes");
        phone.texts("0").hearsNothing();
        phone.texts("my boss does not pay").hearsNothing();
        phone.texts("he is hitting me").hears("sys.crisis", "en");
    }

    @Test
    void a_person_can_be_asked_for_beyond_the_limit() {
        var phone = safePhone();
        for (int i = 0; i < 18; i++) {
            phone.texts("0").hears("sys.menu", "en");
        }
        phone.texts("0").hears("sys.rate-limited", "en");
        phone.texts("9").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
    }

    @Test
    void ten_minutes_later_the_limit_is_over() {
        var phone = safePhone();
        for (int i = 0; i < 18; i++) {
            phone.texts("0").hears("sys.menu", "en");
        }
        phone.texts("0").hears("sys.rate-limited", "en");
        line.clock().forward(minutes(11));
        phone.texts("0").hears("sys.menu", "en");
    }

    @Test
    void the_same_text_three_times_is_a_machine_and_danger_still_acts() {
        var phone = safePhone();
        phone.texts("blah blah").hears("sys.not-understood", "en");
        phone.texts("blah blah").hears("sys.not-understood-again", "en");
        phone.texts("blah blah").hearsNothing();
        phone.texts("0").hearsNothing();
        line.clock().forward(minutes(30));
        phone.texts("0").hearsNothing();
        phone.texts("he is hitting me").hears("sys.crisis", "en");
    }

    @Test
    void after_an_hour_a_loop_is_forgotten() {
        var phone = safePhone();
        phone.texts("blah blah").hears("sys.not-understood", "en");
        phone.texts("blah blah").hears("sys.not-understood-again", "en");
        phone.texts("blah blah").hearsNothing();
        line.clock().forward(minutes(61));
        phone.texts("0").hears("sys.menu-discreet", "en");
    }

    @Test
    void in_a_loop_a_person_stop_start_and_my_data_still_act() {
        var phone = safePhone();
        phone.texts("blah blah").hears("sys.not-understood", "en");
        phone.texts("blah blah").hears("sys.not-understood-again", "en");
        phone.texts("blah blah").hearsNothing();
        phone.texts("MYDATA").hears("sys.mydata-none", "en");
        phone.texts("FORGET").hears("sys.forget-ask", "en");
        phone.texts("STOP").hears("sys.stop", "en");
        phone.texts("START").hears("sys.start", "en");
        phone.texts("UNSAFE").hears("sys.unsafe-ack", "en");
        phone.texts("9").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
    }

    @Test
    void the_third_miss_offers_a_person() {
        var phone = safePhone();
        phone.texts("blah blah").hears("sys.not-understood", "en");
        phone.texts("blub blub").hears("sys.not-understood-again", "en");
        phone.texts("blab blab").hears("sys.consent.v1", "en");
        assertEquals(List.of(), Rows.of(line, phone).talk(), "the place comes with the answer");
        phone.texts("1").hears("sys.waiting", "en").hears("sys.consent-yes", "en");
        assertEquals(List.of("waiting normal yes"), Rows.of(line, phone).talk());
    }

    @Test
    void something_understood_begins_the_count_anew() {
        var phone = safePhone();
        phone.texts("blah blah").hears("sys.not-understood", "en");
        phone.texts("0").hears("sys.menu", "en");
        phone.texts("blub blub").hears("sys.not-understood", "en");
    }
}
