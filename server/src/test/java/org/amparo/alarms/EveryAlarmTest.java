package org.amparo.alarms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.Ids;
import org.amparo.responders.Responders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each kind of alarm reaches a supervisor by text, by a call where it is urgent enough, by mail and by webhook;
/// again until somebody acts; then it is known, danger for ten minutes; and is told to be over.
class EveryAlarmTest {
    private static final StandIns OUTSIDE = new StandIns();

    @RegisterExtension
    static final TestLine LINE = TestLine.open(
            TestLine.NOON,
            Map.of(
                    "AMPARO_ALARM_MAIL", "night@example.org",
                    "AMPARO_SMTP_URL", OUTSIDE.smtpUrl(),
                    "AMPARO_ALARM_WEBHOOK", OUTSIDE.webhook()));

    private final Alarms alarms = LINE.node().bean(Alarms.class);
    private final Line line = LINE.node().bean(Lines.class).first();
    private final Phone vera = LINE.phone("+447700900110");
    private final UUID supervisor =
            LINE.node().bean(Responders.class).supervisors(line.id()).getFirst().id();
    private final UUID responder =
            LINE.node().bean(Responders.class).of(line.id()).getFirst().id();
    private final UUID subject = Ids.next(LINE.clock().now());

    @AfterAll
    static void close() {
        OUTSIDE.close();
    }

    @ParameterizedTest
    @EnumSource(Alarm.Kind.class)
    void reaches_a_supervisor_by_every_way_until_somebody_acts(Alarm.Kind kind) {
        var now = LINE.clock().now();
        var facts = AlarmFacts.waiting("fr", now)
                .handle("B3")
                .responder(responder)
                .count(2)
                .until(now.plus(TestLine.hours(3)));
        alarms.raise(kind, line.organisationId(), Optional.of(line.id()), Optional.of(subject), facts, now);
        LINE.settle();
        told(kind, "raised");
        LINE.clock().forward(kind.urgency().again().plusSeconds(1));
        told(kind, "repeated");
        if (kind.ends() != Alarm.Ends.CLEARED) {
            acknowledge(alarms.standing(kind, Optional.of(subject)).orElseThrow());
        }
        if (kind.ends().ringsAgain()) {
            LINE.clock().forward(TestLine.minutes(10).plusSeconds(1));
            told(kind, "repeated");
        }
        if (kind.ends() != Alarm.Ends.KNOWN) {
            alarms.clear(kind, Optional.of(subject), LINE.clock().now());
            LINE.settle();
            if (kind.fault()) {
                vera.hears("duty.alarm-over", "en");
            }
            outside(kind, "over");
        }
        assertFalse(alarms.standing(kind, Optional.of(subject)).isPresent());
        LINE.clock().forward(kind.urgency().again().plusSeconds(1));
        vera.hearsNothing().doesNotRing();
        assertEquals(List.of(), OUTSIDE.posts());
    }

    private void acknowledge(Alarm alarm) {
        alarms.acknowledge(alarm.id(), supervisor, LINE.clock().now());
        LINE.settle();
        vera.hears(alarm.kind().ends().text(), "en");
        outside(alarm.kind(), "acknowledged");
    }

    private void told(Alarm.Kind kind, String event) {
        vera.hears(kind.fault() ? "duty.alarm-fault" : kind.textId(), "en");
        if (kind.calls()) {
            vera.rings("duty.call-alarm", "en").isAnsweredByAMachine();
        } else {
            vera.doesNotRing();
        }
        outside(kind, event);
    }

    private void outside(Alarm.Kind kind, String event) {
        assertEquals(1, OUTSIDE.mails().size(), event);
        var posts = OUTSIDE.posts();
        assertEquals(1, posts.size(), event);
        assertTrue(posts.getFirst().contains("\"kind\":\"" + kind.column() + "\""), posts.getFirst());
        assertTrue(posts.getFirst().contains("\"event\":\"" + event + "\""), posts.getFirst());
        assertFalse(posts.getFirst().contains("+44"), posts.getFirst());
    }
}
