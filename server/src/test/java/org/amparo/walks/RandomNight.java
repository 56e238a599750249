package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amparo.escalation.Handovers;
import org.amparo.escalation.OpenConversations;
import org.amparo.escalation.OwnPolicies;
import org.amparo.harness.Node;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.platform.Ids;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.amparo.responders.Staff;
import org.amparo.responders.StaffFile;
import org.amparo.rota.DutyOverride;
import org.amparo.rota.Rank;
import org.amparo.rota.Schedules;

/// A night at the line: contacts and people who practise, responders, an interpreter and a supervisor, who do what
/// is drawn at random, while the clock moves, the plan changes, the carrier fails and programs go. After every step
/// the tables are judged.
final class RandomNight {
    private static final Pattern HANDLE = Pattern.compile("\\b([B-DF-HJ-NP-TV-Z][0-9])\\b");

    private final TestLine line;
    private final Random random;
    private final Owners owners;
    private final List<Phone> contacts;
    private final List<Phone> practising;
    private final List<Phone> staff;
    private final Phone supervisor;
    private final List<String> story = new ArrayList<>();
    private final Map<String, String> handles = new TreeMap<>();
    private final HeldActs held;
    private Node other;

    RandomNight(TestLine line, Random random) {
        this.line = line;
        this.random = random;
        this.owners = Owners.of(line.database());
        this.contacts = Stream.generate(line::phone).limit(5).toList();
        this.practising =
                Stream.of("+447700900121", "+447700900122").map(line::phone).toList();
        this.staff = Stream.of("+447700900101", "+447700900102", "+447700900103", "+447700900120", "+447700900180")
                .map(line::phone)
                .toList();
        this.supervisor = line.phone("+447700900110");
        this.held = new HeldActs(
                line,
                random,
                Stream.concat(contacts.stream(), practising.stream()).toList(),
                this::says);
        this.other = line.addNode();
        line.node()
                .bean(Staff.class)
                .apply(
                        StaffFile.read(YamlMap.read("staff.yml", NightWords.STAFF)),
                        true,
                        line.clock().now());
    }

    /// What has been done so far.
    String story() {
        return String.join("; ", story);
    }

    /// So many steps; then nobody does anything for a quarter of an hour.
    ///
    /// @param beginning which of the four ways to begin
    void play(int beginning, int steps) {
        policy(beginning == 3 ? 0 : random.nextInt(NightWords.POLICIES.size() + 1));
        held.begin(beginning, contacts.getFirst());
        judge();
        for (int i = 0; i < steps; i++) {
            if (i == steps / 2) {
                killed();
            } else {
                step();
            }
            judge();
        }
        story.add("quiet");
        line.noFaults();
        for (int i = 0; i < 8; i++) {
            line.clock().forward(Duration.ofSeconds(115));
            judge();
        }
        assertEquals(List.of(), owners.inDangerUnheard(line.clock().now()), "in danger, and nobody rings");
        line.settle();
        hear();
    }

    private void judge() {
        hear();
        var now = line.clock().now();
        assertEquals(List.of(), owners.without(now), "forgotten at " + now);
        assertEquals(List.of(), line.node().bean(OpenConversations.class).withoutOwner(now), "by its own judge");
    }

    private void step() {
        int draw = random.nextInt(200);
        if (draw < 44) {
            texts(contacts);
        } else if (draw < 49) {
            texts(practising);
        } else if (draw < 68) {
            answers();
        } else if (draw < 114) {
            holds();
        } else if (draw < 121) {
            supervises();
        } else if (draw < 126) {
            calls();
        } else if (draw < 130) {
            policy(random.nextInt(NightWords.POLICIES.size() + 1));
        } else if (draw < 144) {
            forward(Duration.ofSeconds(5 + random.nextInt(115)));
        } else if (draw < 160) {
            forward(Duration.ofMinutes(2 + random.nextInt(15)));
        } else if (draw < 172) {
            forward(Duration.ofMinutes(30 + random.nextInt(200)));
        } else if (draw < 184) {
            override();
        } else if (draw < 194) {
            var fault = one(NightWords.FAULTS);
            story.add("fault " + fault);
            line.fault(fault, 1 + random.nextInt(3));
        } else if (draw < 196) {
            story.add("connections cut");
            line.cutConnections();
        } else {
            story.add("no faults");
            line.noFaults();
        }
    }

    private void texts(List<Phone> whose) {
        var text = one(NightWords.TEXTS);
        var contact = one(whose);
        says(contact, text);
        if (text.equals("FORGET") && random.nextBoolean()) {
            says(contact, "1");
        }
    }

    private void answers() {
        var who = one(staff);
        var text = one(NightWords.ANSWERS);
        boolean bare = List.of("#on", "#off", "#off 2h", "#break", "#break 15", "STOP", "START")
                .contains(text);
        if (text.equals("#pass") && random.nextBoolean()) {
            // A note goes along, about which the contact is asked.
            says(who, named(who, "#note she needs a doctor", true));
        }
        says(who, named(who, text, !bare && random.nextBoolean()));
    }

    /// Whoever is asked, or holds a talk, does something with it; while nobody does, somebody answers.
    private void holds() {
        if (!held.act()) {
            answers();
        }
    }

    /// The organisation asks in its own order from now on, or in the shipped one again.
    private void policy(int which) {
        story.add("policy " + which);
        var policies = OwnPolicies.of(line.sql(), line.node().bean(Lines.class));
        var now = line.clock().now();
        if (which == NightWords.POLICIES.size()) {
            policies.shipped(Optional.empty(), now);
        } else {
            policies.set(YamlMap.read("policy.yml", NightWords.POLICIES.get(which)), now);
        }
        line.settle();
    }

    private void supervises() {
        says(supervisor, named(supervisor, one(NightWords.SUPERVISES), random.nextBoolean()));
    }

    private String named(Phone who, String text, boolean named) {
        return named ? (handles.getOrDefault(who.number(), "") + " " + text).strip() : text;
    }

    /// Somebody's phone rings: it is taken with a key, or a machine picks up.
    private void calls() {
        var who = random.nextInt(4) == 0 ? supervisor : one(staff);
        var key = random.nextBoolean() ? "1" : "";
        if (who.answersIfItRings(key)) {
            story.add(name(who) + (key.isEmpty() ? " machine" : " presses " + key));
        }
    }

    private void says(Phone phone, String words) {
        story.add(name(phone) + " " + words);
        phone.textsBy(random.nextBoolean() ? line.node() : other, words);
    }

    private static String name(Phone phone) {
        return phone.number().substring(10);
    }

    private void forward(Duration by) {
        story.add("+" + by);
        line.clock().forward(by);
    }

    /// One of the programs goes in the middle of its work, another one comes.
    private void killed() {
        story.add("killed");
        one(contacts).sendsBy(line.node(), one(NightWords.TEXTS));
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
        changed(served.id(), made.person());
    }

    private DutyOverride made(Responder person, Responder by, Instant now, Instant until) {
        return switch (random.nextInt(3)) {
            case 0 -> new DutyOverride.Add(Ids.next(now), now, until, person.id(), Rank.PRIMARY);
            case 1 -> new DutyOverride.Remove(Ids.next(now), now, until, person.id());
            default -> new DutyOverride.Replace(Ids.next(now), now, until, person.id(), by.id());
        };
    }

    private void changed(UUID served, UUID person) {
        line.node().bean(Handovers.class).went(served, person, line.clock().now());
        line.settle();
    }

    /// Nobody's words are judged here; who answers learns the handles they may use.
    private void hear() {
        line.everybodyHears().forEach((number, heard) -> {
            for (var one : heard) {
                var found = HANDLE.matcher(one.body());
                if (found.find()) {
                    handles.put(number, found.group(1));
                }
            }
        });
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
