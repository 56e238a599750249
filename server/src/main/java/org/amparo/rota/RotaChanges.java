package org.amparo.rota;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.StartRefused;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.jdbi.v3.core.Jdbi;

/// Changes of a plan for a time, made beside the running program: somebody is on besides it, not on, or on instead
/// of somebody else; and days with other hours. What changes nothing is refused, so that a mistake shows. Works
/// inside the caller's transaction.
public final class RotaChanges {
    /// What lasts longer belongs into the plan itself.
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Jdbi jdbi;
    private final Lines lines;
    private final Responders responders;
    private final Schedules schedules;

    private RotaChanges(Jdbi jdbi, Lines lines) {
        this.jdbi = jdbi;
        this.lines = lines;
        this.responders = Responders.of(jdbi);
        this.schedules = Schedules.of(jdbi, lines);
    }

    public static RotaChanges of(Jdbi jdbi, Lines lines) {
        return new RotaChanges(jdbi, lines);
    }

    /// A schedule and the line it covers.
    public record Planned(Line line, Rota rota) {
        public String name() {
            return line.name() + "/" + rota.schedule().name();
        }

        public ZoneId zone() {
            return rota.schedule().zone();
        }
    }

    /// All schedules, with the overrides that are not over yet.
    public List<Planned> all(Instant now) {
        var all = new ArrayList<Planned>();
        lines.all().forEach(line -> schedules.of(line.id(), now).forEach(rota -> all.add(new Planned(line, rota))));
        return all;
    }

    /// @param name `day`, or `demo/day` where several lines have one of that name
    /// @throws StartRefused naming those there are
    public Planned named(String name, Instant now) {
        var all = all(now);
        var found = all.stream()
                .filter(one -> one.name().equalsIgnoreCase(name)
                        || one.rota().schedule().name().equalsIgnoreCase(name))
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        var names = String.join(
                ", ",
                (found.isEmpty() ? all : found).stream().map(Planned::name).toList());
        throw new StartRefused(
                found.isEmpty()
                        ? "there is no schedule " + name + ": write one of " + names + "; nothing was changed"
                        : "several lines have a schedule " + name + ": write one of " + names
                                + "; nothing was changed");
    }

    /// @throws StartRefused when nobody of the line is known by that alias
    public Responder person(Planned planned, String alias) {
        var people = responders.of(planned.line().id());
        return people.stream()
                .filter(one -> one.alias().equalsIgnoreCase(alias))
                .findFirst()
                .orElseThrow(() -> new StartRefused("nobody of the line "
                        + planned.line().name() + " is called " + alias
                        + ": write one of "
                        + String.join(
                                ", ", people.stream().map(Responder::alias).toList())
                        + "; nothing was changed"));
    }

    /// Who that is; `-` for somebody who left.
    public String alias(UUID person) {
        return responders.find(person).map(Responder::alias).orElse("-");
    }

    /// A time on the wall of the schedule; in an hour the clock leaves out or shows twice as [WallClock] has it.
    ///
    /// @throws StartRefused when it is none
    public static Instant at(Planned planned, String wall) {
        try {
            return WallClock.instant(LocalDateTime.parse(wall), planned.zone());
        } catch (DateTimeException e) {
            throw new StartRefused(
                    wall + " is no time: write it as on the wall in " + planned.zone()
                            + ", such as 2027-01-31T08:00; nothing was changed",
                    e);
        }
    }

    /// @throws StartRefused when the span makes no sense, or nothing would change
    public void make(Planned planned, DutyOverride made, Instant now) {
        if (!made.from().isBefore(made.until())) {
            throw new StartRefused("the time ends before it begins; nothing was changed");
        }
        if (!made.until().isAfter(now)) {
            throw new StartRefused("that time is over; nothing was changed");
        }
        if (Duration.between(made.from(), made.until()).compareTo(LONGEST) > 0) {
            throw new StartRefused(
                    "that is more than a year: put it into the schedule of the staff file; nothing was changed");
        }
        var from = made.from().isBefore(now) ? now : made.from();
        if (planned.rota().shifts(from, made.until()).equals(with(planned, made).shifts(from, made.until()))) {
            throw new StartRefused("that changes nothing: " + why(made) + "; nothing was changed");
        }
        schedules.override(planned.rota().schedule().id(), planned.line().organisationId(), made, now);
    }

    private static Rota with(Planned planned, DutyOverride made) {
        var before = planned.rota().schedule();
        var overrides = new ArrayList<>(before.overrides());
        overrides.add(made);
        return new Rota(new Schedule(
                before.id(),
                before.lineId(),
                before.name(),
                before.cover(),
                before.zone(),
                before.rotations(),
                before.holidays(),
                overrides));
    }

    private String why(DutyOverride made) {
        return switch (made) {
            case DutyOverride.Add add -> alias(add.person()) + " is on all that time already";
            case DutyOverride.Remove remove -> alias(remove.person()) + " is not on in that time";
            case DutyOverride.Replace replace -> alias(replace.person()) + " is not on in that time";
        };
    }

    /// Takes an override back; one that has begun ends now.
    ///
    /// @return the schedule it was in; empty when there is none that is not over
    public Optional<UUID> undo(UUID override, Instant now) {
        var schedule = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT schedule_id FROM duty_override WHERE id = :id AND until_at > :now FOR UPDATE
                        """)
                .bind("id", override)
                .bind("now", now)
                .mapTo(UUID.class)
                .findOne());
        jdbi.useHandle(handle -> {
            handle.createUpdate("DELETE FROM duty_override WHERE id = :id AND from_at >= :now")
                    .bind("id", override)
                    .bind("now", now)
                    .execute();
            handle.createUpdate("UPDATE duty_override SET until_at = :now WHERE id = :id AND until_at > :now")
                    .bind("id", override)
                    .bind("now", now)
                    .execute();
        });
        return schedule;
    }

    /// Other hours on a date, in the place of those it had; no windows: nobody is on. They stay when the staff
    /// file is applied again.
    ///
    /// @throws StartRefused when the date is over
    public void holiday(Planned planned, Holiday holiday, Instant now) {
        if (holiday.date().isBefore(LocalDate.ofInstant(now, planned.zone()))) {
            throw new StartRefused("that day is over; nothing was changed");
        }
        ordinary(planned, holiday.date());
        var windows = holiday.windows().isEmpty()
                ? List.of(Optional.<Window>empty())
                : holiday.windows().stream().map(Optional::of).toList();
        windows.forEach(window -> jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO schedule_holiday (schedule_id, position, organisation_id, day, from_time, until_time,
                               by_command)
                        SELECT :schedule, COALESCE(max(position), -1) + 1, :organisation, :day, :from, :until, true
                          FROM schedule_holiday WHERE schedule_id = :schedule
                        """)
                .bind("schedule", planned.rota().schedule().id())
                .bind("organisation", planned.line().organisationId())
                .bind("day", holiday.date())
                .bind("from", window.map(Window::from).orElse(null))
                .bind("until", window.map(Window::until).orElse(null))
                .execute()));
    }

    /// The date has its weekday's hours again.
    ///
    /// @return false when it had them already
    public boolean ordinary(Planned planned, LocalDate date) {
        return jdbi.withHandle(handle ->
                handle.createUpdate("DELETE FROM schedule_holiday WHERE schedule_id = :schedule AND day = :day")
                                .bind("schedule", planned.rota().schedule().id())
                                .bind("day", date)
                                .execute()
                        > 0);
    }
}
