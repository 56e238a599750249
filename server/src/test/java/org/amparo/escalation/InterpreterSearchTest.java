package org.amparo.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.escalation.InterpreterSearch.Asked;
import org.amparo.escalation.InterpreterSearch.Next;
import org.amparo.escalation.InterpreterSearch.Person;
import org.amparo.responders.Availability;
import org.amparo.responders.Grade;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whom a search for an interpreter asks, on a table.
///
/// People are written as `name:grade:what`, where what holds `i` for who only interprets, `p` for planned, `d` for
/// on duty, `b` for on a break, `o` for off, `x` for barred, `u` for unreachable, a digit for talks held. Those
/// asked as `name:answer:seconds`, seconds ago.
class InterpreterSearchTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        normal | Ida:native:i                                 |                                | ask Ida
        normal | Ana:fluent:pd                                |                                | ask Ana
        normal | Ana:fluent:pd, Ida:native:i                  |                                | ask Ida
        normal | Ana:fluent:pd, Ida:basic:i                   |                                | ask Ana
        normal | Ana:basic:pd, Ida:basic:i                    |                                | ask Ida
        normal | Ana:fluent:pd, Bea:native:pd                 |                                | ask Bea
        normal | Ana:fluent:pd2, Bea:fluent:pd1               |                                | ask Bea
        normal | Bea:fluent:pd, Ana:fluent:pd                 |                                | ask Ana
        normal | Ana:basic:pd                                 |                                | ask Ana
        normal | Ana:none:pd                                  |                                | nobody 60
        normal | Ana:fluent:p                                 |                                | nobody 60
        normal | Ana:fluent:                                  |                                | nobody 60
        normal | Ida:native:ip                                |                                | nobody 60
        normal | Ida:native:ipd                               |                                | ask Ida
        normal | Ida:native:io                                |                                | nobody 60
        normal | Ida:native:ib                                |                                | nobody 60
        normal | Ida:native:ix                                |                                | nobody 60
        normal | Ida:native:iu                                |                                | nobody 60
        normal | Ida:native:i, Ana:fluent:pd                  | Ida:open:10                    | wait 50
        normal | Ida:native:i, Ana:fluent:pd                  | Ida:open:60                    | miss Ida
        normal | Ida:native:i, Ana:fluent:pd                  | Ida:missed:60                  | ask Ana
        normal | Ida:native:i, Ana:fluent:pd                  | Ida:declined:5                 | ask Ana
        normal | Ida:native:i, Ana:fluent:pd                  | Ida:declined:60, Ana:open:5    | wait 55
        normal | Ida:native:i                                 | Ida:declined:600               | nobody 60
        normal | Ida:native:i                                 | Ida:missed:60                  | nobody 60
        normal | Ida:native:i                                 | Ida:missed:270                 | nobody 30
        normal | Ida:native:i                                 | Ida:missed:300                 | ask Ida
        normal | Ida:native:io                                | Ida:missed:300                 | nobody 60
        normal | Ida:native:i, Ana:fluent:pd                  | Ida:missed:400, Ana:missed:300 | ask Ida Ana
        normal | Ida:native:i, Ana:fluent:pd                  | Ida:declined:400, Ana:missed:300 | ask Ana
        danger | Ida:native:i, Ana:fluent:pd, Bea:basic:p     |                                | ask Ida Ana Bea
        danger | Ida:native:ib, Ana:fluent:o                  |                                | ask Ida
        danger | Ida:native:i, Ana:fluent:pd                  | Ida:open:10                    | ask Ana
        danger | Ida:native:i, Ana:fluent:pd                  | Ida:open:10, Ana:open:30       | wait 30
        danger | Ida:native:i                                 | Ida:missed:90                  | nobody 30
        danger | Ida:native:i                                 | Ida:missed:120                 | ask Ida
        danger | Ida:native:ix                                |                                | nobody 60
        """)
    void next(String urgency, String people, String asked, String wanted) {
        var all = list(people).stream().map(InterpreterSearchTest::person).toList();
        var before = list(asked == null ? "" : asked).stream()
                .map(InterpreterSearchTest::asked)
                .toList();
        assertEquals(wanted, said(InterpreterSearch.next(urgency.equals("danger"), all, before, NOW), all));
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Person person(String text) {
        var parts = text.split(":", -1);
        var what = parts[2];
        var held = what.replaceAll("[^0-9]", "");
        return new Person(
                id(parts[0]),
                parts[0],
                parts[1].equals("none")
                        ? Optional.empty()
                        : Optional.of(Grade.valueOf(parts[1].toUpperCase(java.util.Locale.ROOT))),
                what.contains("i"),
                what.contains("p"),
                what.contains("d"),
                what.contains("b") ? Availability.BREAK : what.contains("o") ? Availability.OFF : Availability.ON,
                what.contains("x"),
                !what.contains("u"),
                held.isEmpty() ? 0 : Integer.parseInt(held));
    }

    private static Asked asked(String text) {
        var parts = text.split(":", -1);
        var at = NOW.minusSeconds(Long.parseLong(parts[2]));
        return new Asked(
                id(parts[0]),
                Run.Answer.valueOf(parts[1].toUpperCase(java.util.Locale.ROOT)),
                at,
                at.plus(InterpreterSearch.PATIENCE));
    }

    private static String said(Next next, List<Person> people) {
        return switch (next) {
            case Next.Miss(var ids) -> "miss " + names(ids, people);
            case Next.Ask(var ids) -> "ask " + names(ids, people);
            case Next.Wait(var until) -> "wait " + (until.getEpochSecond() - NOW.getEpochSecond());
            case Next.Nobody(var again) -> "nobody " + (again.getEpochSecond() - NOW.getEpochSecond());
        };
    }

    private static String names(List<UUID> ids, List<Person> people) {
        var names = new ArrayList<String>();
        ids.forEach(id -> people.stream()
                .filter(one -> one.id().equals(id))
                .map(Person::alias)
                .forEach(names::add));
        return names.stream().collect(Collectors.joining(" "));
    }
}
