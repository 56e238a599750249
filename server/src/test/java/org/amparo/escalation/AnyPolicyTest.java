package org.amparo.escalation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amparo.platform.YamlMap;
import org.junit.jupiter.api.Test;

/// Whatever policy an organisation may set, and whoever is there: a run never stands still, asks everybody who
/// could help in time, tells the contact the truth, and alarms when nobody answers.
class AnyPolicyTest {
    private static final int POLICIES = 200;

    private static final List<String> GRADES = List.of("native", "fluent", "basic", "");
    private static final List<String> DUTIES = List.of("on", "on2", "call", "call2", "");
    private static final List<String> STATES =
            List.of("", "", "", "full", "rest", "break", "off", "away", "excluded", "self", "deaf", "partner", "child");
    private static final List<String> NAMED =
            List.of("person P0", "person P1", "person Nobody", "partner P2", "schedule desk", "schedule none");

    @Test
    void every_run_asks_tells_and_alarms_in_time() {
        int taken = 0;
        for (int seed = 0; seed < POLICIES; seed++) {
            var random = new Random(seed);
            var text = policy(random);
            var policy = Policy.own(YamlMap.read("policy.yml", text));
            if (PolicyBounds.broken(policy).isEmpty()) {
                taken++;
                climb(policy, random, "seed " + seed + "\n" + text);
            }
        }
        assertTrue(
                taken > POLICIES / 4, taken + " of " + POLICIES + " policies could be set: too few to show anything");
    }

    private static void climb(Policy policy, Random random, String what) {
        var people = people(random);
        for (var wish : List.of("danger", "danger child", "child", "normal")) {
            var climb = new Climb(policy, wish, people);
            var said = new ArrayList<String>();
            for (int second = 1 + random.nextInt(200); second < 600; second += 30 + random.nextInt(300)) {
                climb.until("0:" + second);
                if (random.nextInt(3) == 0) {
                    var no = "P" + random.nextInt(6);
                    climb.declines(no);
                    said.add(no);
                }
            }
            var story = climb.until("40:00").story();
            var told = what + people + "\n" + wish + ", no: " + said + "\n" + story;
            boolean covered = alive(people, words -> words.contains("on") || words.contains("on2"));
            if (wish.startsWith("danger")) {
                danger(story, people, said, told);
            } else if (covered) {
                assertTrue(first(story, "alarm waiting") <= (wish.equals("child") ? 300 : 600), told);
                assertTrue(first(story, "no-one-free") <= 900, told);
                assertTrue(Math.min(first(story, "waiting-still"), first(story, "no-one-speaks")) <= 300, told);
            } else {
                assertTrue(first(story, "no-one-free") <= 900, told);
                assertTrue(first(story, "alarm waiting") <= 1800, told);
            }
        }
    }

    private static void danger(String story, String people, List<String> said, String told) {
        assertTrue(first(story, "alarm urgent") <= 60, told);
        assertTrue(first(story, "crisis-no-one") <= 300, told);
        assertTrue(first(story, "alarm incident") <= 600, told);
        for (var person : people.split("; ", -1)) {
            var words = List.of(person.split(" +"));
            if (List.of("off", "away", "excluded", "self", "deaf", "partner").stream()
                    .anyMatch(words::contains)) {
                continue;
            }
            boolean speaks = List.of("native", "fluent", "basic").stream().anyMatch(words::contains);
            assertTrue(first(story, "ask", words.getFirst()) <= (speaks ? 180 : 300), words + "\n" + told);
            if (!said.contains(words.getFirst())) {
                assertTrue(last(story, words.getFirst()) >= 2400 - 300, words + "\n" + told);
            }
        }
    }

    private static boolean alive(String people, java.util.function.Predicate<List<String>> which) {
        return Arrays.stream(people.split("; ")).anyMatch(one -> which.test(List.of(one.split(" +"))));
    }

    /// When it first happened, in seconds; far away when it never did.
    private static int first(String story, String... words) {
        return times(story, words).min().orElse(Integer.MAX_VALUE);
    }

    private static int last(String story, String person) {
        return times(story, "ask", person).max().orElse(-1);
    }

    private static IntStream times(String story, String... words) {
        return Arrays.stream(story.split(", "))
                .filter(one -> Arrays.stream(words).allMatch(one::contains))
                .mapToInt(one -> {
                    var time = one.substring(0, one.indexOf(' ')).split(":", -1);
                    return Integer.parseInt(time[0]) * 60 + Integer.parseInt(time[1]);
                });
    }

    private static String people(Random random) {
        return IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(i -> "P" + i + " " + pick(random, GRADES) + " " + pick(random, DUTIES) + " "
                        + pick(random, STATES) + (random.nextInt(4) == 0 ? " in=desk" : ""))
                .collect(Collectors.joining("; "));
    }

    /// Most keep the bounds; some do not, and are passed over.
    private static String policy(Random random) {
        return danger(random)
                + inHours(random, "child", 3, List.of("fluent-child", "everyone-child"))
                + inHours(random, "normal", 0, List.of("fluent", "primary", "everyone"))
                + outOfHours(random);
    }

    private record Entry(int at, String text) {}

    private static String entries(List<Entry> entries) {
        return entries.stream()
                .sorted(Comparator.comparingInt(Entry::at))
                .map(one -> "    - { at: " + one.at() + " s, " + one.text() + " }\n")
                .collect(Collectors.joining());
    }

    private static String danger(Random random) {
        var steps = new ArrayList<Entry>();
        steps.add(new Entry(
                0, danger(random, pick(random, List.of("primary", "backup", "fluent", "person P0")), false)));
        for (int i = random.nextInt(4); i > 0; i--) {
            var ask = random.nextBoolean() ? pick(random, NAMED) : pick(random, List.of("backup", "basic", "everyone"));
            int at = random.nextInt(240);
            steps.add(new Entry(at, danger(random, ask, at >= 180)));
        }
        int wide = 60 + random.nextInt(125);
        steps.add(new Entry(wide, danger(random, "everyone", true) + ", all: true"));
        steps.add(new Entry(wide + random.nextInt(120), danger(random, "anyone", true) + ", all: true"));
        var marks = List.of(
                new Entry(random.nextInt(62), "alarm: urgent, soon: true"),
                new Entry(60 + random.nextInt(242), "tell: crisis-no-one, soon: true"),
                new Entry(302 + random.nextInt(300), "alarm: incident"));
        return "danger:\n  steps:\n" + entries(steps) + "  marks:\n" + entries(marks)
                + "  repeat: { every: %s s, from: %s s }\n".formatted(60 + random.nextInt(61), random.nextInt(301));
    }

    private static String danger(Random random, String ask, boolean beyond) {
        return "ask: " + ask + ", patience: " + (30 + random.nextInt(91)) + " s, call: true"
                + (beyond ? ", beyond: true" : "");
    }

    private static String inHours(Random random, String way, int wideFrom, List<String> firsts) {
        var steps = new ArrayList<Entry>();
        steps.add(new Entry(0, calm(random, pick(random, firsts))));
        if (way.equals("child")) {
            steps.add(new Entry(180, "ask: everyone-child, all: true, patience: 60 s, call: true"));
            steps.add(new Entry(180, calm(random, "fluent")));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            steps.add(new Entry(wideFrom * 60 + random.nextInt(400), calm(random, pick(random, NAMED))));
        }
        steps.add(new Entry(200 + random.nextInt(401), calm(random, pick(random, List.of("interpreter", "anyone")))));
        var marks = new ArrayList<Entry>();
        marks.add(new Entry(60 + random.nextInt(241), "tell: waiting-still, unspoken: no-one-speaks"));
        marks.add(new Entry(random.nextInt(way.equals("child") ? 301 : 601), "alarm: waiting"));
        marks.add(new Entry(400 + random.nextInt(501), "tell: no-one-free"));
        return way + ":\n  steps:\n" + entries(steps) + "  marks:\n" + entries(marks)
                + "  repeat: { every: %s s, from: %s s }\n".formatted(120 + random.nextInt(400), random.nextInt(600));
    }

    private static String outOfHours(Random random) {
        var steps = new ArrayList<Entry>();
        for (int i = random.nextInt(4); i > 0; i--) {
            steps.add(new Entry(
                    random.nextInt(3600),
                    calm(
                            random,
                            random.nextBoolean() ? pick(random, NAMED) : pick(random, List.of("primary", "anyone")))));
        }
        return steps.isEmpty()
                ? "out-of-hours:\n  steps: []\n  marks:\n    - { at: 60 s, tell: no-one-free, soon: true }\n"
                        + "    - { at: " + (5 + random.nextInt(6)) + " min, alarm: waiting }\n"
                : "out-of-hours:\n  steps:\n" + entries(steps)
                        + "  marks:\n    - { at: 15 min, tell: no-one-free, soon: true }\n"
                        + "    - { at: 20 min, alarm: waiting }\n";
    }

    private static String calm(Random random, String ask) {
        return "ask: " + ask + ", patience: " + (30 + random.nextInt(271)) + " s"
                + (random.nextInt(3) == 0 ? ", all: true" : "");
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
