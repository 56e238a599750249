package org.amparo.rota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who is on duty, as the table of cases says it.
class RotaCasesTest {
    private static final List<String> PEOPLE = List.of("ana", "leo", "noor");
    private static final Duration STEP = Duration.ofMinutes(5);

    @TestFactory
    Stream<DynamicTest> the_table_of_cases() throws IOException {
        return cases().stream();
    }

    @Test
    void the_table_has_at_least_sixty_plans() throws IOException {
        assertTrue(plans().size() >= 60, "plans: " + plans().size());
    }

    /// Of every plan of the table, around every moment it is asked about.
    @TestFactory
    Stream<DynamicTest> shifts_are_the_integral_of_on_duty() throws IOException {
        return plans().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.getKey(),
                        () -> one.getValue()
                                .asked()
                                .forEach(at -> agree(one.getValue().plan(), at))));
    }

    private static void agree(Plan plan, String asked) {
        var from = plan.instant(asked).truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(30));
        var until = from.plus(Duration.ofHours(60));
        var rota = plan.rota();
        var sampled = new HashMap<Duty, Duration>();
        for (var at = from; at.isBefore(until); at = at.plus(STEP)) {
            rota.onDuty(at).forEach(duty -> sampled.merge(duty, STEP, Duration::plus));
        }
        // Every boundary in the table lies on a step, so the samples add up exactly.
        var added = new HashMap<Duty, Duration>();
        rota.shifts(from, until)
                .forEach(shift -> added.merge(new Duty(shift.person(), shift.rank()), shift.length(), Duration::plus));
        assertEquals(sampled, added, "around " + asked);
    }

    /// @param asked the moments of its questions
    private record Asked(Plan plan, List<String> asked) {}

    private static Map<String, Asked> plans() throws IOException {
        var plans = new LinkedHashMap<String, Asked>();
        read((name, plan, question) -> plans.computeIfAbsent(name, _ -> new Asked(plan, new ArrayList<>()))
                .asked()
                .add(question.split("\\s+", -1)[1]));
        return plans;
    }

    /// One line of the table that asks.
    private interface Question {
        void of(String name, Plan plan, String question);
    }

    private static List<DynamicTest> cases() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        read((name, plan, question) ->
                tests.add(DynamicTest.dynamicTest(name + ": " + question, () -> ask(plan, question))));
        return tests;
    }

    private static void read(Question each) throws IOException {
        try (var file = Objects.requireNonNull(RotaCasesTest.class.getResourceAsStream("/rota/cases.txt"))) {
            var plan = new Plan();
            var name = "";
            for (var line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.startsWith("== ")) {
                    plan = new Plan();
                    name = line.substring(3);
                } else if (line.startsWith("at ") || line.startsWith("shifts ")) {
                    each.of(name, plan, line);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    plan.line(line);
                }
            }
        }
    }

    private static void ask(Plan plan, String line) {
        var halves = line.split(" = ", -1);
        var words = halves[0].split("\\s+", -1);
        if (words[0].equals("at")) {
            var on = plan.rota().onDuty(plan.instant(words[1])).stream()
                    .map(duty -> name(duty.person(), duty.rank()))
                    .sorted()
                    .collect(Collectors.joining(" "));
            assertEquals(sorted(halves[1], " "), on);
            return;
        }
        var shifts = plan.rota().shifts(plan.instant(words[1]), plan.instant(words[2])).stream()
                .map(shift -> name(shift.person(), shift.rank()) + " "
                        + minutes(shift.from().toString()) + " "
                        + minutes(shift.until().toString()))
                .sorted()
                .collect(Collectors.joining("; "));
        assertEquals(sorted(halves[1], "; "), shifts);
    }

    private static String minutes(String instant) {
        return instant.replace(":00Z", "Z");
    }

    private static String sorted(String list, String between) {
        return list.trim().equals("-")
                ? ""
                : Arrays.stream(list.trim().split(between, -1)).sorted().collect(Collectors.joining(between));
    }

    private static String name(UUID person, Rank rank) {
        var name = PEOPLE.stream()
                .filter(one -> Plan.person(one).equals(person))
                .findFirst()
                .orElseThrow();
        return rank == Rank.BACKUP ? "(" + name + ")" : name;
    }
}
