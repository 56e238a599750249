package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A line without people never promises one.
class InformationOnlyTest {
    @RegisterExtension
    static final TestLine line =
            TestLine.open(TestLine.NOON, Map.of("AMPARO_INFORMATION_ONLY", "true", "AMPARO_DEMO", "true"));

    @Test
    void danger_is_told_the_truth() {
        var phone = line.phone();
        phone.texts("help me he locked the door and took my charger").hears("sys.crisis-alone", "en");
        assertEquals(List.of(), Rows.of(line, phone).talk());
        line.phoneAbroad().texts("he is hitting me").hears("sys.crisis-alone-elsewhere", "en");
    }

    @Test
    void nine_is_told_that_there_are_no_people() {
        line.phone().texts("9").hears("sys.no-people", "en");
        line.phone().texts("I want to talk to a person").hears("sys.no-people", "en");
    }

    @Test
    void menus_offer_no_person() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("1").hears("topic.wages.alone", "es");
        phone.texts("0").hears("sys.menu-alone", "es");
        phone.texts("5").hears("section.work", "es");
    }

    @Test
    void nobody_is_put_into_a_queue_for_not_being_understood() {
        var phone = line.phone();
        phone.texts("my boss does not pay my wages").hears("sys.welcome-known", "en");
        phone.texts("1").hears("topic.wages.alone", "en");
        phone.texts("blah blah").hears("sys.not-understood-alone", "en");
        phone.texts("blub blub").hears("sys.not-understood-alone", "en");
        phone.texts("blab blab").hears("sys.not-understood-alone", "en");
        assertEquals(List.of(), Rows.of(line, phone).talk());
    }

    @Test
    void no_answer_offers_a_person() {
        line.phone().texts("HELP").hears("sys.help-alone", "en").notSaying("9");
        line.phone().texts("i am 14").hears("sys.child-topic-alone", "en").notSaying("Reply 9");
        line.phone().textsPicture("").hears("sys.media-alone", "en");
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("3").hears("sys.safe-unsure-alone", "es");
        phone.texts("START").hears("sys.start-alone", "es");
        phone.texts("STOP").hears("sys.stop", "es");
        phone.texts("hola").hears("sys.restart-ask-alone", "es");
    }
}
