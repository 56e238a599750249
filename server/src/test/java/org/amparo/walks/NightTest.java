package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Out of hours: 02:00 where the line is.
class NightTest {
    private static final String LEO = "+447700900102";
    private static final String NOOR = "+447700900103";
    private static final String VERA = "+447700900110";

    @RegisterExtension
    static final TestLine line = TestLine.open(TestLine.NIGHT, Map.of());

    @Test
    void the_menu_works_at_night() {
        var phone = line.phone();
        phone.texts("I want to talk to a person").hears("sys.out-of-hours", "en");
        phone.texts("0").hears("sys.menu-discreet", "en");
        phone.texts("5").hearsNumbersOf("work", "en");
    }

    @Test
    void a_message_that_is_never_written_is_not_kept() {
        var phone = line.phone();
        phone.texts("I want to talk to a person").hears("sys.out-of-hours", "en");
        phone.texts("1").hears("sys.leave-message", "en");
        line.clock().forward(minutes(31));
        phone.texts("hello").hears("sys.welcome-known", "en");
        assertEquals(List.of(), Rows.of(line, phone).talk());
    }

    @Test
    void no_time_is_named_where_nobody_is_planned_who_speaks_the_language() {
        var phone = line.phone();
        phone.texts("मुझे किसी इंसान से बात करनी है").hears("sys.out-of-hours-unknown", "hi");
    }

    @Test
    void the_rota_decides_and_not_the_opening_hours() {
        try (var other = TestLine.open(TestLine.NIGHT, Map.of())) {
            other.staff(LEO);
            duty(other, "add", other.clock().now());
            var phone = other.phone();
            phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
            other.phone(LEO).hears("duty.offer", "en");
        }
        try (var day = TestLine.open()) {
            duty(day, "remove", day.clock().now());
            var phone = day.phone();
            phone.texts("I want to talk to a person")
                    .hears("sys.out-of-hours", "en")
                    .saying("14:00");
        }
    }

    @Test
    void who_waits_when_the_last_shift_ends_hears_it_once_and_is_asked_for_in_the_morning() {
        try (var evening = TestLine.open(Instant.parse("2026-11-23T19:57:00Z"), Map.of())) {
            var noor = evening.staff(NOOR);
            var vera = evening.staff(VERA);
            var stays = waits(evening, noor);
            var leaves = waits(evening, noor);
            evening.clock().forward(minutes(3));
            stays.hears("sys.no-one-until", "ar").saying("08:00");
            leaves.hears("sys.no-one-until", "ar");
            noor.hearsAnything();
            stays.texts("1").hears("sys.queue-position", "ar");
            leaves.texts("2").hears("sys.leave-message", "ar");
            leaves.texts("غدا من التاسعة إلى العاشرة مساء من فضلكم").hears("sys.thanks", "ar");
            vera.hearsNothing();
            evening.clock().forward(minutes(11));
            vera.hears("duty.alarm-waiting", "en").texts("1").hears("duty.alarm-known", "en");
            evening.clock().forward(hours(2));
            stays.hearsNothing();
            leaves.hearsNothing();
            noor.hearsNothing();
            evening.clock().forward(hours(8));
            assertTrue(noor.hearsAnything().stream().anyMatch(one -> one.body().contains("one person, Arabic")));
            stays.hearsAnything();
            vera.hearsAnything();
        }
    }

    @Test
    void who_is_given_back_or_wakes_a_resting_talk_after_the_last_shift_hears_that_nobody_is_there() {
        try (var evening = TestLine.open(Instant.parse("2026-11-23T19:20:00Z"), Map.of())) {
            var noor = evening.staff(NOOR);
            var resting = waits(evening, noor);
            noor.texts("1").hears("duty.accepted", "en");
            resting.hears("sys.joined", "ar");
            noor.texts(handle(noor) + " hello");
            resting.hearsWords("hello");
            evening.clock().forward(minutes(31));
            noor.hearsAnything();
            resting.hearsAnything();
            var passed = waits(evening, noor);
            noor.texts("1").hears("duty.accepted", "en");
            passed.hears("sys.joined", "ar");
            var handle = handle(noor);
            evening.clock().forward(minutes(4));
            noor.texts(handle + " hello");
            passed.hearsWords("hello");
            evening.clock().forward(minutes(10));
            passed.hearsAnything();
            noor.hearsAnything();
            noor.texts("#pass " + handle).hears("duty.passed", "en");
            passed.hears("sys.no-one-until", "ar");
            resting.texts("هل أنتم هناك").hears("sys.no-one-until", "ar");
            noor.hearsAnything();
            evening.clock().forward(minutes(11));
            evening.staff(VERA).hears("duty.alarm-waiting", "en");
        }
    }

    private static String handle(Phone responder) {
        return responder.said("([BCDFGHJKLMNPRTVWX][2-9])");
    }

    private static Phone waits(TestLine line, Phone noor) {
        var phone = line.phone().texts("مرحبا").hears("sys.welcome-known", "ar");
        phone.texts("٩").hears("sys.waiting", "ar").hears("sys.consent.v1", "ar");
        phone.texts("١").hears("sys.consent-yes", "ar");
        noor.hears("duty.offer", "en");
        return phone;
    }

    /// For two hours Leo is on at night, or nobody by day.
    private static void duty(TestLine line, String kind, Instant now) {
        line.sql()
                .useHandle(handle -> handle.createUpdate("""
                        INSERT INTO duty_override (id, schedule_id, organisation_id, kind, responder_id, rank, from_at,
                                                   until_at, created_at)
                        SELECT gen_random_uuid(), s.id, s.organisation_id, :kind, r.id,
                               CASE WHEN :kind = 'add' THEN 'primary' END, :now, :until, :now
                          FROM schedule s JOIN responder r ON r.alias = 'Leo' OR :kind = 'remove'
                         WHERE s.name = 'day' AND r.alias IN ('Ana', 'Leo', 'Noor')
                        """)
                        .bind("kind", kind)
                        .bind("now", now)
                        .bind("until", now.plus(hours(2)))
                        .execute());
    }
}
