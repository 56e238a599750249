package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amparo.conversations.Conversations;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;

/// Nothing stays beyond its time (`domain.md` G.1), and its keys go with it. Each walk moves the clock by days, so
/// it has the line for itself.
class RetentionTest {
    @Test
    void s01_a_day_later_nothing_is_left_of_her_but_a_count() {
        try (var line = TestLine.open()) {
            var maricel = line.phone();
            maricel.texts("Kumusta po, kinuha ng amo ko ang passport ko").hears("sys.welcome-known", "tl");
            maricel.texts("1").hears("topic.documents", "tl");
            var traces = traces(line, maricel);
            int before = counted(line, "topic-served", "tl", "documents");
            line.clock().forward(hours(23));
            assertTrue(Rows.exist(line, maricel), "her session lasts a day");
            line.clock().forward(hours(1));
            Rows.expectNone(line, traces);
            assertEquals(before + 1, counted(line, "topic-served", "tl", "documents"));
            assertEquals(0, keys(line), "no key is left");
        }
    }

    @Test
    void s04_what_he_said_goes_within_a_day_of_the_end() {
        try (var line = TestLine.open()) {
            var karim = line.phone();
            karim.texts("مرحبا").hears("sys.welcome-known", "ar");
            karim.texts("١").hears("sys.menu", "ar");
            karim.texts("٩").hears("sys.waiting", "ar").hears("sys.consent.v1", "ar");
            karim.texts("٢").hears("sys.consent-no", "ar");
            var traces = traces(line, karim);
            close(line, karim);
            line.clock().forward(hours(24));
            Rows.expectNoneButProof(line, traces);
            assertEquals(0, keys(line));
            karim.texts("MYDATA").hears("sys.mydata-none", "en");
        }
    }

    @Test
    void s06_after_unsafe_nothing_is_sent_and_nothing_is_remembered() {
        try (var line = TestLine.open()) {
            var phone = line.phone();
            phone.texts("xin chao").hears("sys.welcome-known", "vi");
            phone.texts("2").hears("sys.unsafe-ack", "vi");
            var traces = traces(line, phone);
            line.clock().forward(hours(3));
            phone.hearsNothing();
            line.clock().forward(hours(22));
            phone.hearsNothing();
            Rows.expectNone(line, traces);
            phone.texts("xin chao").hears("sys.welcome-known", "vi");
        }
    }

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
    void a_message_left_rests_for_a_week() {
        try (var line = TestLine.open(TestLine.NIGHT, Map.of())) {
            var phone = line.phone();
            phone.texts("vreau sa vorbesc cu un om").hears("sys.out-of-hours", "ro");
            phone.texts("1").hears("sys.leave-message", "ro");
            phone.texts("nu mi-au platit. sambata intre 10 si 12").hears("sys.thanks", "ro");
            var traces = traces(line, phone);
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
