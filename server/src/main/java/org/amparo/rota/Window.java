package org.amparo.rota;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/// A span of the week in the schedule's zone, end excluded.
///
/// @param days those on which it begins
/// @param until at or before `from`: on the next day, so `22:00` to `06:00` passes midnight and `00:00` to `00:00`
///     is the whole day
public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime until) {
    public Window {
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("a window needs a day: name at least one weekday");
        }
    }

    /// The span that begins on that date.
    Span on(LocalDate date, ZoneId zone) {
        var end = until.isAfter(from) ? date.atTime(until) : date.plusDays(1).atTime(until);
        return new Span(WallClock.instant(date.atTime(from), zone), WallClock.instant(end, zone));
    }

    /// From an instant to an instant, end excluded; empty when both are the same, as for a window that lies wholly
    /// in the hour a clock change leaves out.
    record Span(Instant from, Instant until) {
        boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }
}
