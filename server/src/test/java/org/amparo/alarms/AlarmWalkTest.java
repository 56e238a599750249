package org.amparo.alarms;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.minutes;
import static org.amparo.harness.TestLine.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.Ids;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Availability;
import org.amparo.responders.Handles;
import org.amparo.responders.Responders;
import org.amparo.responders.Staff;
import org.amparo.responders.StaffFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a supervisor gets at night: texts, calls, and what comes when nobody answers.
class AlarmWalkTest {
    private static final StandIns OUTSIDE = new StandIns();

    @RegisterExtension
    static final TestLine LINE = TestLine.open(
            TestLine.NOON,
            Map.of(
                    "AMPARO_ALARM_MAIL", "night@example.org, director@example.org",
                    "AMPARO_SMTP_URL", OUTSIDE.smtpUrl(),
                    "AMPARO_ALARM_WEBHOOK", OUTSIDE.webhook()));

    private final Alarms alarms = LINE.node().bean(Alarms.class);
    private final Line line = LINE.node().bean(Lines.class).first();
    private final Phone vera = LINE.phone("+447700900110");
    private final UUID subject = Ids.next(LINE.clock().now());

    @AfterAll
    static void close() {
        OUTSIDE.close();
    }

    private Alarm raise(Alarm.Kind kind, AlarmFacts facts) {
        var now = LINE.clock().now();
        alarms.raise(kind, line.organisationId(), Optional.of(line.id()), Optional.of(subject), facts, now);
        LINE.settle();
        return alarms.standing(kind, Optional.of(subject)).orElseThrow();
    }

    private void over(Alarm.Kind kind) {
        alarms.clear(kind, Optional.of(subject), LINE.clock().now());
        LINE.settle();
        OUTSIDE.mails();
        OUTSIDE.posts();
    }

    private UUID id(String alias) {
        return LINE.node().bean(Responders.class).of(line.id()).stream()
                .filter(one -> one.alias().equals(alias))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void a_supervisor_who_presses_1_hears_no_more_of_it_but_of_danger_nobody_took() {
        var danger = raise(
                Alarm.Kind.DANGER_UNANSWERED,
                AlarmFacts.waiting("fr", LINE.clock().now().minus(minutes(1))).handle("B3"));
        vera.hears("duty.alarm-urgent", "en").saying("French").saying("1 min");
        var named = vera.said("([A-Z][0-9]):");
        vera.rings("duty.call-alarm", "en").presses("1", "duty.call-known-urgent", "en");
        vera.hears("duty.alarm-known-urgent", "en").saying("Vera");
        LINE.clock().forward(minutes(9));
        vera.hearsNothing().doesNotRing();
        assertEquals(
                Optional.of(id("Vera")),
                alarms.standing(danger.kind(), Optional.of(subject))
                        .orElseThrow()
                        .acknowledgedBy());
        LINE.clock().forward(minutes(1));
        vera.hears("duty.alarm-urgent", "en").rings("duty.call-alarm", "en");
        assertEquals(danger.id(), alarms.open(id("Vera")).orElseThrow().id());
        LINE.clock().forward(minutes(2));
        vera.hears("duty.alarm-urgent", "en")
                .rings("duty.call-alarm", "en")
                .presses("1", "duty.call-known-urgent", "en");
        vera.hears("duty.alarm-known-urgent", "en");
        LINE.clock().forward(minutes(9));
        vera.hearsNothing().doesNotRing();
        assertEquals(
                Optional.of(id("Vera")),
                alarms.standing(danger.kind(), Optional.of(subject))
                        .orElseThrow()
                        .acknowledgedBy());
        var mails = OUTSIDE.mails();
        assertEquals(5, mails.size());
        assertTrue(words(mails.getFirst()).contains(named + ": one urgent, French"), words(mails.getFirst()));
        var posts = OUTSIDE.posts();
        assertEquals(5, posts.size());
        assertTrue(posts.getFirst().contains("\"kind\":\"danger-unanswered\""), posts.getFirst());
        assertTrue(posts.getLast().contains("\"event\":\"acknowledged\""), posts.getLast());
        over(danger.kind());
    }

    @Test
    void a_machine_or_silence_takes_no_alarm() {
        var kind = Alarm.Kind.HOLDER_OFF_IN_DANGER;
        raise(kind, AlarmFacts.of("K7").responder(id("Ana")));
        vera.hears("duty.alarm-holder-off", "en").saying("Ana");
        vera.rings("duty.call-alarm", "en").isAnsweredByAMachine();
        LINE.clock().forward(minutes(2));
        vera.hears("duty.alarm-holder-off", "en").rings("duty.call-alarm", "en");
        LINE.clock().forward(seconds(40));
        vera.doesNotRing();
        LINE.clock().forward(seconds(80));
        vera.hears("duty.alarm-holder-off", "en").rings("duty.call-alarm", "en");
        over(kind);
        vera.hearsNothing();
        LINE.clock().forward(minutes(5));
        vera.hearsNothing().doesNotRing();
    }

    /// A second supervisor, who comes after Vera.
    private static Phone zoe() {
        LINE.node()
                .bean(Staff.class)
                .apply(
                        StaffFile.read(
                                YamlMap.read(
                                        "zoe.yml",
                                        "people: [{alias: Zoe, number: \"+447700900111\", supervises: demo, languages: {en: fluent}}]")),
                        true,
                        LINE.clock().now());
        return LINE.phone("+447700900111");
    }

    @Test
    void who_is_on_a_break_comes_last_until_it_is_over() {
        var zoe = zoe();
        var end = LINE.clock().now().plus(minutes(5));
        LINE.node().bean(Responders.class).set(id("Vera"), Availability.BREAK, Optional.of(end));
        var kind = Alarm.Kind.LOOK_AT_TALK;
        raise(kind, AlarmFacts.of("B3").responder(id("Ana")));
        zoe.hears("duty.alarm-insult", "en");
        vera.hearsNothing();
        over(kind);
        LINE.clock().forward(minutes(6));
        raise(kind, AlarmFacts.of("B3").responder(id("Ana")));
        vera.hears("duty.alarm-insult", "en");
        zoe.hearsNothing();
        over(kind);
    }

    @Test
    void each_who_is_told_hears_their_own_name_of_the_talk() {
        var zoe = zoe();
        var handles = LINE.node().bean(Handles.class);
        var now = LINE.clock().now();
        var veras = handles.give(id("Vera"), subject, line.organisationId(), now);
        // Somebody else is called so by Zoe.
        LINE.sql()
                .useHandle(handle -> handle.execute("""
                INSERT INTO handle (responder_id, conversation_id, organisation_id, name, used_at) VALUES (?, ?, ?, ?, ?)
                """, id("Zoe"), Ids.next(now), line.organisationId(), veras, now));
        var kind = Alarm.Kind.LOOK_AT_TALK;
        raise(kind, AlarmFacts.of(veras).responder(id("Ana")));
        for (int told = 0; told < 3; told++) {
            vera.hears("duty.alarm-insult", "en").saying(veras + ":");
            LINE.clock().forward(minutes(10));
        }
        vera.hears("duty.alarm-insult", "en").saying(veras + ":");
        var zoes = zoe.hears("duty.alarm-insult", "en").said("([A-Z][0-9]):");
        assertNotEquals(veras, zoes);
        assertEquals(
                Optional.of(subject),
                handles.conversation(id("Zoe"), zoes, LINE.clock().now()));
        over(kind);
    }

    @Test
    void nobody_answers_so_the_next_supervisor_is_told_too_and_a_moved_clock_tells_once() {
        var zoe = zoe();
        var kind = Alarm.Kind.RETENTION_LATE;
        var alarm = raise(kind, AlarmFacts.NONE);
        for (int told = 0; told < 3; told++) {
            vera.hears("duty.alarm-fault", "en").saying("timed deletion is late");
            zoe.hearsNothing();
            LINE.clock().forward(minutes(10));
        }
        vera.hears("duty.alarm-fault", "en").doesNotRing();
        zoe.hears("duty.alarm-fault", "en");
        LINE.clock().forward(hours(5));
        vera.hears("duty.alarm-fault", "en").hearsNothing();
        zoe.hears("duty.alarm-fault", "en").hearsNothing();
        assertEquals(alarm.id(), alarms.open(id("Zoe")).orElseThrow().id());
        alarms.clear(kind, Optional.of(subject), LINE.clock().now());
        LINE.settle();
        vera.hears("duty.alarm-over", "en").saying("timed deletion is late");
        zoe.hears("duty.alarm-over", "en");
        assertEquals(6, OUTSIDE.posts().size());
        assertEquals(6, OUTSIDE.mails().size());
    }

    @Test
    void of_a_complaint_about_the_only_supervisor_a_second_channel_says_three_times() {
        alone(true);
        var kind = Alarm.Kind.OTHER_PERSON_WANTED;
        var alarm = raise(kind, AlarmFacts.of("K7").responder(id("Vera")));
        assertFalse(alarms.acknowledge(alarm.id(), id("Vera"), LINE.clock().now()));
        assertEquals(Optional.empty(), alarms.open(id("Vera")));
        for (int round = 0; round < 3; round++) {
            var mails = OUTSIDE.mails();
            assertEquals(1, mails.size(), "round " + round);
            assertTrue(words(mails.getFirst()).contains("Vera is the only supervisor"), words(mails.getFirst()));
            assertFalse(words(mails.getFirst()).contains("press 1"), "nobody was called");
            LINE.clock().forward(minutes(10));
        }
        vera.hearsNothing().doesNotRing();
        assertEquals(Optional.empty(), alarms.standing(kind, Optional.of(subject)));
        LINE.clock().forward(hours(1));
        assertEquals(0, OUTSIDE.mails().size());
        OUTSIDE.posts();
        alone(false);
    }

    /// Whether nobody supervises but Vera, whichever walks went before.
    private static void alone(boolean alone) {
        LINE.sql()
                .useHandle(handle -> handle.createUpdate(
                                "UPDATE responder SET left_at = CASE WHEN :alone THEN created_at END WHERE alias = 'Zoe'")
                        .bind("alone", alone)
                        .execute());
    }

    @Test
    void a_webhook_that_fails_is_called_again() {
        OUTSIDE.failNext(1);
        var kind = Alarm.Kind.LOOK_AT_TALK;
        var alarm = raise(kind, AlarmFacts.of("B3").responder(id("Leo")));
        vera.hears("duty.alarm-insult", "en").saying("Leo");
        assertEquals(0, OUTSIDE.posts().size());
        LINE.clock().forward(minutes(1));
        var post = OUTSIDE.posts();
        assertEquals(1, post.size());
        assertFalse(post.getFirst().contains("+44"));
        alarms.acknowledge(alarm.id(), id("Vera"), LINE.clock().now());
        LINE.settle();
        vera.hears("duty.alarm-known", "en");
        over(kind);
    }

    private static String words(String mail) {
        var body = mail.substring(mail.indexOf("\n\n") + 2);
        return new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8);
    }
}
