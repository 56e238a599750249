package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.platform.Ids;
import org.amparo.responders.Availability;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.amparo.rota.Absences;
import org.amparo.rota.DutyOverride;
import org.amparo.rota.Rota;
import org.amparo.rota.Schedules;
import org.junit.jupiter.api.Test;

/// What responders hear of their time on duty. Noor works by day; Ana and Leo too, and are on call at night.
class ShiftTest {
    private static final String ANA = "+447700900101";
    private static final String LEO = "+447700900102";
    private static final String NOOR = "+447700900103";

    @Test
    void the_beginning_and_the_end_are_said_once_by_two_programs() {
        try (var line = TestLine.open(Instant.parse("2026-11-23T05:59:00Z"), Map.of())) {
            line.hearsShifts();
            line.addNode();
            var ana = line.staff(ANA);
            var noor = line.staff(NOOR);
            line.clock().forward(minutes(1));
            noor.hears("duty.shift-start", "en").saying("22:00");
            ana.hears("duty.shift-start", "en").saying("22:00");
            line.clock().forward(minutes(13 * 60 + 44));
            noor.hearsNothing();
            line.clock().forward(minutes(1));
            noor.hearsNothing();
            line.clock().forward(minutes(15));
            noor.hears("duty.shift-end", "en");
            // She is asked for those in danger from now on.
            ana.hears("duty.shift-end", "en", "duty.on-call").saying("08:00").hearsNothing();
            line.clock().forward(minutes(10 * 60));
            ana.hears("duty.shift-start", "en").saying("22:00").hearsNothing();
            List.of(noor, line.staff(LEO)).forEach(Phone::hearsAnything);
            line.staff("+447700900110").hearsAnything();
        }
    }

    @Test
    void who_holds_a_talk_hears_it_before_the_end_and_is_not_thanked() {
        try (var line = TestLine.open(Instant.parse("2026-11-23T19:40:00Z"), Map.of())) {
            line.hearsShifts();
            var noor = line.staff(NOOR);
            var karim = line.phone();
            karim.texts("مرحبا").hears("sys.welcome-known", "ar");
            karim.texts("٩").hears("sys.waiting", "ar").hears("sys.consent.v1", "ar");
            noor.hears("duty.offer", "en");
            noor.texts("1").hears("duty.accepted", "en");
            var handle = noor.said("([BCDFGHJKLMNPRTVWX][2-9])");
            karim.hears("sys.joined", "ar");
            noor.texts(handle + " hello");
            karim.hearsWords("hello");
            line.clock().forward(minutes(5));
            noor.hears("duty.shift-ending", "en").saying(handle);
            line.clock().forward(minutes(15));
            karim.hearsAnything();
            noor.hearsNothing();
            // The others held nothing, and are on call.
            for (var one : List.of(ANA, LEO)) {
                line.staff(one).hears("duty.shift-end", "en", "duty.on-call");
            }
        }
    }

    @Test
    void who_is_replaced_hears_by_whom_and_from_when_once() {
        try (var line = TestLine.open(Instant.parse("2026-11-23T10:00:00Z"), Map.of())) {
            line.hearsShifts();
            line.addNode();
            var leo = line.staff(LEO);
            var noor = line.staff(NOOR);
            replaced(line, "Noor", "Leo", Instant.parse("2026-11-24T08:00:00Z"));
            line.clock().forward(minutes(1));
            noor.hears("duty.change-over", "en").saying("10:00").saying("Leo");
            leo.hearsNothing();
            line.clock().forward(minutes(10));
            noor.hearsNothing();
        }
    }

    @Test
    void who_is_off_is_counted_on_again_with_the_next_shift_and_hears_it_once() {
        try (var line = TestLine.open(Instant.parse("2026-11-23T10:00:00Z"), Map.of())) {
            line.hearsShifts();
            line.addNode();
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var noor = line.staff(NOOR);
            noor.texts("#off").hears("duty.off", "en", "duty.away-ends").saying("Tue 08:00, Nov 24");
            ana.texts("#off").hears("duty.off", "en", "duty.away-ends").saying("Mon 22:00, Nov 23");
            leo.texts("#off 13:30").hears("duty.off", "en", "duty.away-ends").saying("Mon 13:30, Nov 23");
            leo.texts("#off please").hears("duty.off-how", "en");
            line.clock().forward(minutes(90));
            leo.hears("duty.shift-start", "en").saying("22:00");
            line.clock().forward(minutes(510));
            // What she hears is not that a shift is over, in which she was off.
            ana.hears("duty.on-call", "en").saying("08:00");
            leo.hears("duty.shift-end", "en", "duty.on-call").saying("08:00");
            line.clock().forward(minutes(600));
            ana.hears("duty.shift-start", "en").saying("22:00");
            leo.hears("duty.shift-start", "en").saying("22:00");
            noor.hears("duty.shift-start", "en").saying("22:00");
            for (var one : List.of("Ana", "Leo", "Noor")) {
                assertEquals("on", availability(line, one));
            }
            line.clock().forward(minutes(5));
            List.of(ana, leo, noor).forEach(Phone::hearsNothing);
            line.staff("+447700900110").hearsAnything();
        }
    }

    @Test
    void who_was_set_away_hears_that_they_count_again_and_who_texted_stop_does_not_come_back() {
        try (var line = TestLine.open(Instant.parse("2026-11-23T10:00:00Z"), Map.of())) {
            line.hearsShifts();
            line.addNode();
            var leo = line.staff(LEO);
            var noor = line.staff(NOOR);
            setAway(line, "Noor");
            leo.texts("STOP").hears("duty.stop-away", "en");
            leo.texts("#off").hears("duty.off", "en");
            line.staff("+447700900110")
                    .hears("duty.alarm-away", "en")
                    .texts("1")
                    .hears("duty.alarm-known", "en");
            line.clock().forward(minutes(20 * 60));
            noor.hears("duty.on-again", "en").saying("22:00");
            line.clock().forward(minutes(24 * 60));
            noor.hears("duty.shift-start", "en");
            leo.hearsNothing();
            assertEquals("on", availability(line, "Noor"));
            assertEquals("away", availability(line, "Leo"));
            // What the watch says of a clock that jumps by a day is no matter of shifts.
            List.of(line.staff("+447700900110"), line.staff(ANA)).forEach(Phone::hearsAnything);
        }
    }

    @Test
    void who_comes_on_at_night_is_asked_for_six_hours_or_until_they_go() {
        try (var line = TestLine.open(Instant.parse("2026-11-23T21:00:00Z"), Map.of())) {
            line.hearsShifts();
            var noor = line.staff(NOOR);
            noor.texts("#on").hears("duty.on-until", "en").saying("Tue 05:00");
            var karim = line.phone().texts("مرحبا").hears("sys.welcome-known", "ar");
            karim.texts("٩").hears("sys.waiting", "ar").hears("sys.consent.v1", "ar");
            noor.hears("duty.offer", "en");
            noor.texts("1").hears("duty.accepted", "en");
            karim.hears("sys.joined", "ar");
            noor.texts("#close test").hears("duty.closed", "en");
            karim.hearsAnything();
            noor.texts("#off").hears("duty.off", "en", "duty.away-ends").saying("Tue 08:00");
            line.phone()
                    .texts("مرحبا")
                    .hears("sys.welcome-known", "ar")
                    .texts("٩")
                    .hears("sys.out-of-hours", "ar");
            noor.texts("#on").hears("duty.on-until", "en");
            line.clock().forward(minutes(6 * 60));
            noor.hears("duty.shift-end", "en").hearsNothing();
        }
    }

    /// Ana is on call at night. Leo works by day, and follows her.
    @Test
    void who_is_on_call_is_on_for_everybody_by_their_word_alone() {
        try (var line = TestLine.open(Instant.parse("2026-11-23T19:45:00Z"), Map.of())) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            leo.texts("#on").hears("duty.on-until", "en").saying("Tue 03:45");
            line.clock().forward(minutes(30));
            ana.texts("#list").hears("duty.list-nothing", "en", "duty.on-call").saying("08:00");
            ana.texts("#on").hears("duty.on-until", "en").saying("Tue 04:15");
            ana.texts("#list").hears("duty.list-empty", "en").saying("Tue 04:15");
            var irina = line.phone().texts("здравствуйте").hears("sys.welcome-known", "ru");
            irina.texts("9").hears("sys.waiting", "ru").hears("sys.consent.v1", "ru");
            ana.hears("duty.offer", "en");
            ana.texts("#off").hears("duty.off", "en", "duty.away-ends").saying("Tue 08:00");
            line.staff("+447700900110").texts("#off").hears("duty.off", "en", "duty.away-lasts");
            List.of(ana, irina).forEach(Phone::hearsAnything);
        }
    }

    private static void setAway(TestLine line, String alias) {
        var responders = line.node().bean(Responders.class);
        var person = responders.find(person(line, alias)).orElseThrow();
        var until = line.node().bean(Absences.class).away(person, line.clock().now());
        responders.set(person.id(), Availability.AWAY, until);
    }

    /// As the table has it.
    private static String availability(TestLine line, String alias) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT availability FROM responder WHERE alias = :alias")
                        .bind("alias", alias)
                        .mapTo(String.class)
                        .one());
    }

    private static void replaced(TestLine line, String who, String by, Instant from) {
        var schedules = line.node().bean(Schedules.class);
        var served = line.node().bean(Lines.class).first();
        var now = line.clock().now();
        var day = schedules.of(served.id(), now).stream()
                .map(Rota::schedule)
                .filter(one -> one.name().equals("day"))
                .findFirst()
                .orElseThrow();
        var change = new DutyOverride.Replace(
                Ids.next(now), from, from.plus(minutes(120)), person(line, who), person(line, by));
        schedules.override(day.id(), served.organisationId(), change, now);
    }

    private static UUID person(TestLine line, String alias) {
        return line
                .node()
                .bean(Responders.class)
                .of(line.node().bean(Lines.class).first().id())
                .stream()
                .filter(one -> one.alias().equals(alias))
                .map(Responder::id)
                .findFirst()
                .orElseThrow();
    }
}
