package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.amparo.harness.TestLine.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.amparo.harness.SignedPost;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a carrier does besides carrying: repeats, swaps, refuses, comes late.
class CarrierTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    @Test
    void a_webhook_that_comes_three_times_has_one_effect() {
        line.fault("inbound-repeated");
        var phone = line.phone();
        phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        phone.texts("my boss took my papers").hears("sys.consent.v1", "en");
        phone.texts("1").hears("sys.consent-yes", "en");
        assertEquals(
                List.of("I want to talk to a person", "my boss took my papers", "1"),
                Rows.of(line, phone).keptTexts());
    }

    @Test
    void texts_that_overtake_each_other_are_both_answered() {
        var phone = line.phone();
        line.fault("inbound-reordered", 2);
        phone.texts("MYDATA").hearsNothing();
        phone.texts("HELP").hears("sys.help", "en").hears("sys.mydata-none", "en");
    }

    @Test
    void whatever_is_repeated_swapped_or_told_to_another_program_has_one_effect() {
        try (var two = TestLine.open()) {
            var here = two.node();
            var there = two.addNode();
            var phone = two.phone();
            var first = SignedPost.text(here, "SM" + "1".repeat(32), phone, "MYDATA");
            var second = SignedPost.text(here, "SM" + "2".repeat(32), phone, "HELP");
            second.to(there);
            two.settle();
            for (var post : List.of(first, second, first.fallback(), second.fallback())) {
                post.to(here);
                post.to(there);
            }
            two.settle();
            phone.hears("sys.help", "en").hears("sys.mydata-none", "en").hearsNothing();
            var token = two.sql()
                    .withHandle(handle -> handle.createQuery("SELECT report_token FROM outbox LIMIT 1")
                            .mapTo(String.class)
                            .one());
            for (var status : List.of("queued", "undelivered", "sent", "delivered")) {
                SignedPost.report(token, "SM" + "3".repeat(32), status).to(there);
                SignedPost.report(token, "SM" + "3".repeat(32), status).to(here);
            }
            assertEquals(
                    List.of("sys.help delivered", "sys.mydata-none delivered"),
                    Rows.of(two, phone).outbox());
        }
    }

    @Test
    void a_held_text_comes_after_three_seconds() {
        var phone = line.phone();
        line.fault("inbound-reordered", 1);
        phone.texts("no me pagan el sueldo desde enero").hearsNothing();
        line.clock().forward(seconds(3));
        phone.hears("sys.welcome-known", "es");
    }

    @Test
    void an_answer_older_than_ten_minutes_is_not_sent() {
        var phone = line.phone();
        line.fault("calls-too-many");
        phone.texts("no me pagan el sueldo desde enero").hearsNothing();
        line.clock().forward(minutes(11));
        line.noFaults();
        line.clock().forward(minutes(1));
        phone.hearsNothing();
        assertEquals(
                List.of("sys.welcome-known dropped late"), Rows.of(line, phone).outbox());
        phone.texts("hola").hears("sys.welcome-known", "es"); // whom nobody asked yet is asked now
        phone.texts("1").hears("topic.wages", "es");
    }

    @Test
    void a_digit_answers_no_question_that_never_left() {
        var phone = line.phone();
        line.fault("calls-too-many");
        phone.texts("no me pagan el sueldo desde enero").hearsNothing();
        phone.texts("1").hearsNothing();
        line.noFaults();
        line.clock().forward(minutes(1));
        phone.hears("sys.welcome-known", "es");
        assertEquals(
                List.of("sys.welcome-known dropped replaced", "sys.welcome-known delivered too-many"),
                Rows.of(line, phone).outbox());
        phone.texts("1").hears("topic.wages", "es");
    }

    @Test
    void nothing_is_erased_on_a_question_that_waits() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("1").hears("topic.wages", "es");
        line.fault("calls-too-many");
        phone.texts("FORGET").hearsNothing();
        phone.texts("1").hearsNothing();
        line.noFaults();
        line.clock().forward(minutes(1));
        phone.hears("sys.forget-ask", "es").hears("topic.equal-rights", "es");
        phone.texts("FORGET").hears("sys.forget-ask", "es");
        phone.texts("1").hears("sys.forget-done", "es");
    }

    @Test
    void a_carrier_that_fails_for_a_while_is_asked_again() {
        var phone = line.phone();
        line.fault("calls-fail", 3);
        phone.texts("no me pagan el sueldo desde enero");
        for (int i = 0; i < 4; i++) {
            line.clock().forward(seconds(10));
        }
        phone.hears("sys.welcome-known", "es");
    }

    @Test
    void reports_doubled_swapped_or_late_change_nothing() {
        for (var fault : List.of("reports-doubled", "reports-reordered")) {
            line.fault(fault);
            var phone = line.phone();
            phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
            assertEquals(
                    List.of("sys.waiting delivered", "sys.consent.v1 delivered"),
                    Rows.of(line, phone).outbox());
            line.noFaults();
        }
    }

    @Test
    void a_lost_report_holds_the_next_text_up_for_ten_seconds_only() {
        var phone = line.phone();
        line.fault("reports-lost", 1);
        phone.texts("I want to talk to a person").hears("sys.waiting", "en").hearsNothing();
        line.clock().forward(seconds(11));
        phone.hears("sys.consent.v1", "en");
    }

    @Test
    void the_carrier_is_asked_when_no_report_comes() {
        var phone = line.phone();
        line.fault("reports-lost", 1);
        phone.texts("hola, no me pagan el sueldo").hears("sys.welcome-known", "es");
        assertEquals(List.of("sys.welcome-known sending"), Rows.of(line, phone).outbox());
        line.clock().forward(seconds(61));
        assertEquals(
                List.of("sys.welcome-known delivered"), Rows.of(line, phone).outbox());
    }

    @Test
    void a_phone_that_is_off_is_known_to_be() {
        var phone = line.phone();
        line.fault("undelivered", 1);
        phone.texts("hola, no me pagan el sueldo").hears("sys.welcome-known", "es");
        assertEquals(
                List.of("sys.welcome-known undelivered"), Rows.of(line, phone).outbox());
    }

    @Test
    void a_person_who_blocked_us_is_known_to_have() {
        var phone = line.phone();
        line.fault("blocked");
        phone.texts("hola, no me pagan el sueldo").isRefused("sys.welcome-known", "es");
    }

    @Test
    void the_same_number_on_another_app_is_somebody_else() {
        var sms = line.phone();
        var app = line.phone("whatsapp:" + sms.number());
        app.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        app.texts("1").hears("topic.wages", "es");
        sms.texts("0").hears("sys.welcome", "en").hears("sys.language-menu", "en");
        app.texts("0").hears("sys.menu", "es");
    }

    @Test
    void a_business_scoped_id_without_a_number_is_answered() {
        line.phone("whatsapp:US.13491208655302741918")
                .texts("no me pagan el sueldo desde enero")
                .hears("sys.welcome-known", "es");
    }

    @Test
    void where_the_carrier_does_not_reach_nothing_is_promised() {
        var phone = line.phone("+989121234567");
        phone.texts("نجاتم بدهید").hearsNothing();
        phone.texts("9").hearsNothing();
        assertEquals(List.of("waiting danger none"), Rows.of(line, phone).talk(), "a person learns of it");
    }

    @Test
    void whoever_cannot_be_a_person_is_not_answered() {
        for (var number : List.of("12345", "anonymous", "+266696687", "+447700900000")) {
            line.phone(number).texts("hola, no me pagan el sueldo").hearsNothing();
        }
        assertFalse(Rows.exist(line, line.phone("+447700900000")), "our own number is nobody");
    }

    @Test
    void a_text_in_two_parts_is_read_as_one() {
        var phone = line.phone();
        var first = "my boss ".repeat(20).substring(0, 153) + "hello x";
        phone.texts(first).hearsNothing();
        phone.texts(" does not pay my wages").hears("sys.welcome-known", "en");
        phone.texts("1").hears("topic.wages", "en");
    }
}
