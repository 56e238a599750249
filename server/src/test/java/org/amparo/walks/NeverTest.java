package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever people text, whoever answers them, whatever fails and however time goes: nothing is sent to who
/// stopped, who is not safe or who did not write lately; nothing is kept beyond its time; no text is lost.
///
/// The steps are drawn at random; what may be heard is judged by [Expectation], which knows only what was texted
/// and when. A failure prints its seed: `-Damparo.never.seed=…` plays that sequence alone.
@Timeout(900)
class NeverTest {
    private static final int SEQUENCES = Integer.getInteger("amparo.never.sequences", 8);
    private static final int STEPS = Integer.getInteger("amparo.never.steps", 60);
    private static final int CUT_ONE_IN = 5;

    private static final List<String> CALM = List.of(
            "my boss took my papers",
            "no me pagan el sueldo desde enero",
            "hello can I ask you something",
            "they say I owe them money for the journey",
            "bonjour",
            "0",
            "3",
            "MYDATA");
    private static final List<String> DANGER = List.of("help me he locked the door", "he is hitting me please help");

    /// What somebody on duty may text: takes what is offered, writes to the contact, ends the talk.
    private static final List<String> ANSWERS = List.of("1", "1", "I am here. Can you write?", "#close", "#unsafe");

    private static final List<String> FAULTS =
            List.of("calls-fail", "calls-time-out", "answers-lost", "reports-lost", "reports-doubled", "undelivered");

    @Test
    void never_an_unwanted_text_never_too_long_never_lost() {
        var seed = Long.getLong("amparo.never.seed");
        try (var line = TestLine.open()) {
            for (int i = 0; i < (seed == null ? SEQUENCES : 1); i++) {
                long one = seed == null ? 20_261_122L + i : seed;
                if (i % CUT_ONE_IN == CUT_ONE_IN - 1) {
                    var old = line.node();
                    line.addNode();
                    line.cut(old);
                }
                new Sequence(line, line.phone(), new Random(one)).play(one);
            }
            line.noFaults();
            line.clock().forward(Duration.ofDays(31));
            nothingTooLong(line);
            people(line);
        }
    }

    /// One person's month or so.
    private static final class Sequence {
        private final TestLine line;
        private final Phone phone;
        private final Random random;
        private final Expectation expectation = new Expectation();
        private final List<String> story = new ArrayList<>();
        private boolean faulty;

        Sequence(TestLine line, Phone phone, Random random) {
            this.line = line;
            this.phone = phone;
            this.random = random;
        }

        void play(long seed) {
            try {
                for (int i = 0; i < STEPS; i++) {
                    step();
                }
                line.noFaults();
                faulty = false;
                forward(Duration.ofMinutes(20));
                texts("FORGET");
                texts("1");
                forward(Duration.ofMinutes(2));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", after: " + String.join("; ", story), e);
            }
        }

        private void step() {
            int draw = random.nextInt(100);
            if (draw < 23) {
                texts(one(CALM));
            } else if (draw < 28) {
                somebodyAnswers(one(ANSWERS));
            } else if (draw < 36) {
                texts(one(DANGER));
            } else if (draw < 44) {
                texts("9");
            } else if (draw < 52) {
                texts("1");
            } else if (draw < 56) {
                texts("2");
            } else if (draw < 63) {
                texts("STOP");
            } else if (draw < 68) {
                texts("START");
            } else if (draw < 74) {
                texts("UNSAFE");
            } else if (draw < 77) {
                texts("FORGET");
                texts(random.nextBoolean() ? "1" : one(CALM));
            } else if (draw < 88) {
                forward(Duration.ofMinutes(1 + random.nextInt(30)));
            } else if (draw < 93) {
                forward(Duration.ofHours(1 + random.nextInt(30)));
            } else if (draw < 95) {
                forward(Duration.ofDays(1 + random.nextInt(4)));
            } else if (draw < 98) {
                var fault = one(FAULTS);
                story.add("fault " + fault);
                line.fault(fault, 1 + random.nextInt(2));
                faulty = true;
            } else {
                line.noFaults();
                faulty = false;
                forward(Duration.ofMinutes(1));
            }
        }

        private void somebodyAnswers(String body) {
            story.add("Ana: " + body);
            people(line);
            line.phone("+447700900101").texts(body);
            people(line);
            hear();
        }

        private String one(List<String> of) {
            return of.get(random.nextInt(of.size()));
        }

        private void texts(String body) {
            story.add(body);
            int kept = kept();
            int claims = claims();
            phone.texts(body);
            expectation.texted(body, line.clock().now(), faulty);
            int heard = hear();
            assertEquals(claims + 1, claims(), "a text was taken, once");
            boolean answered = heard > 0 || kept() > kept;
            if (!answered && !faulty && expectation.demandsAnswer(body)) {
                fail("neither answered nor kept: " + body);
            }
        }

        private void forward(Duration by) {
            story.add("+" + by);
            line.clock().forward(by);
            hear();
            people(line);
            nothingTooLong(line);
        }

        private int hear() {
            var all = phone.hearsAnything();
            all.forEach(expectation::heard);
            return all.size();
        }

        private int kept() {
            return number(line, "SELECT count(*) FROM message") + number(line, "SELECT count(*) FROM unhandled");
        }

        private int claims() {
            return number(line, "SELECT count(*) FROM inbound_claim");
        }
    }

    private static int number(TestLine line, String sql) {
        return line.sql()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }

    /// Those who answer hear of danger; what they hear is not judged here.
    private static void people(TestLine line) {
        for (int i = 101; i < 120; i++) {
            line.phone("+447700900" + i).hearsAnything();
        }
    }

    /// Classes these people can fill, each with what would be beyond its time.
    private static final List<Kept> KEPT = List.of(
            new Kept(RetentionClass.NUMBER, """
                    SELECT count(*) FROM contact k WHERE last_inbound_at <= CAST(:now AS timestamptz) - interval '25 hours'
                       AND NOT EXISTS (SELECT 1 FROM conversation c WHERE c.contact_id = k.id)
                    """),
            new Kept(
                    RetentionClass.SESSION,
                    "SELECT count(*) FROM dialogue WHERE changed_at <= CAST(:now AS timestamptz) - interval '25 hours'"),
            new Kept(RetentionClass.SAFETY, """
                    SELECT count(*) FROM sending_state
                     WHERE safe <> 'unknown' AND last_inbound_at <= CAST(:now AS timestamptz) - interval '30 days'
                    """),
            new Kept(RetentionClass.OUTBOX_BODY, """
                    SELECT count(*) FROM outbox WHERE created_at <= CAST(:now AS timestamptz) - interval '24 hours'
                       AND (parameters <> '[]' OR sealed_body IS NOT NULL OR recipient_sealed IS NOT NULL)
                    """),
            new Kept(
                    RetentionClass.DELIVERY,
                    "SELECT count(*) FROM outbox WHERE final_at <= CAST(:now AS timestamptz) - interval '7 days'"),
            new Kept(
                    RetentionClass.UNHANDLED,
                    "SELECT count(*) FROM unhandled WHERE received_at <= CAST(:now AS timestamptz) - interval '24 hours'"),
            new Kept(RetentionClass.TEXT_WITHOUT_CONSENT, """
                    SELECT count(*) FROM conversation WHERE consent = 'no'
                       AND closed_at <= CAST(:now AS timestamptz) - interval '24 hours'
                    """),
            new Kept(RetentionClass.TEXT_WITH_CONSENT, """
                    SELECT count(*) FROM message m JOIN message_body b ON b.message_id = m.id
                     WHERE m.said_at <= CAST(:now AS timestamptz) - interval '30 days'
                       AND NOT EXISTS (SELECT 1 FROM message n WHERE n.conversation_id = m.conversation_id
                                          AND n.said_at > CAST(:now AS timestamptz) - interval '30 days')
                    """),
            new Kept(RetentionClass.DANGER_TEXT, """
                    SELECT count(*) FROM conversation c WHERE danger_at IS NOT NULL AND consent NOT IN ('yes', 'no')
                       AND EXISTS (SELECT 1 FROM message m JOIN message_body b ON b.message_id = m.id
                                    WHERE m.conversation_id = c.id)
                       AND NOT EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = c.id
                                          AND m.said_at > CAST(:now AS timestamptz) - interval '72 hours')
                    """),
            new Kept(RetentionClass.LEFT_MESSAGE, """
                    SELECT count(*) FROM conversation c WHERE status = 'left'
                       AND opened_at <= CAST(:now AS timestamptz) - interval '7 days'
                       AND EXISTS (SELECT 1 FROM message m JOIN message_body b ON b.message_id = m.id
                                    WHERE m.conversation_id = c.id)
                    """),
            new Kept(RetentionClass.PRACTICE, """
                    SELECT (SELECT count(*) FROM contact
                             WHERE test AND last_inbound_at <= CAST(:now AS timestamptz) - interval '24 hours')
                         + (SELECT count(*) FROM conversation
                             WHERE test AND closed_at <= CAST(:now AS timestamptz) - interval '24 hours')
                    """),
            new Kept(RetentionClass.STATISTICS_RAW, """
                    SELECT count(*) FROM statistic
                     WHERE to_date(week, 'IYYY-"W"IW') <= CAST(:now AS timestamptz) - interval '97 days'
                    """),
            new Kept(RetentionClass.FEEDBACK, """
                    SELECT count(*) FROM feedback WHERE came_at <= CAST(:now AS timestamptz) - interval '30 days'
                    """),
            new Kept(RetentionClass.CARRIER_DELETION, """
                    SELECT count(*) FROM carrier_copy WHERE created_at <= CAST(:now AS timestamptz) - interval '30 days'
                    """));

    /// @param beyond counts the rows that should be gone
    private record Kept(RetentionClass time, String beyond) {}

    /// Nobody here fills these, or their time is longer than this walk lasts.
    private static final EnumSet<RetentionClass> NOT_HERE = EnumSet.of(
            RetentionClass.CLAIM,
            RetentionClass.AUDIT,
            RetentionClass.STAFF,
            RetentionClass.RUN,
            RetentionClass.CONSENT_RECORD,
            RetentionClass.REFERRAL,
            RetentionClass.HANDOVER_NOTE);

    private static void nothingTooLong(TestLine line) {
        var now = line.clock().now();
        for (var kept : KEPT) {
            int beyond = line.sql()
                    .withHandle(handle -> handle.createQuery(kept.beyond())
                            .bind("now", now)
                            .mapTo(Integer.class)
                            .one());
            assertEquals(0, beyond, () -> kept.time() + " is kept beyond its time");
        }
    }

    @Test
    void every_declared_class_with_a_time_is_looked_at() {
        try (var line = TestLine.open()) {
            var unseen = EnumSet.noneOf(RetentionClass.class);
            for (var step : line.node().program().context().getBeansOfType(RetentionStep.class)) {
                step.stores().forEach(table -> table.kept().forEach(kept -> unseen.add(kept.time())));
            }
            unseen.removeIf(one -> one.bounds().isEmpty());
            unseen.removeAll(NOT_HERE);
            KEPT.forEach(one -> unseen.remove(one.time()));
            assertEquals(EnumSet.noneOf(RetentionClass.class), unseen);
        }
    }
}
