package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amparo.escalation.OpenConversations;
import org.amparo.harness.Node;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.Ids;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.amparo.rota.DutyOverride;
import org.amparo.rota.Rank;
import org.amparo.rota.Schedules;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever people text, answer or leave unanswered, whoever comes and goes, whatever fails: each open conversation
/// has an owner with a live patience, a running escalation, or an alarm (promise 3 of `product.md`).
///
/// The steps are drawn at random over a night in which the clocks of the line's zone go forward,
/// and one in which they go back; [Owners] judges after each by the tables alone. A failure prints its seed:
/// `-Damparo.owner.seed=…` plays that sequence alone, and `-Damparo.owner.sequences` more of them.
@Timeout(300)
class OwnerTest {
    private static final int SEQUENCES = Integer.getInteger("amparo.owner.sequences", 1);
    private static final int STEPS = Integer.getInteger("amparo.owner.steps", 45);

    /// The evenings of one sequence, before the clocks of Europe/Bucharest change at 01:00 UTC.
    private static final List<Instant> EVENINGS =
            List.of(Instant.parse("2027-03-27T17:30:00Z"), Instant.parse("2027-10-30T16:30:00Z"));

    private static final List<String> STAFF = List.of("+447700900101", "+447700900102", "+447700900103");
    private static final String SUPERVISOR = "+447700900110";

    private static final List<String> TEXTS = List.of(
            "9",
            "9",
            "9",
            "I want to talk to a person",
            "vreau sa vorbesc cu un om",
            "he locked the door and took my phone charger, help me",
            "ma bate acum",
            "he is hitting me please help",
            "my boss took my papers",
            "are you still there",
            "1",
            "2",
            "0",
            "STOP",
            "START",
            "UNSAFE",
            "FORGET",
            "I am 14 years old");
    private static final List<String> ANSWERS = List.of(
            "1",
            "1",
            "1",
            "1",
            "2",
            "I am here, tell me more",
            "#close info",
            "#pass",
            "#later",
            "#off",
            "#on",
            "#on",
            "#list",
            "#wrong",
            "#unsafe",
            "STOP",
            "START");
    private static final List<String> FAULTS = List.of(
            "calls-fail",
            "calls-too-many",
            "calls-time-out",
            "answers-lost",
            "reports-lost",
            "reports-doubled",
            "reports-reordered",
            "undelivered",
            "blocked",
            "inbound-repeated");

    private static final Pattern HANDLE = Pattern.compile("\\b([B-DF-HJ-NP-TV-Z][0-9])\\b");

    static Stream<Long> seeds() {
        var seed = Long.getLong("amparo.owner.seed");
        return seed == null ? Stream.iterate(20_270_328L, one -> one + 1).limit(SEQUENCES) : Stream.of(seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nobody_is_forgotten(long seed) {
        try (var line = TestLine.open(EVENINGS.getFirst(), Map.of())) {
            var random = new Random(seed);
            for (var evening : EVENINGS) {
                var before = Duration.between(line.clock().now(), evening);
                if (before.isPositive()) {
                    line.clock().forward(before);
                }
                new Night(line, random).play(seed);
            }
        }
    }

    /// People who text, people who answer, and what happens to them in a night.
    private static final class Night {
        private final TestLine line;
        private final Random random;
        private final List<Phone> contacts;
        private final List<Phone> staff;
        private final Phone supervisor;
        private final List<String> story = new ArrayList<>();
        private final List<Optional<String>> handles = new ArrayList<>();
        private Node other;

        Night(TestLine line, Random random) {
            this.line = line;
            this.random = random;
            this.contacts = Stream.generate(line::phone).limit(5).toList();
            this.staff = STAFF.stream().map(line::phone).toList();
            this.supervisor = line.phone(SUPERVISOR);
            this.other = line.addNode();
            STAFF.forEach(_ -> handles.add(Optional.empty()));
        }

        void play(long seed) {
            try {
                for (int i = 0; i < STEPS; i++) {
                    step(i);
                    hear();
                    var now = line.clock().now();
                    assertEquals(List.of(), new Owners(line.sql()).without(now), "forgotten at " + now);
                    assertEquals(
                            List.of(), line.node().bean(OpenConversations.class).withoutOwner(now), "by its own judge");
                }
                line.noFaults();
                line.settle();
                hear();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", after: " + String.join("; ", story), e);
            }
        }

        private void step(int number) {
            int draw = random.nextInt(100);
            if (number == STEPS / 2) {
                killed();
            } else if (draw < 32) {
                texts();
            } else if (draw < 56) {
                answers();
            } else if (draw < 60) {
                says(supervisor, "1");
            } else if (draw < 70) {
                forward(Duration.ofSeconds(5 + random.nextInt(115)));
            } else if (draw < 80) {
                forward(Duration.ofMinutes(2 + random.nextInt(15)));
            } else if (draw < 86) {
                forward(Duration.ofMinutes(30 + random.nextInt(200)));
            } else if (draw < 93) {
                override();
            } else if (draw < 98) {
                var fault = one(FAULTS);
                story.add("fault " + fault);
                line.fault(fault, 1 + random.nextInt(3));
            } else {
                story.add("no faults");
                line.noFaults();
            }
        }

        private void texts() {
            var text = one(TEXTS);
            var contact = one(contacts);
            says(contact, text);
            if (text.equals("FORGET") && random.nextBoolean()) {
                says(contact, "1");
            }
        }

        private void answers() {
            int who = random.nextInt(staff.size());
            var text = one(ANSWERS);
            boolean named = random.nextBoolean() && !text.startsWith("#o") && !text.startsWith("ST");
            var handle = named ? handles.get(who).orElse("") : "";
            says(staff.get(who), (text.startsWith("#") ? text + " " + handle : handle + " " + text).strip());
        }

        private void says(Phone phone, String words) {
            story.add(phone.number().substring(8) + " " + words);
            phone.textsBy(random.nextBoolean() ? line.node() : other, words);
        }

        private void forward(Duration by) {
            story.add("+" + by);
            line.clock().forward(by);
        }

        /// One of the programs goes in the middle of its work, another one comes.
        private void killed() {
            story.add("killed");
            one(contacts).sendsBy(line.node(), one(TEXTS));
            line.cut(line.node());
            other = line.addNode();
            line.settle();
        }

        private void override() {
            var now = line.clock().now();
            var served = line.node().bean(Lines.class).first();
            var people = line.node().bean(Responders.class).of(served.id());
            var schedules = line.node().bean(Schedules.class);
            var schedule = one(schedules.of(served.id(), now)).schedule();
            var until = now.plus(Duration.ofMinutes(30 + random.nextInt(600)));
            var made = made(one(people), one(people), now, until);
            story.add("override " + made.getClass().getSimpleName() + " in " + schedule.name());
            schedules.override(schedule.id(), served.organisationId(), made, now);
            changed(served, made.person());
        }

        private DutyOverride made(Responder person, Responder by, Instant now, Instant until) {
            return switch (random.nextInt(3)) {
                case 0 -> new DutyOverride.Add(Ids.next(now), now, until, person.id(), Rank.PRIMARY);
                case 1 -> new DutyOverride.Remove(Ids.next(now), now, until, person.id());
                default -> new DutyOverride.Replace(Ids.next(now), now, until, person.id(), by.id());
            };
        }

        private void changed(Line served, UUID person) {
            line.node()
                    .bean(org.amparo.escalation.Handovers.class)
                    .changed(served.id(), person, line.clock().now());
            line.settle();
        }

        /// Nobody's words are judged here; responders learn the handles they may use.
        private void hear() {
            // those of the night before too
            IntStream.range(300, 320)
                    .forEach(number -> line.phone("+447700900" + number).hearsAnything());
            supervisor.hearsAnything();
            for (int i = 0; i < staff.size(); i++) {
                for (var heard : staff.get(i).hearsAnything()) {
                    var found = HANDLE.matcher(heard.body());
                    if (found.find()) {
                        handles.set(i, Optional.of(found.group(1)));
                    }
                }
            }
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
