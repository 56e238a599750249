package org.amparo.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// One figure at one moment.
///
/// @param name in the form of Prometheus, such as `amparo_alarms_standing`
/// @param help one line
/// @param labels words of the code, never what somebody wrote, a number or an id
/// @param counter it only ever grows; else it goes up and down
public record Reading(String name, String help, Map<String, String> labels, double value, boolean counter) {
    public Reading {
        labels = Map.copyOf(labels);
    }

    public static Reading gauge(String name, String help, Map<String, String> labels, double value) {
        return new Reading(name, help, labels, value, false);
    }

    public static Reading counter(String name, String help, Map<String, String> labels, double value) {
        return new Reading(name, help, labels, value, true);
    }

    /// How long something has been due, in seconds; 0 when nothing is.
    public static double age(Optional<Instant> since, Instant now) {
        return since.map(at -> Duration.between(at, now).toMillis() / 1000.0)
                .filter(age -> age > 0)
                .orElse(0.0);
    }
}
