package org.amparo.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;

/// How long each class is kept here, and how often things are removed. Immutable.
public final class RetentionTimes {
    private static final String PREFIX = "AMPARO_RETENTION_";

    private final Map<RetentionClass, Duration> times;
    private final Duration pace;

    private RetentionTimes(Map<RetentionClass, Duration> times, Duration pace) {
        this.times = times;
        this.pace = pace;
    }

    /// The times of `domain.md` G.1, looked after each hour.
    public static RetentionTimes usual() {
        return read(Map.of());
    }

    /// The usual times, but for those the environment says: `AMPARO_RETENTION_LEFT_MESSAGE=P3D` and the like.
    ///
    /// @throws StartRefused when there is no such time, or it is no duration, or outside its bounds
    public static RetentionTimes read(Map<String, String> environment) {
        var changed = new EnumMap<RetentionClass, Duration>(RetentionClass.class);
        environment.forEach((key, value) -> {
            if (key.startsWith(PREFIX) && !value.isBlank()) {
                changed.put(named(key), duration(key, value.strip()));
            }
        });
        return of(changed, Duration.ofHours(1));
    }

    /// @param changed classes whose time is not the usual one
    /// @param pace from one run to the next
    /// @throws StartRefused when a time is outside its bounds
    public static RetentionTimes of(Map<RetentionClass, Duration> changed, Duration pace) {
        var times = new EnumMap<RetentionClass, Duration>(RetentionClass.class);
        for (var kept : RetentionClass.values()) {
            kept.bounds().ifPresent(bounds -> times.put(kept, within(kept, bounds, changed)));
        }
        return new RetentionTimes(times, pace);
    }

    /// @throws IllegalArgumentException for a class without a time
    public Duration of(RetentionClass kept) {
        var time = times.get(kept);
        if (time == null) {
            throw new IllegalArgumentException(kept + " has no time");
        }
        return time;
    }

    /// What began at this moment or earlier goes now. A class that is promised *at most* its time goes with the
    /// last run before that time is over.
    public Instant before(RetentionClass kept, Instant now) {
        var time = of(kept);
        return now.minus(kept.promise() == RetentionClass.Promise.AT_MOST ? time.minus(pace) : time);
    }

    public Duration pace() {
        return pace;
    }

    private static Duration within(
            RetentionClass kept, RetentionClass.Bounds bounds, Map<RetentionClass, Duration> changed) {
        var time = changed.getOrDefault(kept, bounds.usual());
        if (time.compareTo(bounds.shortest()) < 0 || time.compareTo(bounds.longest()) > 0) {
            throw new StartRefused("%s%s is %s: give a time from %s to %s, or unset it for %s"
                    .formatted(PREFIX, kept.name(), time, bounds.shortest(), bounds.longest(), bounds.usual()));
        }
        return time;
    }

    private static RetentionClass named(String key) {
        for (var kept : RetentionClass.values()) {
            if (kept.bounds().isPresent() && key.equals(PREFIX + kept.name())) {
                return kept;
            }
        }
        throw new StartRefused(key + " names no time that can be set: unset it");
    }

    private static Duration duration(String key, String value) {
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            throw new StartRefused(key + " is no duration: write it as P7D or PT72H", e);
        }
    }
}
