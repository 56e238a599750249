package org.amparo.rota;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Who is on duty by one schedule: at an instant, and over a range. Both answers come from the same rule, so they
/// agree. Pure; immutable; safe for many threads.
public final class Rota {
    /// No window is longer than a day, and none of one date reaches beyond the second day after.
    private static final int WINDOW_DAYS = 2;

    private final Schedule schedule;

    public Rota(Schedule schedule) {
        this.schedule = schedule;
    }

    public Schedule schedule() {
        return schedule;
    }

    /// Those on duty at that instant, primaries first.
    public NavigableSet<Duty> onDuty(Instant at) {
        Set<Duty> duties = new TreeSet<>();
        for (var rotation : schedule.rotations()) {
            if (inWindow(rotation, at)) {
                rotation.turnAt(at, schedule.zone()).forEach(person -> duties.add(new Duty(person, rotation.rank())));
            }
        }
        Set<Duty> left = duties;
        for (var override : schedule.overrides()) {
            if (override.holds(at)) {
                left = override.applied(left);
            }
        }
        return new TreeSet<>(left);
    }

    /// The shifts of a range, cut at its ends, in order of their start; who goes on without a break has one shift.
    public List<Shift> shifts(Instant from, Instant until) {
        var done = new ArrayList<Shift>();
        Map<Duty, Instant> running = new LinkedHashMap<>();
        for (var at : changes(from, until)) {
            var now = at.isBefore(until) ? onDuty(at) : new TreeSet<Duty>();
            running.entrySet().removeIf(one -> {
                if (now.contains(one.getKey())) {
                    return false;
                }
                done.add(new Shift(one.getKey().person(), one.getKey().rank(), one.getValue(), at));
                return true;
            });
            now.forEach(duty -> running.putIfAbsent(duty, at));
        }
        done.sort((a, b) -> a.from().equals(b.from())
                ? new Duty(a.person(), a.rank()).compareTo(new Duty(b.person(), b.rank()))
                : a.from().compareTo(b.from()));
        return done;
    }

    /// When somebody of that kind is next on duty, at or after an instant and before another.
    public Optional<Instant> next(Predicate<Duty> wanted, Instant from, Instant until) {
        return shifts(from, until).stream()
                .filter(shift -> wanted.test(new Duty(shift.person(), shift.rank())))
                .map(Shift::from)
                .findFirst();
    }

    /// The instants of a range at which the answer may change, its ends included.
    NavigableSet<Instant> changes(Instant from, Instant until) {
        var found = new TreeSet<Instant>();
        if (!from.isBefore(until)) {
            return found;
        }
        found.add(from);
        found.add(until);
        Stream.of(windowEnds(from, until), changeovers(from, until), overrideEnds())
                .flatMap(one -> one)
                .filter(at -> at.isAfter(from) && at.isBefore(until))
                .forEach(found::add);
        return found;
    }

    private boolean inWindow(Rotation rotation, Instant at) {
        var today = LocalDate.ofInstant(at, schedule.zone());
        if (rotation.windows().isEmpty() && holiday(today).isEmpty()) {
            return true;
        }
        return today.minusDays(WINDOW_DAYS)
                .datesUntil(today.plusDays(1))
                .flatMap(date -> windows(rotation, date))
                .anyMatch(span -> span.holds(at));
    }

    /// The spans that begin on that date: the holiday's, the weekday's, or the whole day of a rotation without
    /// windows.
    private Stream<Window.Span> windows(Rotation rotation, LocalDate date) {
        var special = holiday(date);
        if (special.isPresent()) {
            return special.get().windows().stream().map(window -> window.on(date, schedule.zone()));
        }
        return rotation.windows().stream()
                .filter(window -> window.days().contains(date.getDayOfWeek()))
                .map(window -> window.on(date, schedule.zone()));
    }

    private Optional<Holiday> holiday(LocalDate date) {
        return schedule.holidays().stream()
                .filter(one -> one.date().equals(date))
                .findFirst();
    }

    private Stream<Instant> windowEnds(Instant from, Instant until) {
        var zone = schedule.zone();
        var first = LocalDate.ofInstant(from, zone).minusDays(WINDOW_DAYS);
        var last = LocalDate.ofInstant(until, zone).plusDays(1);
        var windows = first.datesUntil(last)
                .flatMap(date -> schedule.rotations().stream().flatMap(rotation -> windows(rotation, date)))
                .flatMap(span -> Stream.of(span.from(), span.until()));
        var holidays = schedule.holidays().stream()
                .flatMap(one -> Stream.of(one.date(), one.date().plusDays(1)))
                .map(date -> WallClock.instant(date.atStartOfDay(), zone));
        return Stream.concat(windows, holidays);
    }

    private Stream<Instant> changeovers(Instant from, Instant until) {
        var zone = schedule.zone();
        var found = new ArrayList<Instant>();
        for (var rotation : schedule.rotations()) {
            var start = WallClock.instant(rotation.start(), zone);
            found.add(start);
            rotation.end().ifPresent(end -> found.add(WallClock.instant(end, zone)));
            rotation.turn().ifPresent(each -> {
                var first = from.isAfter(start) ? rotation.index(from, zone, each) : 0;
                for (long number = first; ; number++) {
                    var at = WallClock.instant(rotation.changeover(number, each), zone);
                    if (!at.isBefore(until)) {
                        return;
                    }
                    found.add(at);
                }
            });
        }
        return found.stream();
    }

    private Stream<Instant> overrideEnds() {
        return schedule.overrides().stream().flatMap(one -> Stream.of(one.from(), one.until()));
    }
}
