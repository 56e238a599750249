package org.amparo.rota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The shifts of a range are what being on duty adds up to, whatever the plan, the zone and the clock.
class RotaAgreesTest {
    private static final List<String> PEOPLE = List.of("ana", "leo", "noor");
    private static final List<String> TIMES = List.of("00:00", "02:15", "02:30", "03:00", "03:30", "08:00", "22:00");
    private static final Duration STEP = Duration.ofMinutes(5);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Bucharest",
                "America/New_York",
                "Asia/Kathmandu",
                "Australia/Lord_Howe",
                "Africa/Cairo",
                "America/Santiago"
            })
    void shifts_are_the_integral_of_on_duty(String zone) {
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            var around = List.of(
                    "2026-03-06", "2026-03-27", "2026-04-03", "2026-04-22", "2026-10-02", "2026-10-23", "2026-09-04");
            var from = LocalDate.parse(around.get(random.nextInt(around.size())))
                    .atStartOfDay(ZoneId.of(zone))
                    .toInstant();
            var until = from.plus(Duration.ofDays(4));
            var rota = random(random, zone, from).rota();
            var shifts = rota.shifts(from, until);
            var sampled = new HashMap<Duty, Duration>();
            for (var at = from; at.isBefore(until); at = at.plus(STEP)) {
                rota.onDuty(at).forEach(duty -> sampled.merge(duty, STEP, Duration::plus));
                assertEquals(rota.onDuty(at), during(shifts, at), "seed " + seed + " at " + at);
            }
            // Every boundary of these plans lies on a step, so the samples add up exactly.
            var added = new HashMap<Duty, Duration>();
            shifts.forEach(
                    shift -> added.merge(new Duty(shift.person(), shift.rank()), shift.length(), Duration::plus));
            assertEquals(sampled, added, "seed " + seed);
            shifts.forEach(shift -> assertTrue(shift.from().isBefore(shift.until())));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Europe/Bucharest", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo"})
    void the_wall_clock_never_runs_backwards(String zone) {
        var rules = ZoneId.of(zone);
        for (var start : List.of("2011-12-28T00:00", "2026-03-01T00:00", "2026-09-01T00:00")) {
            var wall = LocalDateTime.parse(start);
            var before = Instant.MIN;
            for (int i = 0; i < 70 * 24 * 4; i++) {
                var now = WallClock.instant(wall, rules);
                assertFalse(now.isBefore(before), zone + " " + wall);
                before = now;
                wall = wall.plusMinutes(15);
            }
        }
    }

    private static java.util.NavigableSet<Duty> during(List<Shift> shifts, Instant at) {
        var found = new java.util.TreeSet<Duty>();
        shifts.stream()
                .filter(shift -> !at.isBefore(shift.from()) && at.isBefore(shift.until()))
                .forEach(shift -> found.add(new Duty(shift.person(), shift.rank())));
        return found;
    }

    private static Plan random(Random random, String zone, Instant from) {
        var plan = new Plan();
        plan.line("zone " + zone);
        IntStream.range(0, 1 + random.nextInt(3))
                .forEach(_ -> plan.line("rotation "
                        + (random.nextBoolean() ? "primary " : "backup ")
                        + List.of("all", "1 days", "2 days", "1 weeks", "1 months")
                                .get(random.nextInt(5))
                        + " from 2026-01-0" + (1 + random.nextInt(9)) + "T" + time(random)
                        + (random.nextBoolean() ? " mon-sun " + time(random) + "-" + time(random) : "")
                        + " : " + String.join(" ", PEOPLE.subList(0, 1 + random.nextInt(3)))));
        if (random.nextInt(3) == 0) {
            plan.line("holiday " + LocalDate.ofInstant(from, ZoneId.of(zone)).plusDays(random.nextInt(3))
                    + (random.nextBoolean() ? " " + time(random) + "-" + time(random) : ""));
        }
        IntStream.range(0, random.nextInt(4)).forEach(_ -> {
            var start = from.plus(Duration.ofMinutes(15L * random.nextInt(300)));
            var span = " " + minute(start) + " " + minute(start.plus(Duration.ofMinutes(15L * random.nextInt(100))));
            plan.line(
                    switch (random.nextInt(3)) {
                        case 0 -> "add " + person(random) + (random.nextBoolean() ? " primary" : " backup") + span;
                        case 1 -> "remove " + person(random) + span;
                        default -> "replace " + person(random) + " " + person(random) + span;
                    });
        });
        return plan;
    }

    private static String minute(Instant at) {
        return LocalDateTime.ofInstant(at, java.time.ZoneOffset.UTC) + "Z";
    }

    private static String person(Random random) {
        return PEOPLE.get(random.nextInt(PEOPLE.size()));
    }

    private static LocalTime time(Random random) {
        return LocalTime.parse(TIMES.get(random.nextInt(TIMES.size())));
    }
}
