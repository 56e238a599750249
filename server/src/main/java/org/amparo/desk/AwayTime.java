package org.amparo.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads until when somebody is off: `18:00` on their own wall, `5h`, `3d`. Pure.
final class AwayTime {
    private static final Pattern WALL = Pattern.compile("(\\d{1,2})[:.](\\d{2})");
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,2}) *(h|hours?|d|days?)");
    private static final int HOURS = 48;
    private static final int DAYS = 30;

    private AwayTime() {}

    /// @return empty when it says no such time, or one too far ahead
    static Optional<Instant> read(String typed, ZoneId zone, Instant now) {
        var plain = Marks.plain(Marks.trimmed(typed));
        var wall = WALL.matcher(plain);
        if (wall.matches()) {
            return next(Integer.parseInt(wall.group(1)), Integer.parseInt(wall.group(2)), zone, now);
        }
        var length = LENGTH.matcher(plain);
        if (!length.matches()) {
            return Optional.empty();
        }
        int many = Integer.parseInt(length.group(1));
        boolean days = length.group(2).startsWith("d");
        return many < 1 || many > (days ? DAYS : HOURS)
                ? Optional.empty()
                : Optional.of(now.plus(days ? Duration.ofDays(many) : Duration.ofHours(many)));
    }

    /// When the clock on their wall next shows it.
    private static Optional<Instant> next(int hour, int minute, ZoneId zone, Instant now) {
        if (hour > 24 || minute > 59 || (hour == 24 && minute > 0)) {
            return Optional.empty();
        }
        var time = LocalTime.of(hour % 24, minute);
        var today = now.atZone(zone).toLocalDate();
        return Optional.of(today.atTime(time).atZone(zone).toInstant())
                .filter(at -> at.isAfter(now))
                .or(() ->
                        Optional.of(today.plusDays(1).atTime(time).atZone(zone).toInstant()));
    }
}
