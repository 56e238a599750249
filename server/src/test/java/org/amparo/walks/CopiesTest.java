package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amparo.harness.Phone;
import org.amparo.harness.SignedPost;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Nothing of what was said stays at the carrier, in either direction (`rulings.md` 2, `domain.md` G.5).
class CopiesTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private static void question(Phone maricel) {
        maricel.texts("Kumusta po, kinuha ng amo ko ang passport ko").hears("sys.welcome-known", "tl");
        maricel.texts("1").hears("topic.documents", "tl");
        maricel.texts("0").hears("sys.menu", "tl");
        maricel.texts("2").hears("section.rights", "tl");
    }

    private static List<String> jobs(String condition) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT kind FROM carrier_copy WHERE " + condition)
                        .mapTo(String.class)
                        .list());
    }

    private static void expectNothingLeft() {
        assertEquals(List.of(), line.node().carrierKeeps());
        assertEquals(List.of(), line.node().carrierKeepsMediaOf());
        assertEquals(List.of(), jobs("gone_at IS NULL"));
        assertEquals(List.of(), jobs("contact_id IS NOT NULL"), "a receipt knows nobody");
    }

    private static int receipts() {
        return jobs("receipt = 'deleted'").size();
    }

    @Test
    void after_a_question_the_carrier_has_no_word_and_no_number_of_hers() {
        int before = receipts();
        question(line.phone());
        line.clock().forward(minutes(2));
        expectNothingLeft();
        assertEquals(before + 8, receipts(), "four texts each way, each with its receipt");
    }

    @Test
    void the_same_on_whatsapp_with_a_picture() {
        var phone = line.phone("whatsapp:+447700900299");
        question(phone);
        phone.textsPicture("").hears("sys.media", "tl");
        line.clock().forward(minutes(2));
        expectNothingLeft();
    }

    @Test
    void whatever_the_carrier_answers_it_is_asked_until_it_is_done() {
        for (var fault :
                List.of("deletions-fail", "deletions-too-many", "deletions-too-early", "deletions-unanswered")) {
            line.fault(fault);
            var phone = line.phone();
            phone.texts("hola, no me pagan el sueldo").hears("sys.welcome-known", "es");
            line.clock().forward(minutes(3));
            assertFalse(jobs("gone_at IS NULL").isEmpty(), fault);
            line.noFaults();
            line.clock().forward(hours(2));
            expectNothingLeft();
        }
    }

    @Test
    void what_the_carrier_does_not_know_is_gone() {
        int before = jobs("receipt = 'not-found'").size();
        line.fault("deletions-unknown");
        line.phone().texts("hola, no me pagan el sueldo").hears("sys.welcome-known", "es");
        line.clock().forward(minutes(2));
        expectNothingLeft();
        assertEquals(before + 2, jobs("receipt = 'not-found'").size());
    }

    @Test
    void a_message_without_a_report_is_deleted_all_the_same() {
        line.fault("reports-lost");
        line.phone().texts("hola, no me pagan el sueldo").hears("sys.welcome-known", "es");
        line.clock().forward(hours(2));
        expectNothingLeft();
    }

    @Test
    void forget_outlives_the_person_it_is_for() {
        line.fault("deletions-fail");
        var phone = line.phone();
        phone.texts("hola, no me pagan el sueldo").hears("sys.welcome-known", "es");
        phone.texts("FORGET").hears("sys.forget-ask", "es");
        phone.texts("1").hears("sys.forget-done", "es");
        line.clock().forward(minutes(1));
        assertFalse(Rows.exist(line, phone));
        assertEquals(List.of(), jobs("contact_id IS NOT NULL"), "nothing leads to who it was");
        assertEquals(6, jobs("gone_at IS NULL").size(), "and all is still to be deleted");
        line.noFaults();
        line.clock().forward(hours(1));
        expectNothingLeft();
    }

    @Test
    void what_was_left_behind_is_found_the_next_day() {
        question(line.phone());
        line.clock().forward(minutes(2));
        expectNothingLeft();
        line.fault("deletions-fail");
        line.phone().texts("hola, no me pagan el sueldo").hears("sys.welcome-known", "es");
        // as if the program had died between the carrier's answer and our note of it
        line.sql().useHandle(handle -> handle.execute("DELETE FROM carrier_copy WHERE gone_at IS NULL"));
        line.noFaults();
        assertEquals(2, line.node().carrierKeeps().size());
        line.clock().forward(Duration.ofHours(26));
        line.clock().forward(Duration.ofHours(26));
        expectNothingLeft();
    }

    @Test
    void a_text_whose_webhook_was_lost_is_answered_once_when_it_is_found() {
        var phone = line.phone();
        line.fault("inbound-lost", 1);
        phone.texts("no me pagan el sueldo desde enero").hearsNothing();
        line.clock().forward(minutes(6));
        phone.hears("sys.welcome-known", "es");
        line.clock().forward(minutes(6));
        phone.hearsNothing();
        expectNothingLeft();
    }

    @Test
    void found_late_it_gets_no_answer_but_danger_still_calls_people() {
        var phone = line.phone();
        line.fault("inbound-lost", 1);
        line.fault("lists-fail");
        phone.texts("help me he locked the door and took my charger").hearsNothing();
        line.clock().forward(minutes(30));
        line.noFaults();
        line.clock().forward(minutes(6));
        phone.hearsNothing();
        assertEquals(List.of("waiting danger none"), Rows.of(line, phone).talk());
        // Who was called takes it: no more pages, whose copies would be the carrier's newest.
        line.phone("+447700900101").texts("1");
        phone.hears("sys.joined", "en");
        line.clock().forward(minutes(2));
        expectNothingLeft();
    }

    @Test
    void calls_to_people_are_deleted_once_they_are_over() {
        var phone = line.phone();
        phone.texts("help me he locked the door and took my charger").hears("sys.crisis", "en");
        var ana = line.phone("+447700900101");
        ana.hears("duty.offer-urgent", "en").rings("duty.call-urgent", "en");
        assertFalse(line.node().carrierKeepsCalls().isEmpty());
        ana.presses("1", "duty.call-taken", "en");
        phone.hears("sys.joined", "en");
        line.clock().forward(minutes(2));
        assertEquals(List.of(), line.node().carrierKeepsCalls());
        assertEquals(
                List.of(), jobs("carrier_id LIKE 'CA%' AND kind = 'outbound' AND receipt IS DISTINCT FROM 'deleted'"));
    }

    @Test
    void a_call_to_the_line_is_deleted_at_the_carrier() {
        var id = "CA" + "7".repeat(32);
        new SignedPost(
                        "/twilio/calls",
                        Map.of(
                                "CallSid", id,
                                "From", "+447700900321",
                                "To", "+447700900000",
                                "CallStatus", "ringing"))
                .to(line.node());
        assertEquals(List.of("inbound"), jobs("carrier_id = '" + id + "' AND gone_at IS NULL"));
        line.clock().forward(minutes(3));
        assertEquals(List.of("inbound"), jobs("carrier_id = '" + id + "' AND receipt = 'not-found'"));
    }

    @Test
    void whoever_cannot_be_answered_is_deleted_too() {
        line.phone("12345").texts("your parcel waits").hearsNothing();
        assertEquals(1, line.node().carrierKeeps().size());
        line.clock().forward(minutes(12));
        expectNothingLeft();
        assertTrue(jobs("kind = 'inbound'").size() > 0);
    }
}
