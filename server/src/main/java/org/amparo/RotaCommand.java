package org.amparo;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.escalation.RunsAwake;
import org.amparo.lines.Lines;
import org.amparo.platform.Ids;
import org.amparo.platform.StartRefused;
import org.amparo.rota.DutyOverride;
import org.amparo.rota.Holiday;
import org.amparo.rota.Rank;
import org.amparo.rota.RotaChanges;
import org.amparo.rota.RotaChanges.Planned;
import org.amparo.rota.Window;
import org.jdbi.v3.core.Jdbi;

/// `rota`: who is on duty, and changes of the plan for a time: somebody more, somebody less, one in the place of
/// another, days with other hours. Times are those on the wall of the schedule. While the program runs or not.
final class RotaCommand {
    static final String KNOWN =
            "rota (schedules and their changes), rota gaps [<days>], rota add <schedule> <alias> <from> <until> [backup],"
                    + " rota remove <schedule> <alias> <from> <until>, rota replace <schedule> <alias> <by> <from> <until>,"
                    + " rota undo <change>, rota holiday <schedule> <day> [<from>-<until> ...], rota workday <schedule> <day>";

    private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    private RotaCommand() {}

    /// What the trail of acts counts.
    private enum Changed {
        OVERRIDES,
        HOLIDAYS
    }

    /// @return the exit code
    /// @throws StartRefused naming what does not fit, and the mend; nothing was changed then
    static int run(String[] arguments, Map<String, String> environment, PrintStream out, InstantSource time) {
        if (!wellFormed(arguments)) {
            out.println("Write " + KNOWN);
            return 2;
        }
        var settings = Settings.read(environment);
        try (var database = CommandDatabase.open(settings)) {
            var known = database.deployment();
            var keySet = database.keySet(settings, known);
            CommandActs.with(database.access(), keySet, (jdbi, audit) -> {
                var lines = Lines.ofDatabase(
                        jdbi,
                        time,
                        environment.getOrDefault("AMPARO_LINES", ""),
                        known.mode().equals("demo"),
                        environment.get("AMPARO_CONTENT"));
                if (arguments.length > 1 && arguments[1].equals("gaps")) {
                    GapsList.print(jdbi, lines, GapsList.days(arguments).orElseThrow(), out, time.instant());
                    return true;
                }
                var changes = RotaChanges.of(jdbi, lines);
                new RotaCommand.Run(jdbi, audit, changes, out, time.instant()).one(arguments);
                return true;
            });
            return 0;
        }
    }

    private static boolean wellFormed(String[] arguments) {
        int words = arguments.length;
        return words == 1
                || switch (arguments[1]) {
                    case "gaps" -> GapsList.days(arguments).isPresent();
                    case "add" ->
                        words == 6 || (words == 7 && rank(arguments[6]).isPresent());
                    case "remove" -> words == 6;
                    case "replace" -> words == 7;
                    case "undo" -> words == 3;
                    case "holiday" -> words >= 4;
                    case "workday" -> words == 4;
                    default -> false;
                };
    }

    private static Optional<Rank> rank(String word) {
        return Arrays.stream(Rank.values())
                .filter(one -> one.name().equalsIgnoreCase(word))
                .findFirst();
    }

    /// One command, in one transaction.
    private record Run(Jdbi jdbi, Audit audit, RotaChanges changes, PrintStream out, Instant now) {
        void one(String[] words) {
            switch (words.length == 1 ? "list" : words[1]) {
                case "list" -> changes.all(now).forEach(this::list);
                case "undo" -> undo(words[2]);
                case "holiday" -> holiday(words);
                case "workday" -> workday(words);
                default -> override(words);
            }
        }

        private void override(String[] words) {
            var planned = changes.named(words[2], now);
            var person = changes.person(planned, words[3]).id();
            int times = words[1].equals("replace") ? 5 : 4;
            var from = RotaChanges.at(planned, words[times]);
            var until = RotaChanges.at(planned, words[times + 1]);
            var id = Ids.next(now);
            var made = switch (words[1]) {
                case "add" ->
                    new DutyOverride.Add(
                            id,
                            from,
                            until,
                            person,
                            words.length == 7 ? rank(words[6]).orElseThrow() : Rank.PRIMARY);
                case "remove" -> new DutyOverride.Remove(id, from, until, person);
                default ->
                    new DutyOverride.Replace(
                            id,
                            from,
                            until,
                            person,
                            changes.person(planned, words[4]).id());
            };
            changes.make(planned, made, now);
            done(planned, Changed.OVERRIDES);
            out.println("Made: " + said(made, planned));
            shifts(changes.named(planned.name(), now), from.isBefore(now) ? now : from, until);
        }

        private void undo(String word) {
            var schedule = changes.undo(id(word), now)
                    .orElseThrow(() -> new StartRefused(
                            "there is no such change that is not over: `rota` lists them; nothing was changed"));
            changes.all(now).stream()
                    .filter(one -> one.rota().schedule().id().equals(schedule))
                    .findFirst()
                    .ifPresent(planned -> {
                        done(planned, Changed.OVERRIDES);
                        out.println("Taken back.");
                        list(planned);
                    });
        }

        private void holiday(String[] words) {
            var planned = changes.named(words[2], now);
            var windows = Arrays.stream(words).skip(4).map(Run::window).toList();
            changes.holiday(planned, new Holiday(day(words[3]), windows), now);
            done(planned, Changed.HOLIDAYS);
            list(changes.named(planned.name(), now));
        }

        private void workday(String[] words) {
            var planned = changes.named(words[2], now);
            if (!changes.ordinary(planned, day(words[3]))) {
                throw new StartRefused(words[3] + " has the hours of its weekday already; nothing was changed");
            }
            done(planned, Changed.HOLIDAYS);
            list(changes.named(planned.name(), now));
        }

        private void done(Planned planned, Changed what) {
            RunsAwake.of(jdbi).planned(planned.line().id(), now);
            audit.deployment(
                    Act.Kind.ROTA_CHANGED, Optional.of(planned.rota().schedule().id()), Map.of(what, 1L), now);
        }

        private void list(Planned planned) {
            var schedule = planned.rota().schedule();
            out.println(planned.name() + " ("
                    + schedule.cover().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", " + planned.zone() + ")");
            var on = planned.rota().onDuty(now).stream()
                    .map(duty -> changes.alias(duty.person()))
                    .collect(Collectors.joining(", "));
            out.println("  on now: " + (on.isEmpty() ? "nobody" : on));
            var today = LocalDate.ofInstant(now, planned.zone());
            schedule.holidays().stream()
                    .filter(one -> !one.date().isBefore(today))
                    .forEach(one -> out.println("  holiday " + one.date() + ": " + hours(one.windows())));
            schedule.overrides().forEach(one -> out.println("  " + one.id() + " " + said(one, planned)));
        }

        private static String hours(List<Window> windows) {
            return windows.isEmpty()
                    ? "nobody is on"
                    : windows.stream()
                            .map(one -> one.from() + "-" + one.until())
                            .collect(Collectors.joining(", "));
        }

        private String said(DutyOverride made, Planned planned) {
            var who = switch (made) {
                case DutyOverride.Add add ->
                    "add " + changes.alias(add.person()) + (add.rank() == Rank.BACKUP ? " as backup" : "");
                case DutyOverride.Remove remove -> "remove " + changes.alias(remove.person());
                case DutyOverride.Replace replace ->
                    "replace " + changes.alias(replace.person()) + " by " + changes.alias(replace.by());
            };
            return who + ", " + wall(made.from(), planned) + " until " + wall(made.until(), planned);
        }

        private void shifts(Planned planned, Instant from, Instant until) {
            planned.rota()
                    .shifts(from, until)
                    .forEach(shift -> out.println("  " + changes.alias(shift.person())
                            + (shift.rank() == Rank.BACKUP ? " (backup)" : "") + ", "
                            + wall(shift.from(), planned) + " until " + wall(shift.until(), planned)));
        }

        private static String wall(Instant at, Planned planned) {
            return WALL.format(at.atZone(planned.zone()));
        }

        private static UUID id(String word) {
            try {
                return UUID.fromString(word);
            } catch (IllegalArgumentException e) {
                throw new StartRefused(word + " is not the id of a change, as `rota` lists it; nothing was changed", e);
            }
        }

        private static LocalDate day(String word) {
            try {
                return LocalDate.parse(word);
            } catch (DateTimeException e) {
                throw new StartRefused(word + " is no day: write it as 2027-01-31; nothing was changed", e);
            }
        }

        private static Window window(String word) {
            try {
                var ends = word.split("-", -1);
                if (ends.length == 2) {
                    var until = ends[1].equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(ends[1]);
                    return new Window(EnumSet.allOf(DayOfWeek.class), LocalTime.parse(ends[0]), until);
                }
            } catch (DateTimeException e) {
                throw new StartRefused(word + " are no hours: write them as 08:00-12:00; nothing was changed", e);
            }
            throw new StartRefused(word + " are no hours: write them as 08:00-12:00; nothing was changed");
        }
    }
}
