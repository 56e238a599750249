package org.amparo.rota;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// When somebody who is off, or was set away, is counted on again by itself. Times are on the wall in Bucharest.
class AbsencesTest {
    private static final String DAY = "rotation primary all from 2026-01-01T00:00 mon-sun 08:00-22:00 : noor";
    private static final String WEEKDAYS = "rotation primary all from 2026-01-01T00:00 mon-fri 08:00-22:00 : noor";
    private static final String NIGHT = "rotation primary all from 2026-01-01T00:00 mon-sun 22:00-08:00 : noor";
    private static final String ALWAYS = "rotation primary all from 2026-01-01T00:00 : noor";
    private static final String OTHER = "rotation primary all from 2026-01-01T00:00 mon-sun 00:00-00:00 : ana";
    private static final String WEEKS = "rotation primary 1 weeks from 2026-11-16T00:00 mon-sun 08:00-22:00 : noor ana";
    private static final String BACKUP = "rotation backup all from 2026-01-01T00:00 mon-sun 22:00-23:00 : noor";
    private static final String LAST =
            "rotation primary all from 2026-01-01T00:00 until 2026-11-24T00:00 mon-sun 08:00-22:00 : noor";

    private record Case(String says, String at, String off, String away, List<List<String>> schedules) {}

    @TestFactory
    Stream<DynamicTest> an_absence_ends_when_the_next_shift_begins() {
        return Stream.of(
                        of("in a shift: the next day's", "10:00", "24T08:00", "24T08:00", DAY),
                        of("as it begins: the next day's", "08:00", "24T08:00", "24T08:00", DAY),
                        of("in the evening: the next day's", "23:00", "24T08:00", "24T08:00", DAY),
                        of("shortly before one: not that one, by their word", "07:00", "24T08:00", "23T08:00", DAY),
                        of("two hours before: that one is meant", "06:00", "24T08:00", "23T08:00", DAY),
                        of("earlier: nobody knows that it is meant", "05:59", "23T08:00", "23T08:00", DAY),
                        of("the night follows the day", "10:00", "23T22:00", "23T22:00", DAY, "|", NIGHT),
                        of(
                                "at the end of the day the night has begun",
                                "22:00",
                                "24T08:00",
                                "24T08:00",
                                DAY,
                                "|",
                                NIGHT),
                        of("of one schedule: they go on, and so does it", "10:00", "24T08:00", "24T08:00", DAY, BACKUP),
                        of("over the weekend", "27T10:00", "30T08:00", "30T08:00", WEEKDAYS),
                        of("a week of theirs is over", "22T10:00", "30T08:00", "30T08:00", WEEKS),
                        of(
                                "the last of their week: the next is two weeks ahead",
                                "22T23:00",
                                "30T08:00",
                                "30T08:00",
                                WEEKS),
                        of("a duty without end: a day", "10:00", "24T10:00", "24T10:00", ALWAYS),
                        of("the last shift of all: its end", "10:00", "23T22:00", "23T22:00", LAST),
                        of("after the last shift: never by itself", "23:00", "-", "-", LAST),
                        of(
                                "one shift in a month",
                                "10:00",
                                "2026-12-24T08:00",
                                "2026-12-24T08:00",
                                "add noor primary 2026-12-24T08:00 2026-12-24T22:00"),
                        of(
                                "just within three months",
                                "10:00",
                                "2027-02-22T08:00",
                                "2027-02-22T08:00",
                                "add noor primary 2027-02-22T08:00 2027-02-22T22:00"),
                        of(
                                "later than that: by their word",
                                "10:00",
                                "-",
                                "-",
                                "add noor primary 2027-02-24T08:00 2027-02-24T22:00"),
                        of("others' shifts are not theirs", "10:00", "-", "-", OTHER),
                        of("nothing is planned", "10:00", "-", "-"),
                        of(
                                "a shift more, by a change of the plan",
                                "10:00",
                                "23T23:00",
                                "23T23:00",
                                DAY,
                                "add noor primary 2026-11-23T23:00 2026-11-24T02:00"),
                        of(
                                "a shift less",
                                "10:00",
                                "25T08:00",
                                "25T08:00",
                                DAY,
                                "remove noor 2026-11-24T00:00 2026-11-25T00:00"),
                        of(
                                "by the wall, over the end of summer time",
                                "2026-10-24T10:00",
                                "2026-10-25T08:00",
                                "2026-10-25T08:00",
                                DAY))
                .map(one -> DynamicTest.dynamicTest(one.says(), () -> check(one)));
    }

    /// @param lines of a plan; `|` begins another schedule
    private static Case of(String says, String at, String off, String away, String... lines) {
        var schedules = Arrays.stream(String.join("\n", lines).split("\n\\|\n"))
                .map(schedule -> schedule.lines().toList())
                .toList();
        return new Case(says, at, off, away, schedules);
    }

    private static void check(Case one) {
        var plans = one.schedules().stream().map(AbsencesTest::plan).toList();
        Collection<Rota> rotas = plans.stream().map(Plan::rota).toList();
        var noor = Plan.person("noor");
        var now = at(one.at());
        assertEquals(when(one.off()), Absences.offUntil(rotas, noor, now), "off");
        assertEquals(when(one.away()), Absences.awayUntil(rotas, noor, now), "away");
        assertEquals(Optional.empty(), Absences.offUntil(rotas, UUID.randomUUID(), now), "somebody else");
    }

    private static Plan plan(List<String> lines) {
        var plan = new Plan();
        plan.line("zone Europe/Bucharest");
        lines.forEach(plan::line);
        return plan;
    }

    private static Optional<Instant> when(String time) {
        return time.equals("-") ? Optional.empty() : Optional.of(at(time));
    }

    /// `08:00` on Monday the 23rd, `24T08:00`, or a whole date.
    private static Instant at(String time) {
        var day = time.contains("T") ? time : "23T" + time;
        return plan(List.of()).instant(day.length() > 8 ? day : "2026-11-" + day);
    }
}
