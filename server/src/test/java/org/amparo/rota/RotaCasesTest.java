package org.amparo.rota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    @TestFactory
    Stream<DynamicTest> the_table_of_cases() throws IOException {
        return cases().stream();
    }

    @Test
    void the_table_has_at_least_sixty_cases() throws IOException {
        assertTrue(cases().size() >= 60, "cases: " + cases().size());
    }

    private static List<DynamicTest> cases() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        try (var file = Objects.requireNonNull(RotaCasesTest.class.getResourceAsStream("/rota/cases.txt"))) {
            var plan = new Plan();
            var name = "";
            for (var line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.startsWith("== ")) {
                    plan = new Plan();
                    name = line.substring(3);
                } else if (line.startsWith("at ") || line.startsWith("shifts ")) {
                    var schedule = plan;
                    tests.add(DynamicTest.dynamicTest(name + ": " + line, () -> ask(schedule, line)));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    plan.line(line);
                }
            }
        }
        return tests;
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
