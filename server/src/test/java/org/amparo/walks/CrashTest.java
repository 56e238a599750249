package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.amparo.harness.TestLine.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.amparo.harness.Phone;
import org.amparo.harness.SignedPost;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The program dies, or the carrier's answer is lost, between the carrier's acceptance and our record of it
/// (`rulings.md` 1): what must arrive goes at most twice and at least once, what is convenient goes once.
class CrashTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private static final String DANGER = "he will kill me";
    private static final String WAGES = "no me pagan el sueldo desde enero";

    /// Text id, status, reason and doubt of each row of a phone.
    private static List<String> rows(Phone phone) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("""
                        SELECT text_id || ' ' || status || COALESCE(' ' || reason, '')
                               || CASE WHEN in_doubt THEN ' doubt' ELSE '' END
                          FROM outbox WHERE contact_id = :contact ORDER BY position
                        """)
                        .bind("contact", Rows.of(line, phone).contact())
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void danger_is_answered_twice_rather_than_never() {
        var phone = line.phone();
        line.fault("answers-lost", 1);
        line.fault("reports-lost", 1);
        phone.texts(DANGER).hears("sys.crisis", "en").hearsNothing();
        line.clock().forward(seconds(31));
        phone.hears("sys.crisis", "en");
        line.clock().forward(minutes(4));
        phone.hearsNothing();
        assertEquals(List.of("sys.crisis delivered doubt"), rows(phone));
    }

    @Test
    void and_no_third_time_however_much_is_lost() {
        var phone = line.phone();
        line.fault("answers-lost");
        line.fault("reports-lost");
        phone.texts(DANGER).hears("sys.crisis", "en");
        line.clock().forward(seconds(31));
        phone.hears("sys.crisis", "en");
        line.clock().forward(seconds(31));
        line.clock().forward(minutes(3));
        phone.hearsNothing();
        assertEquals(List.of("sys.crisis failed in-doubt doubt"), rows(phone));
    }

    @Test
    void danger_that_never_left_leaves_then() {
        var phone = line.phone();
        line.fault("calls-time-out", 1);
        // what was handed over is listed, although the carrier never took it
        phone.texts(DANGER).hears("sys.crisis", "en");
        line.clock().forward(seconds(31));
        phone.hears("sys.crisis", "en");
        assertEquals(List.of("sys.crisis delivered doubt"), rows(phone));
    }

    @Test
    void an_answer_that_is_only_convenient_is_never_repeated() {
        var phone = line.phone();
        line.fault("answers-lost", 1);
        line.fault("reports-lost", 1);
        phone.texts(WAGES).hears("sys.welcome-known", "es");
        line.clock().forward(seconds(31));
        line.clock().forward(minutes(5));
        phone.hearsNothing();
        assertEquals(List.of("sys.welcome-known failed in-doubt doubt"), rows(phone));
    }

    @Test
    void a_report_with_the_rows_token_teaches_what_the_lost_answer_said() {
        var phone = line.phone();
        line.fault("answers-lost", 1);
        phone.texts(DANGER).hears("sys.crisis", "en");
        line.clock().forward(seconds(31));
        phone.hearsNothing();
        assertEquals(List.of("sys.crisis delivered"), rows(phone));
    }

    @Test
    void a_report_that_comes_late_ends_the_doubt() {
        var phone = line.phone();
        line.fault("answers-lost", 1);
        line.fault("reports-lost", 1);
        phone.texts(WAGES).hears("sys.welcome-known", "es");
        var token = line.sql()
                .withHandle(handle -> handle.createQuery("SELECT report_token FROM outbox WHERE contact_id = :contact")
                        .bind("contact", Rows.of(line, phone).contact())
                        .mapTo(String.class)
                        .one());
        SignedPost.report(token, "SM" + "7".repeat(32), "delivered").to(line.node());
        line.clock().forward(minutes(5));
        assertEquals(List.of("sys.welcome-known delivered"), rows(phone));
    }

    @Test
    void whatever_one_program_left_half_done_another_ends() {
        try (var two = TestLine.open()) {
            var phone = two.phone();
            two.fault("answers-lost", 1);
            two.fault("reports-lost", 1);
            phone.texts(DANGER).hears("sys.crisis", "en");
            two.addNode();
            two.clock().forward(seconds(31));
            phone.hears("sys.crisis", "en");
            two.clock().forward(minutes(2));
            phone.hearsNothing();
        }
    }

    @Test
    void an_answer_to_forget_leaves_although_the_person_writes_again_first() {
        var phone = line.phone();
        phone.texts(WAGES).hears("sys.welcome-known", "es");
        phone.texts("FORGET").hears("sys.forget-ask", "es");
        line.fault("calls-too-many");
        phone.texts("1").hearsNothing();
        phone.texts(WAGES).hearsNothing();
        line.noFaults();
        for (int i = 0; i < 6; i++) {
            line.clock().forward(seconds(5));
        }
        phone.hears("sys.forget-done", "es").hears("sys.welcome-known", "es");
    }

    @Test
    void an_erasure_waits_for_its_answer_no_longer_than_45_seconds() {
        var phone = line.phone();
        phone.texts(WAGES).hears("sys.welcome-known", "es");
        phone.texts("FORGET").hears("sys.forget-ask", "es");
        line.fault("calls-fail");
        phone.texts("1").hearsNothing();
        line.clock().forward(seconds(46));
        assertEquals(false, Rows.exist(line, phone));
        line.noFaults();
        line.clock().forward(minutes(5));
        phone.hearsNothing();
    }
}
