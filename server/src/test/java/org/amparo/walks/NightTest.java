package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Out of hours: 02:00 where the line is.
class NightTest {
    private static final String LEO = "+447700900102";

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
