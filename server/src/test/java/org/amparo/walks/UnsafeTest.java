package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Somebody else may read along: after UNSAFE there is silence until the person writes again.
class UnsafeTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    @Test
    void unsafe_while_waiting_keeps_the_place_and_the_next_text_goes_to_the_queue_alone() {
        var phone = line.phone();
        phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        phone.texts("UNSAFE").hears("sys.unsafe-ack", "en");
        line.clock().forward(minutes(20));
        phone.hearsNothing();
        var rows = Rows.of(line, phone);
        assertEquals(List.of("waiting normal asked"), rows.talk());
        phone.texts("0").hearsNothing();
        phone.texts("are you there").hearsNothing();
        assertEquals(List.of("I want to talk to a person", "UNSAFE", "0", "are you there"), rows.keptTexts());
    }

    @Test
    void a_supervisor_hears_once_that_who_waits_cannot_read_until_somebody_has_them_or_danger_rings() {
        try (var line = TestLine.open()) {
            var ana = line.staff("+447700900101");
            var vera = line.staff("+447700900110");
            var contact = waits(line);
            ana.hears("duty.offer", "en");
            contact.texts("UNSAFE").hears("sys.unsafe-ack", "en");
            vera.hears("duty.alarm-unsafe-waiting", "en")
                    .notSaying(contact.number())
                    .doesNotRing();
            contact.texts("not now").hears("sys.unsafe-ack", "en");
            vera.hearsNothing();
            vera.texts("1").hears("duty.alarm-known", "en");
            contact.texts("can not talk").hears("sys.unsafe-ack", "en");
            vera.hearsNothing();
            contact.texts("I am back").hearsNothing();
            contact.texts("not now").hears("sys.unsafe-ack", "en");
            vera.hears("duty.alarm-unsafe-waiting", "en");
            contact.texts("I am back").hearsNothing();
            assertEquals(List.of(), alarms(line));
            contact.texts("not now").hears("sys.unsafe-ack", "en");
            vera.hears("duty.alarm-unsafe-waiting", "en");
            ana.texts("1").hears("duty.yours", "en", "duty.silent-unsafe");
            ana.hearsAnything();
            assertEquals(List.of(), alarms(line));
            contact.texts("I am back").hearsNothing();
            contact.texts("UNSAFE").hears("sys.unsafe-ack", "en");
            ana.hearsRelayed("I am back").hears("duty.unsafe", "en");
            vera.hearsNothing();
            var other = waits(line);
            other.texts("UNSAFE").hears("sys.unsafe-ack", "en");
            vera.hears("duty.alarm-unsafe-waiting", "en");
            other.texts("danger").hears("sys.unsafe-ack", "en");
            vera.hears("duty.alarm-unsafe", "en").rings("duty.call-alarm", "en");
            assertEquals(List.of("unsafe-in-danger"), alarms(line));
            line.everybodyHears();
        }
    }

    private static Phone waits(TestLine line) {
        return line.phone()
                .texts("I want to talk to a person")
                .hears("sys.waiting", "en")
                .hears("sys.consent.v1", "en");
    }

    private static List<String> alarms(TestLine line) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT kind FROM alarm WHERE ended_at IS NULL ORDER BY kind")
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void right_after_unsafe_the_bare_word_danger_means_silence_and_a_person_is_called() {
        var phone = line.phone();
        phone.texts("hello can I ask you something").hears("sys.welcome-known", "en");
        phone.texts("UNSAFE").hears("sys.unsafe-ack", "en");
        line.clock().forward(minutes(5));
        phone.texts("danger").hears("sys.unsafe-ack", "en");
        assertEquals(List.of("waiting danger none"), Rows.of(line, phone).talk());
    }

    @Test
    void right_after_unsafe_a_plea_is_answered() {
        var phone = line.phone();
        phone.texts("hello can I ask you something").hears("sys.welcome-known", "en");
        phone.texts("UNSAFE").hears("sys.unsafe-ack", "en");
        line.clock().forward(minutes(5));
        phone.texts("he is hitting me please help").hears("sys.crisis", "en");
    }

    @Test
    void ten_minutes_after_unsafe_the_word_danger_is_a_plea_again() {
        var phone = line.phone();
        phone.texts("hello can I ask you something").hears("sys.welcome-known", "en");
        phone.texts("UNSAFE").hears("sys.unsafe-ack", "en");
        line.clock().forward(minutes(11));
        phone.texts("danger").hears("sys.crisis", "en");
    }

    @Test
    void the_bare_word_danger_as_answer_to_the_safety_question_means_silence() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("peligro").hears("sys.unsafe-ack", "es");
        assertEquals(List.of("waiting danger none"), Rows.of(line, phone).talk());
    }

    @Test
    void safe_lapses_an_hour_after_the_last_text() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("1").hears("topic.wages", "es");
        phone.texts("0").hears("sys.menu", "es");
        line.clock().forward(minutes(61));
        phone.texts("0").hears("sys.menu-discreet", "es");
    }

    @Test
    void a_day_later_the_question_is_asked_again_and_the_language_is_kept() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("1").hears("topic.wages", "es");
        line.clock().forward(hours(25));
        phone.texts("hola").hears("sys.welcome-known", "es");
    }
}
