package org.amparo.lines;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;

/// When people answer a line: one span a weekday, in the line's zone; a day without a span is closed. End excluded.
///
/// A span may not pass midnight; `24:00` is the end of the day. Local times follow the clock on the wall, so a
/// span is an hour longer or shorter on the night of a clock change that falls in it.
public record Hours(Map<DayOfWeek, Span> week) {

    /// @param until [LocalTime#MIDNIGHT] stands for the end of the day
    public record Span(LocalTime from, LocalTime until) {
        boolean holds(LocalTime time) {
            return !time.isBefore(from) && (until.equals(LocalTime.MIDNIGHT) || time.isBefore(until));
        }
    }

    public Hours {
        week = Map.copyOf(week);
    }

    public boolean open(Instant now, ZoneId zone) {
        var local = now.atZone(zone);
        var span = week.get(local.getDayOfWeek());
        return span != null && span.holds(local.toLocalTime());
    }

    /// The next opening at or after `now` while closed; empty if no day is ever open.
    public Optional<ZonedDateTime> nextOpen(Instant now, ZoneId zone) {
        var local = now.atZone(zone);
        for (int days = 0; days <= 7; days++) {
            var day = local.toLocalDate().plusDays(days);
            var span = week.get(day.getDayOfWeek());
            if (span != null) {
                var opening = day.atTime(span.from()).atZone(zone);
                if (!opening.isBefore(local)) {
                    return Optional.of(opening);
                }
            }
        }
        return Optional.empty();
    }
}
