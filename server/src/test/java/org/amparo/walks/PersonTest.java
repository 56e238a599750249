package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.amparo.harness.Dump;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A person is always one text away, and nothing blocks the way there.
class PersonTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private static Phone waiting() {
        var phone = line.phone();
        phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        return phone;
    }

    @Test
    void words_instead_of_a_yes_or_no_repeat_the_question_once_and_are_kept_sealed() {
        var phone = waiting();
        phone.texts("my boss took my papers").hears("sys.consent.v1", "en");
        phone.texts("and he locks the house").hearsNothing();
        var rows = Rows.of(line, phone);
        assertEquals(
                List.of("I want to talk to a person", "my boss took my papers", "and he locks the house"),
                rows.keptTexts());
        assertEquals(List.of(), Dump.of(line.database()).tablesHolding("my boss took"), "in no table in clear");
        phone.texts("2").hears("sys.consent-no", "en");
    }

    @Test
    void asking_again_tells_how_many_are_before() {
        var first = waiting();
        var second = waiting();
        second.texts("9").hears("sys.queue-position", "en").notSaying("You are next");
        second.texts("?").hears("sys.queue-position", "en");
        first.texts("yes").hears("sys.consent-yes", "en");
    }

    @Test
    void the_menu_answers_while_waiting_and_the_place_is_kept() {
        var phone = waiting();
        phone.texts("1").hears("sys.consent-yes", "en");
        phone.texts("0").hears("sys.menu-discreet", "en");
        phone.texts("5").hearsNumbersOf("work", "en");
        assertEquals(List.of("waiting normal yes"), Rows.of(line, phone).talk());
    }

    @Test
    void a_bare_digit_answers_the_newest_question() {
        var phone = waiting();
        phone.texts("0").hears("sys.menu-discreet", "en");
        phone.texts("1").hearsNumbersOf("urgent", "en");
        assertEquals(List.of("waiting normal asked"), Rows.of(line, phone).talk(), "the question stays open");
    }

    @Test
    void my_data_tells_kinds_and_counts_never_content() {
        var phone = line.phone();
        phone.texts("my boss does not pay my wages").hears("sys.welcome-known", "en");
        phone.texts("MYDATA").hears("sys.mydata-none", "en");
        phone.texts("9").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        phone.texts("1").hears("sys.consent-yes", "en");
        phone.texts("MYDATA")
                .hears("sys.mydata", "en")
                .saying("English")
                .saying("2 texts")
                .hears("sys.consent.v1", "en");
    }

    @Test
    void my_data_tells_of_danger_texts_that_nobody_asked_about() {
        var phone = line.phone();
        phone.texts("he is hitting me").hears("sys.crisis", "en");
        phone.texts("MYDATA")
                .hears("sys.mydata", "en")
                .saying("texts: -; 1 texts")
                .saying("Nov 26");
    }

    @Test
    void help_me_with_a_topic_is_the_topic_and_a_person() {
        var phone = line.phone();
        phone.texts("help me with my passport").hears("sys.welcome-known", "en");
        phone.texts("1")
                .hears("topic.documents", "en")
                .hears("sys.waiting", "en")
                .hears("sys.consent.v1", "en");
    }

    @Test
    void no_answer_in_a_day_counts_as_no() {
        var phone = waiting();
        line.clock().forward(hours(25));
        phone.hears("sys.no-one-free", "en");
        phone.texts("my boss took my papers").hearsNothing();
    }

    @Test
    void nine_at_any_question_is_a_person() {
        var phone = line.phone();
        phone.texts("FORGET").hears("sys.forget-ask", "en");
        phone.texts("9").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
    }

    @Test
    void a_wrong_number_is_left_alone() {
        var phone = line.phone();
        phone.texts("wrong number").hears("sys.wrong-number", "en");
        line.clock().forward(minutes(30));
        phone.hearsNothing();
    }

    @Test
    void pictures_are_not_opened() {
        var phone = line.phone();
        phone.textsPicture("").hears("sys.media", "en");
        phone.textsPicture("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
    }

    @Test
    void a_second_number_is_not_lost() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("1").hears("topic.wages", "es");
        phone.texts("0").hears("sys.menu", "es");
        phone.texts("5 2")
                .hears("section.work", "es")
                .hears("sys.second-number", "es")
                .saying("2");
    }

    @Test
    void forgetting_may_be_refused_and_lapses_after_ten_minutes() {
        var phone = line.phone();
        phone.texts("FORGET").hears("sys.forget-ask", "en");
        phone.texts("2").hears("sys.forget-kept", "en");
        phone.texts("FORGET").hears("sys.forget-ask", "en");
        line.clock().forward(minutes(11));
        // The question has lapsed, and no language is known yet: the text is read as a new one.
        phone.texts("0").hears("sys.welcome", "en").hears("sys.language-menu", "en");
    }

    @Test
    void a_child_is_not_asked_for_consent() {
        var phone = line.phone();
        phone.texts("I am 14 years old").hears("sys.child-topic", "en").saying("If you are under 18");
        phone.texts("9").hears("sys.waiting", "en").hears("sys.child-notice", "en");
    }

    @Test
    void danger_from_a_child_goes_out_at_once() {
        var phone = line.phone();
        phone.texts("im 14 and he hits me").hears("sys.crisis", "en");
        assertEquals(List.of("waiting danger none"), Rows.of(line, phone).talk());
    }
}
