package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.amparo.contacts.Contacts;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;

/// Somebody asks for a woman, or a man (`domain.md` F.3, R40). Ana and Leo speak English, Ana alone Russian.
class HelperChoiceTest {
    private static final String ANA = "+447700900101";
    private static final String LEO = "+447700900102";
    private static final String NOOR = "+447700900103";

    private static final Duration SOON = Duration.ofSeconds(31);

    @Test
    void such_a_one_is_asked_first_and_then_anyone() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var phone = line.phone();
            phone.texts("I want to talk to a man").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
            leo.hears("duty.offer", "en");
            ana.hearsNothing();
            leo.texts("2").hears("duty.declined", "en");
            ana.hears("duty.offer", "en");
        }
    }

    @Test
    void where_none_is_on_duty_the_wait_and_the_choice_are_told() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var phone = waitsForAMan(line);
            ana.hears("duty.offer", "en");
            phone.texts("2").hears("sys.consent.v1", "ru");
            ana.texts("1").hears("duty.accepted", "en").hearsWords(handle(ana) + ": мужчина");
            phone.hears("sys.joined", "ru").saying("Ana");
            phone.texts("1").hears("sys.consent-yes", "ru");
        }
    }

    @Test
    void whoever_chose_to_wait_is_offered_to_nobody_else_until_danger() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var phone = waitsForAMan(line);
            ana.hears("duty.offer", "en");
            phone.texts("1").hears("sys.consent.v1", "ru");
            // Leo speaks no Russian: with an interpreter.
            leo.hears("duty.offer", "en");
            leo.texts("2").hears("duty.declined", "en");
            ana.texts("1").hears("duty.offer-gone", "en");
            line.clock().forward(minutes(4));
            ana.hearsNothing();
            assertEquals(List.of("waiting normal asked"), Rows.of(line, phone).talk());
            phone.texts("он бьет меня").hears("sys.crisis", "ru");
            ana.hears("duty.offer-urgent", "en");
        }
    }

    @Test
    void whoever_waits_while_both_are_there_is_asked_once_a_moment_after_their_consent() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var phone = agreesAndWaits(line);
            ana.hears("duty.offer", "en");
            line.clock().forward(SOON);
            phone.hears("sys.helper-choice", "en");
            phone.texts("2").hears("sys.queue-position", "en");
            ana.texts("2").hears("duty.declined", "en");
            leo.hears("duty.offer", "en");
            assertTrue(reasons(line).contains("gender-asked-for"));
            line.clock().forward(SOON);
            phone.hearsNothing();
            leo.texts("1").hears("duty.accepted", "en").hearsAnything();
            phone.hears("sys.joined", "en").saying("Leo");
        }
    }

    @Test
    void nobody_is_asked_who_has_somebody_and_a_late_answer_is_words_for_them() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var first = agreesAndWaits(line);
            ana.hears("duty.offer", "en");
            ana.texts("1").hears("duty.accepted", "en").hearsAnything();
            first.hears("sys.joined", "en");
            var second = agreesAndWaits(line);
            line.staff(LEO).hears("duty.offer", "en");
            line.clock().forward(SOON);
            first.hearsNothing();
            second.hears("sys.helper-choice", "en");
            line.staff(LEO).texts("1").hears("duty.accepted", "en").hearsAnything();
            second.hears("sys.joined", "en");
            second.texts("1").hearsNothing();
            line.staff(LEO).hearsRelayed("1");
            // Nor is it one when they wait again: it may be for what the one who left asked them.
            line.staff(LEO).texts("#pass").hears("duty.passed", "en");
            ana.hears("duty.offer", "en");
            second.texts("2").hearsAnything();
            line.clock().forward(SOON);
            assertEquals(0, wishes(line));
        }
    }

    @Test
    void nobody_is_asked_who_wrote_again_nor_who_may_be_a_child() {
        try (var line = TestLine.open()) {
            var writes = agreesAndWaits(line);
            writes.texts("there was a blue car in the yard on monday").hearsAnything();
            var child = waits(line);
            line.node().bean(Contacts.class).mayBeChild(Rows.of(line, child).contact());
            child.texts("1").hears("sys.consent-yes", "en");
            line.clock().forward(SOON);
            writes.hearsNothing();
            child.hearsNothing();
        }
    }

    /// How many who wait for somebody have said whom they want.
    private static int wishes(TestLine line) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM escalation_run WHERE gender IS NOT NULL")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void nobody_is_asked_while_one_of_them_is_gone_and_who_asks_for_one_who_went_hears_it() {
        try (var line = TestLine.open()) {
            var leo = line.staff(LEO);
            var asked = agreesAndWaits(line);
            line.clock().forward(SOON);
            asked.hears("sys.helper-choice", "en");
            leo.texts("#off").hearsAnything();
            var late = agreesAndWaits(line);
            line.clock().forward(SOON);
            late.hearsNothing();
            asked.texts("2").hears("sys.helper-choice-none", "en");
            asked.texts("2").hears("sys.queue-position", "en");
            line.staff(ANA).hearsAnything();
            line.staff(NOOR).hearsAnything();
        }
    }

    /// Why whoever is asked now was asked.
    private static List<String> reasons(TestLine line) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT unnest(reasons) FROM offer WHERE answer = 'open'")
                        .mapTo(String.class)
                        .list());
    }

    /// Said that texting is safe, and that texts may be kept.
    private static Phone agreesAndWaits(TestLine line) {
        return waits(line).texts("1").hears("sys.consent-yes", "en");
    }

    private static Phone waits(TestLine line) {
        var phone = line.phone().texts("my boss does not pay me").hears("sys.welcome-known", "en");
        phone.texts("1").hearsAnything();
        return phone.texts("9").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
    }

    private static Phone waitsForAMan(TestLine line) {
        return line.phone().texts("мужчина").hears("sys.waiting", "ru").hears("sys.helper-choice-none", "ru");
    }

    private static String handle(Phone responder) {
        return responder.said("([BCDFGHJKLMNPRTVWX][2-9])");
    }
}
