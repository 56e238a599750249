package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.LegalHolds;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.platform.Ids;
import org.junit.jupiter.api.Test;

/// Nothing stays beyond its time (`domain.md` G.1), and its keys go with it. Each walk moves the clock by days, so
/// it has the line for itself.
class RetentionTest {
    @Test
    void with_a_yes_texts_stay_for_thirty_days_after_the_end_and_the_number_with_them() {
        try (var line = TestLine.open()) {
            var phone = waiting(line);
            phone.texts("1").hears("sys.consent-yes", "en");
            phone.texts("my boss took my papers").hearsNothing();
            close(line, phone);
            var traces = traces(line, phone);
            line.clock().forward(hours(29 * 24));
            assertEquals(3, Rows.of(line, phone).keptTexts().size());
            line.clock().forward(hours(24));
            Rows.expectNoneButProof(line, traces);
            assertEquals(0, keys(line));
        }
    }

    @Test
    void danger_without_an_answer_keeps_its_texts_for_72_hours_and_its_place_for_ever() {
        try (var line = TestLine.open()) {
            var phone = line.phone();
            phone.texts("help me he locked the door").hears("sys.crisis", "en");
            line.clock().forward(hours(70));
            phone.hears("sys.crisis-no-one", "en");
            assertEquals(1, Rows.of(line, phone).keptTexts().size());
            line.clock().forward(hours(2));
            var rows = Rows.of(line, phone);
            assertEquals(List.of(), rows.keptTexts());
            assertEquals(List.of("waiting danger none"), rows.talk(), "nobody is left waiting without a place");
            assertEquals(1, keys(line), "of the number alone");
            phone.texts("he is back").hearsNothing();
            assertEquals(List.of("he is back"), rows.keptTexts(), "under a new key");
        }
    }

    @Test
    void danger_that_is_closed_without_an_answer_keeps_its_texts_no_longer_for_it() {
        try (var line = TestLine.open()) {
            var phone = line.phone();
            phone.texts("help me he locked the door").hears("sys.crisis", "en");
            line.clock().forward(hours(70));
            phone.hears("sys.crisis-no-one", "en");
            close(line, phone);
            assertEquals(1, Rows.of(line, phone).keptTexts().size());
            line.clock().forward(hours(2));
            assertFalse(Rows.exist(line, phone), "72 hours after the text, not a day after the end");
            assertEquals(0, keys(line));
        }
    }

    @Test
    void a_legal_hold_keeps_a_talk_and_its_number_until_it_ends() {
        try (var line = TestLine.open()) {
            var phone = waiting(line);
            phone.texts("2").hears("sys.consent-no", "en");
            phone.texts("my boss took my papers").hearsNothing();
            var other = waiting(line);
            other.texts("2").hears("sys.consent-no", "en");
            var traces = traces(line, phone);
            int texts = Rows.of(line, phone).keptTexts().size();
            close(line, phone);
            close(line, other);
            var holds = line.node().bean(LegalHolds.class);
            var ana = Ids.next(line.clock().now());
            var leo = Ids.next(line.clock().now());
            var now = line.clock().now();
            var talk = Rows.of(line, phone).newestTalk();
            var asked = holds.ask(talk, LegalHolds.Reason.COURT_ORDER, ana, now.plus(hours(10 * 24)), now);
            var hold = assertInstanceOf(LegalHolds.Answer.Asked.class, asked).hold();
            holds.confirm(hold, leo, now);
            line.clock().forward(hours(9 * 24));
            assertEquals(texts, Rows.of(line, phone).keptTexts().size());
            assertFalse(Rows.exist(line, other), "nobody else is kept");
            line.clock().forward(hours(25));
            Rows.expectNoneButProof(line, traces);
            assertEquals(0, keys(line), "its day has come");
        }
    }

    @Test
    void a_yes_to_safe_lapses_after_thirty_days_and_a_mark_of_silence_does_not() {
        try (var line = TestLine.open()) {
            var phone = waiting(line);
            phone.texts("1").hears("sys.consent-yes", "en");
            line.sql()
                    .useHandle(handle -> handle.execute(
                            "UPDATE sending_state SET safe = 'yes', safe_until = last_inbound_at + interval '1 hour'"));
            close(line, phone);
            line.clock().forward(hours(28 * 24));
            assertEquals(List.of("yes"), safe(line));
            line.sql()
                    .useHandle(handle -> handle.execute(
                            "UPDATE conversation SET closed_at = CAST(? AS timestamptz)",
                            java.sql.Timestamp.from(line.clock().now())));
            line.clock().forward(hours(2 * 24));
            assertEquals(List.of("unknown"), safe(line), "the contact stays with its texts, the permission does not");
        }
    }

    @Test
    void counts_of_what_happened_are_sums_of_a_month_after_ninety_days_and_outlive_forget() {
        try (var line = TestLine.open()) {
            var phone = line.phone();
            phone.texts("Kumusta po, kinuha ng amo ko ang passport ko").hears("sys.welcome-known", "tl");
            phone.texts("1").hears("topic.documents", "tl");
            phone.texts("FORGET").hears("sys.forget-ask", "tl");
            phone.texts("1").hears("sys.forget-done", "tl");
            line.clock().forward(hours(1));
            assertFalse(Rows.exist(line, phone));
            line.clock().forward(hours(24));
            assertEquals(1, counted(line, "topic-served", "tl", "documents"), "nobody is in it");
            line.clock().forward(hours(80 * 24));
            assertEquals(1, counted(line, "topic-served", "tl", "documents"));
            line.clock().forward(hours(10 * 24));
            assertEquals(0, counted(line, "topic-served", "tl", "documents"));
            assertEquals(
                    List.of("2026-11 1"),
                    line.sql()
                            .withHandle(handle ->
                                    handle.createQuery("""
                            SELECT month || ' ' || events FROM statistic_sum
                             WHERE kind = 'topic-served' AND theme = 'documents'
                            """).mapTo(String.class).list()));
        }
    }

    @Test
    void a_message_left_rests_for_a_week() {
        try (var line = TestLine.open(TestLine.NIGHT, Map.of())) {
            var phone = line.phone();
            phone.texts("vreau sa vorbesc cu un om").hears("sys.out-of-hours", "ro");
            phone.texts("1").hears("sys.leave-message", "ro");
            phone.texts("nu mi-au platit. sambata intre 10 si 12").hears("sys.thanks", "ro");
            // Who was asked, and for which talk, stays a week longer, by ids alone.
            var talk = Rows.of(line, phone).newestTalk().toString();
            var traces = traces(line, phone).stream()
                    .filter(trace -> !trace.equals(talk))
                    .toList();
            line.clock().forward(hours(6 * 24));
            assertEquals(1, Rows.of(line, phone).keptTexts().size());
            line.clock().forward(hours(24));
            assertEquals(List.of(), Rows.of(line, phone).keptTexts());
            line.clock().forward(hours(24));
            Rows.expectNone(line, traces);
            assertEquals(0, keys(line));
        }
    }

    @Test
    void who_writes_again_in_time_is_known() {
        try (var line = TestLine.open()) {
            var phone = line.phone();
            phone.texts("my boss took my papers").hears("sys.welcome-known", "en");
            line.clock().forward(hours(20));
            phone.texts("0").hears("sys.menu-discreet", "en");
            line.clock().forward(hours(20));
            assertTrue(Rows.exist(line, phone));
            line.clock().forward(hours(4));
            assertFalse(Rows.exist(line, phone));
        }
    }

    private static List<String> safe(TestLine line) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT safe FROM sending_state")
                        .mapTo(String.class)
                        .list());
    }

    private static Phone waiting(TestLine line) {
        var phone = line.phone();
        phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        return phone;
    }

    /// As a responder would; there is none yet.
    private static void close(TestLine line, Phone phone) {
        var contact = Rows.of(line, phone).contact();
        var talk = line.sql()
                .withHandle(handle -> handle.createQuery("SELECT id FROM conversation WHERE contact_id = :contact")
                        .bind("contact", contact)
                        .mapTo(UUID.class)
                        .one());
        line.node()
                .bean(Conversations.class)
                .close(talk, "information", line.clock().now());
    }

    /// All but the outbox rows: their ids and states stay for a week, without whose they were.
    private static List<String> traces(TestLine line, Phone phone) {
        var outbox = line.sql()
                .withHandle(handle -> handle.createQuery("SELECT id::text FROM outbox")
                        .mapTo(String.class)
                        .list());
        var traces = new ArrayList<>(Rows.of(line, phone).traces());
        traces.removeAll(outbox);
        return List.copyOf(traces);
    }

    private static int counted(TestLine line, String kind, String locale, String theme) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("""
                                SELECT count(*) FROM statistic
                                 WHERE kind = :kind AND locale = :locale AND theme = :theme
                                """)
                        .bind("kind", kind)
                        .bind("locale", locale)
                        .bind("theme", theme)
                        .mapTo(Integer.class)
                        .one());
    }

    /// The keys there are, but for those of the people who answer.
    private static int keys(TestLine line) {
        return line.sql()
                .withHandle(
                        handle -> handle.createQuery("""
                                SELECT count(*) FROM keyring.data_key
                                 WHERE owner_id NOT IN (SELECT id FROM responder_address)
                                """).mapTo(Integer.class).one());
    }
}
