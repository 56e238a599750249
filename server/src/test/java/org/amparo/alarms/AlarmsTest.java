package org.amparo.alarms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.Ids;
import org.amparo.responders.Responders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Alarms are raised once, fall silent when somebody acts, and end when it is over.
class AlarmsTest {
    @RegisterExtension
    static final TestLine LINE = TestLine.open();

    private final Alarms alarms = LINE.node().bean(Alarms.class);
    private final Line line = LINE.node().bean(Lines.class).first();
    private final UUID supervisor =
            LINE.node().bean(Responders.class).supervisors(line.id()).getFirst().id();
    private final Instant now = LINE.clock().now();
    private final UUID subject = Ids.next(now);
    private final Phone vera = LINE.phone("+447700900110");

    private Alarm raise(Alarm.Kind kind, AlarmFacts facts) {
        alarms.raise(kind, line.organisationId(), Optional.of(line.id()), Optional.of(subject), facts, now);
        LINE.settle();
        return standing(kind).orElseThrow();
    }

    private Optional<Alarm> standing(Alarm.Kind kind) {
        return alarms.standing(kind, Optional.of(subject));
    }

    @Test
    void one_that_stands_is_not_raised_twice_but_learns_what_changed() {
        var first = raise(Alarm.Kind.RESPONDER_AWAY, AlarmFacts.NONE.responder(supervisor));
        var second = raise(Alarm.Kind.RESPONDER_AWAY, AlarmFacts.NONE.until(now));
        assertEquals(first.id(), second.id());
        assertEquals(Optional.of(supervisor), second.facts().responder());
        assertEquals(Optional.of(now), second.facts().until());
        alarms.clear(Alarm.Kind.RESPONDER_AWAY, Optional.of(subject), now);
        vera.hears("duty.alarm-away", "en").saying("Vera");
    }

    @Test
    void who_acts_first_acts_and_an_event_is_then_over() {
        var alarm = raise(Alarm.Kind.RESPONDER_AWAY, AlarmFacts.NONE.responder(supervisor));
        assertFalse(alarms.known(alarm.kind(), subject));
        assertTrue(alarms.acknowledge(alarm.id(), supervisor, now));
        assertFalse(alarms.acknowledge(alarm.id(), supervisor, now));
        assertTrue(standing(alarm.kind()).isEmpty());
        assertTrue(alarms.known(alarm.kind(), subject));
        assertEquals(1, acts(alarm.id()));
        LINE.settle();
        vera.hears("duty.alarm-away", "en").hears("duty.alarm-known", "en");
    }

    @Test
    void a_state_stands_silent_until_it_is_over() {
        var alarm = raise(Alarm.Kind.RETENTION_LATE, AlarmFacts.NONE);
        alarms.acknowledge(alarm.id(), supervisor, now);
        assertEquals(
                Optional.of(supervisor), standing(alarm.kind()).orElseThrow().acknowledgedBy());
        assertEquals(alarm.id(), raise(alarm.kind(), AlarmFacts.NONE).id());
        alarms.clear(alarm.kind(), Optional.of(subject), now);
        assertTrue(standing(alarm.kind()).isEmpty());
        LINE.settle();
        vera.hears("duty.alarm-fault", "en").hears("duty.alarm-known", "en").hears("duty.alarm-over", "en");
    }

    @Test
    void one_that_cannot_be_told_holds_up_no_other_and_is_told_once_it_can_be() {
        LINE.sql()
                .useHandle(handle -> handle.execute("CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION ''poisoned''; END'"));
        LINE.sql()
                .useHandle(handle -> handle.execute("CREATE TRIGGER poison BEFORE UPDATE ON alarm FOR EACH ROW"
                        + " WHEN (NEW.kind = 'look-at-talk' AND NEW.round > OLD.round) EXECUTE FUNCTION poison()"));
        raise(Alarm.Kind.LOOK_AT_TALK, AlarmFacts.of("B3").responder(supervisor));
        raise(Alarm.Kind.DANGER_UNANSWERED, AlarmFacts.waiting("fr", now).handle("B4"));
        vera.hears("duty.alarm-urgent", "en").saying("French");
        vera.rings("duty.call-alarm", "en").presses("1", "duty.call-known-urgent", "en");
        vera.hears("duty.alarm-known-urgent", "en");
        LINE.sql().useHandle(handle -> handle.execute("DROP TRIGGER poison ON alarm"));
        LINE.clock().forward(TestLine.seconds(11));
        vera.hears("duty.alarm-insult", "en").saying("Vera");
    }

    @Test
    void a_kind_only_a_newer_program_knows_is_told_by_its_word() {
        LINE.sql()
                .useHandle(handle ->
                        handle.execute("""
                INSERT INTO alarm (id, organisation_id, line_id, kind, subject_id, raised_at, due_at)
                VALUES (?, ?, ?, 'tide-is-high', ?, ?, ?)
                """, Ids.next(now), line.organisationId(), line.id(), subject, now, now));
        raise(Alarm.Kind.LOOK_AT_TALK, AlarmFacts.of("B3").responder(supervisor));
        vera.hears("duty.alarm-fault", "en").saying("tide-is-high").hears("duty.alarm-insult", "en");
        vera.rings("duty.call-alarm", "en").presses("1", "duty.call-known", "en");
        vera.hears("duty.alarm-known", "en");
        assertFalse(
                alarms.standing(line.organisationId()).stream().anyMatch(alarm -> alarm.kind() == Alarm.Kind.NEWER));
    }

    private int acts(UUID alarm) {
        return LINE.sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM audit_event WHERE kind = 'alarm-acknowledged' AND subject_id = :id")
                        .bind("id", alarm)
                        .mapTo(Integer.class)
                        .one());
    }
}
