package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.platform.Ids;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.amparo.rota.DutyOverride;
import org.amparo.rota.Rota;
import org.amparo.rota.Schedules;
import org.junit.jupiter.api.Test;

/// What responders hear of their time on duty. Noor works by day; Ana goes on at night, and hears nothing.
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
            line.clock().forward(minutes(13 * 60 + 44));
            noor.hearsNothing();
            line.clock().forward(minutes(1));
            noor.hearsNothing();
            line.clock().forward(minutes(15));
            noor.hears("duty.shift-end", "en");
            ana.hearsNothing();
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
