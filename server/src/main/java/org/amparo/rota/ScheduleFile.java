package org.amparo.rota;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amparo.lines.Line;
import org.amparo.platform.Ids;
import org.amparo.platform.StartRefused;
import org.amparo.platform.YamlMap;

/// The schedules of a staff file.
final class ScheduleFile {
    /// Before any line of ours: a rotation that names no start has always run.
    private static final LocalDateTime ALWAYS = LocalDateTime.of(2020, 1, 6, 0, 0);

    private static final String TIME = "a time such as \"08:00\", in quotes";

    private ScheduleFile() {}

    /// @param lines a line by its name
    /// @param people a responder by the line of the schedule and the alias
    /// @throws StartRefused naming the entry and the mend
    static List<Schedule> read(
            YamlMap file, Function<String, Optional<Line>> lines, BiFunction<Line, String, Optional<UUID>> people) {
        var names = new HashSet<String>();
        return file.maps("schedules").stream()
                .map(map -> {
                    var schedule = schedule(map, lines, people);
                    if (!names.add(schedule.lineId() + schedule.name())) {
                        throw new StartRefused(
                                map.place() + ": two schedules of a line have the name " + schedule.name());
                    }
                    return schedule;
                })
                .toList();
    }

    private static Schedule schedule(
            YamlMap map, Function<String, Optional<Line>> lines, BiFunction<Line, String, Optional<UUID>> people) {
        map.only("name", "line", "cover", "zone", "rotations", "holidays");
        var line = lines.apply(map.required("line"))
                .orElseThrow(() -> new StartRefused(
                        map.place() + ": `line:` names no line that is served: " + map.required("line")));
        return new Schedule(
                Ids.next(java.time.Instant.EPOCH),
                line.id(),
                map.required("name"),
                map.word("cover", Cover.class).orElse(Cover.OPEN),
                map.read("zone", "a zone such as Europe/Bucharest", ZoneId::of).orElse(line.zone()),
                map.maps("rotations").stream()
                        .map(one -> rotation(one, alias -> people.apply(line, alias)))
                        .toList(),
                map.maps("holidays").stream().map(ScheduleFile::holiday).toList(),
                List.of());
    }

    private static Rotation rotation(YamlMap map, Function<String, Optional<UUID>> people) {
        map.only("rank", "people", "turn", "from", "until", "windows");
        var turn = map.read("turn", "such as `1 weeks`, `2 days` or `1 months`", text -> {
            var words = text.split(" ", 2);
            return new Rotation.Turn(
                    Rotation.Unit.valueOf(words[1].strip().toUpperCase(Locale.ROOT)), Integer.parseInt(words[0]));
        });
        return new Rotation(
                Ids.next(java.time.Instant.EPOCH),
                map.word("rank", Rank.class).orElse(Rank.PRIMARY),
                map.texts("people").stream()
                        .map(alias -> people.apply(alias)
                                .orElseThrow(() -> new StartRefused(
                                        map.place() + ": `people:` names nobody with the alias " + alias)))
                        .toList(),
                turn,
                map.read("from", "a time on the wall such as \"2026-11-30T09:00\", in quotes", LocalDateTime::parse)
                        .orElse(ALWAYS),
                map.read("until", "a time on the wall such as \"2026-12-31T09:00\", in quotes", LocalDateTime::parse),
                map.maps("windows").stream().map(ScheduleFile::window).toList());
    }

    private static Window window(YamlMap map) {
        map.only("days", "from", "to");
        map.required("from");
        map.required("to");
        return new Window(
                map.read("days", "weekdays such as mon-fri or sat,sun", ScheduleFile::days)
                        .orElse(EnumSet.allOf(DayOfWeek.class)),
                map.read("from", TIME, LocalTime::parse).orElseThrow(),
                map.read("to", TIME, ScheduleFile::end).orElseThrow());
    }

    private static Holiday holiday(YamlMap map) {
        map.only("day", "windows");
        map.required("day");
        return new Holiday(
                map.read("day", "a date such as \"2026-12-25\", in quotes", LocalDate::parse)
                        .orElseThrow(),
                map.maps("windows").stream().map(ScheduleFile::window).toList());
    }

    private static LocalTime end(String text) {
        return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }

    static Set<DayOfWeek> days(String text) {
        return Arrays.stream(text.split(","))
                .flatMap(part -> {
                    var ends = part.strip().split("-", -1);
                    return EnumSet.range(day(ends[0]), day(ends[ends.length - 1])).stream();
                })
                .collect(Collectors.toSet());
    }

    private static DayOfWeek day(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> name.length() >= 3
                        && day.name().toLowerCase(Locale.ROOT).startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no weekday"));
    }
}
