package org.amparo.rota;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// A schedule as the case tables write it, one line at a time.
final class Plan {
    private final List<Rotation> rotations = new ArrayList<>();
    private final List<Holiday> holidays = new ArrayList<>();
    private final List<DutyOverride> overrides = new ArrayList<>();
    private ZoneId zone = ZoneId.of("UTC");

    static UUID person(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    Rota rota() {
        return new Rota(new Schedule(
                person("schedule"), person("line"), "cases", Cover.OPEN, zone, rotations, holidays, overrides));
    }

    Instant instant(String time) {
        return time.endsWith("Z") ? instantOf(time) : WallClock.instant(LocalDateTime.parse(time), zone);
    }

    private static Instant instantOf(String time) {
        return LocalDateTime.parse(time.substring(0, time.length() - 1)).toInstant(java.time.ZoneOffset.UTC);
    }

    void line(String line) {
        var words = line.split("\\s+", -1);
        switch (words[0]) {
            case "zone" -> zone = ZoneId.of(words[1]);
            case "rotation" -> rotations.add(rotation(line));
            case "holiday" -> holidays.add(holiday(words));
            case "add" ->
                overrides.add(new DutyOverride.Add(
                        UUID.randomUUID(), instant(words[3]), instant(words[4]), person(words[1]), rank(words[2])));
            case "remove" ->
                overrides.add(new DutyOverride.Remove(
                        UUID.randomUUID(), instant(words[2]), instant(words[3]), person(words[1])));
            case "replace" ->
                overrides.add(new DutyOverride.Replace(
                        UUID.randomUUID(), instant(words[3]), instant(words[4]), person(words[1]), person(words[2])));
            default -> throw new IllegalArgumentException("not a line of a case: " + line);
        }
    }

    private Rotation rotation(String line) {
        var halves = line.split(" :", -1);
        var words = new ArrayList<>(List.of(halves[0].split("\\s+", -1)));
        var people = Arrays.stream(halves[1].trim().split("\\s+"))
                .filter(name -> !name.isEmpty())
                .map(Plan::person)
                .toList();
        words.removeFirst();
        var rank = rank(words.removeFirst());
        Optional<Rotation.Turn> turn = Optional.empty();
        var first = words.removeFirst();
        if (!first.equals("all")) {
            turn = Optional.of(new Rotation.Turn(
                    Rotation.Unit.valueOf(words.removeFirst().toUpperCase(Locale.ROOT)), Integer.parseInt(first)));
        }
        words.removeFirst(); // from
        var start = LocalDateTime.parse(words.removeFirst());
        Optional<LocalDateTime> end = Optional.empty();
        if (!words.isEmpty() && words.getFirst().equals("until")) {
            words.removeFirst();
            end = Optional.of(LocalDateTime.parse(words.removeFirst()));
        }
        var windows = new ArrayList<Window>();
        while (!words.isEmpty()) {
            windows.add(window(days(words.removeFirst()), words.removeFirst()));
        }
        return new Rotation(UUID.randomUUID(), rank, people, turn, start, end, windows);
    }

    private static Holiday holiday(String[] words) {
        var windows = Arrays.stream(words)
                .skip(2)
                .map(times -> window(EnumSet.allOf(DayOfWeek.class), times))
                .toList();
        return new Holiday(LocalDate.parse(words[1]), windows);
    }

    private static Window window(Set<DayOfWeek> days, String times) {
        var both = times.split("-", -1);
        return new Window(days, LocalTime.parse(both[0]), LocalTime.parse(both[1]));
    }

    private static Set<DayOfWeek> days(String text) {
        return Arrays.stream(text.split(","))
                .flatMap(part -> {
                    var ends = part.split("-", -1);
                    return EnumSet.range(day(ends[0]), day(ends[ends.length - 1])).stream();
                })
                .collect(Collectors.toSet());
    }

    private static DayOfWeek day(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().toLowerCase(Locale.ROOT).startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static Rank rank(String word) {
        return Rank.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
