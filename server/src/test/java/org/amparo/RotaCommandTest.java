package org.amparo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amparo.harness.Phone;
import org.amparo.harness.TestDatabase;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.platform.StartRefused;
import org.amparo.platform.YamlMap;
import org.amparo.rota.Schedules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The word `rota`, while the program runs. It is Monday 2026-11-23, from noon on, in Bucharest: Ana, Leo and Noor
/// are on from 8 to 22, at night Ana is on call, Leo behind her.
class RotaCommandTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private final Phone ana = line.staff("+447700900101");
    private final Phone leo = line.staff("+447700900102");
    private final Phone noor = line.staff("+447700900103");
    private final Phone vera = line.staff("+447700900110");

    private static String rota(String... words) {
        var environment = new HashMap<>(line.database().settings());
        environment.put("AMPARO_KEYSET", TestDatabase.keySet().toString());
        var said = new ByteArrayOutputStream();
        var all = Stream.concat(Stream.of("rota"), Stream.of(words)).toArray(String[]::new);
        int code = RotaCommand.run(
                all,
                environment,
                new PrintStream(said, true, StandardCharsets.UTF_8),
                () -> line.clock().now());
        line.settle();
        return code == 0 ? said.toString(StandardCharsets.UTF_8) : "code " + code;
    }

    @AfterEach
    void the_plan_is_as_it_was() {
        line.sql().useHandle(handle -> {
            handle.execute("DELETE FROM duty_override");
            handle.execute("DELETE FROM schedule_holiday");
        });
        List.of(ana, leo, noor, vera).forEach(Phone::hearsAnything);
    }

    @Test
    void it_lists_schedules_and_who_is_on() {
        assertEquals("""
                demo/day (open, Europe/Bucharest)
                  on now: Ana, Leo, Noor
                demo/night (on call, Europe/Bucharest)
                  on now: nobody
                """, rota());
    }

    @Test
    void gaps_are_listed_of_open_hours_and_of_nights_without_anybody_on_call() {
        assertEquals("demo (Europe/Bucharest): nothing is missing in 14 days\n", rota("gaps"));
        vera.texts("#gaps").hears("duty.gaps-none", "en");
        rota("remove", "day", "Noor", "2026-11-24T08:00", "2026-11-24T12:00");
        rota("remove", "night", "Leo", "2026-11-24T22:00", "2026-11-25T08:00");
        rota("remove", "night", "Leo", "2026-11-26T22:00", "2026-11-27T02:00");
        rota("remove", "night", "Ana", "2026-11-26T22:00", "2026-11-27T02:00");
        assertEquals("""
                demo (Europe/Bucharest): 4 times without anybody in 3 days
                  open, ar: 2026-11-24T08:00 until 2026-11-24T12:00
                  open, es: 2026-11-24T08:00 until 2026-11-24T12:00
                  open, fr: 2026-11-24T08:00 until 2026-11-24T12:00
                  on call, tl: 2026-11-24T22:00 until 2026-11-25T08:00
                """, rota("gaps", "3"));
        assertTrue(rota("gaps").contains("  on call, any language: 2026-11-26T22:00 until 2026-11-27T02:00\n"));
        assertEquals("code 2", rota("gaps", "soon"));
        assertEquals("""
                Nobody is planned 5 times in 14 days. The first:
                Tue 08:00, Nov 24 (Arabic)
                Tue 08:00, Nov 24 (Spanish)
                Tue 08:00, Nov 24 (French)
                Tue 22:00, Nov 24, on call (Filipino)
                Thu 22:00, Nov 26, on call""", vera.texts("#gaps").hearsAnything().getLast().body());
        ana.texts("#gaps").hears("duty.supervisor-only", "en");
    }

    @Test
    void somebody_is_replaced_for_a_time_and_it_is_taken_back() {
        var said = rota("replace", "night", "Ana", "Noor", "2026-11-23T22:00", "2026-11-24T08:00");
        assertTrue(said.contains("Made: replace Ana by Noor, 2026-11-23T22:00 until 2026-11-24T08:00"), said);
        assertTrue(said.contains("  Noor, 2026-11-23T22:00 until 2026-11-24T08:00"), said);
        assertTrue(said.contains("  Leo (backup), 2026-11-23T22:00 until 2026-11-24T08:00"), said);
        var listed = Pattern.compile("([0-9a-f-]{36}) replace Ana by Noor").matcher(rota());
        assertTrue(listed.find());
        assertTrue(rota("undo", listed.group(1)).startsWith("Taken back."));
        assertTrue(!rota().contains("replace"));
        assertThrows(StartRefused.class, () -> rota("undo", listed.group(1)));
        assertEquals(List.of("{\"overrides\": 1}", "{\"overrides\": 1}"), trail());
    }

    /// What the last two changes left in the trail.
    private static List<String> trail() {
        return line.sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT counts FROM audit_event WHERE kind = 'rota-changed' ORDER BY id DESC LIMIT 2")
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void who_is_taken_off_is_not_asked_and_who_waits_is_looked_for_anew() {
        rota("remove", "day", "Ana", "2026-11-23T08:00", "2026-12-23T22:00");
        rota("remove", "demo/day", "leo", "2026-11-23T08:00", "2026-12-23T22:00");
        var contact = line.phone()
                .texts("I want to talk to a person")
                .hears("sys.waiting-unknown", "en")
                .hears("sys.consent.v1", "en");
        ana.hearsNothing();
        leo.hearsNothing();
        noor.hearsAnything();
        rota("add", "day", "Leo", "2026-11-23T08:00", "2026-12-23T22:00", "backup");
        // Noor was asked meanwhile, for want of anybody who speaks it.
        line.clock().forward(TestLine.seconds(61));
        leo.hears("duty.offer", "en");
        leo.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
        contact.hears("sys.joined", "en");
        leo.texts("#close test").hears("duty.closed", "en");
        contact.hearsAnything();
    }

    @Test
    void a_holiday_has_other_hours_and_outlives_the_staff_file() {
        assertTrue(rota("holiday", "day", "2026-12-25").contains("  holiday 2026-12-25: nobody is on"));
        assertTrue(rota("holiday", "day", "2026-12-26", "10:00-12:00", "22:00-24:00")
                .contains("  holiday 2026-12-26: 10:00-12:00, 22:00-00:00"));
        var file = """
            schedules:
              - name: day
                line: demo
                cover: open
                rotations:
                  - people: [Ana, Leo, Noor]
                    windows: [{ days: mon-sun, from: "08:00", to: "22:00" }]
                holidays:
                  - { day: "2026-12-25", windows: [{ from: "09:00", to: "10:00" }] }
                  - { day: "2027-01-01" }
            """;
        line.node()
                .bean(Schedules.class)
                .apply(YamlMap.read("staff.yml", file), line.clock().now());
        var said = rota();
        assertTrue(said.contains("  holiday 2026-12-25: nobody is on"), said);
        assertTrue(said.contains("  holiday 2027-01-01: nobody is on"), said);
        assertTrue(!rota("workday", "day", "2026-12-25").contains("2026-12-25"));
        assertThrows(StartRefused.class, () -> rota("workday", "day", "2026-12-25"));
        assertEquals(
                1, line.node().bean(Lines.class).all().size(), "the command needs no line's name while there is one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        add dusk Ana 2026-11-24T08:00 2026-11-24T09:00                 | demo/day, demo/night
        add day Nobody 2026-11-24T08:00 2026-11-24T09:00               | Ana, Leo, Noor, Vera
        add day Ana tomorrow 2026-11-24T09:00                          | such as 2027-01-31T08:00
        add day Ana 2026-11-24T09:00 2026-11-24T08:00                  | ends before it begins
        add day Ana 2026-11-20T08:00 2026-11-20T09:00                  | is over
        add day Ana 2026-11-24T08:00 2028-11-24T09:00                  | more than a year
        add day Ana 2026-11-24T08:00 2026-11-24T09:00                  | changes nothing
        remove night Noor 2026-11-24T23:00 2026-11-24T23:30            | changes nothing
        replace night Noor Ana 2026-11-24T23:00 2026-11-24T23:30       | changes nothing
        undo 7                                                         | not the id of a change
        undo 00000000-0000-0000-0000-000000000007                      | no such change
        holiday day christmas                                          | is no day
        holiday day 2026-12-25 morning                                 | are no hours
        holiday day 2026-12-25 8-12                                    | are no hours
        holiday day 2026-11-01                                         | is over
        """)
    void what_makes_no_sense_is_refused_with_the_mend(String words, String why) {
        var refused = assertThrows(StartRefused.class, () -> rota(words.split(" ", -1)));
        var said = String.valueOf(refused.getMessage());
        assertTrue(said.contains(why), said);
        assertTrue(said.contains("nothing was changed"), said);
    }

    @ParameterizedTest
    @CsvSource({"frobnicate", "add day Ana", "remove day Ana x y z", "add day Ana x y sometimes", "undo", "holiday day"
    })
    void a_wrong_use_shows_the_right_one(String words) {
        assertEquals("code 2", rota(words.split(" ", -1)));
    }
}
