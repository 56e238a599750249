package org.amparo.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.amparo.alarms.Alarm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What rings for a talk in danger that nobody has, when something is raised and something stands.
class OneRingTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "danger-unanswered    | -                                    | danger-unanswered    | holder-off-in-danger",
                "danger-unanswered    | holder-off-in-danger                 | danger-unanswered    | holder-off-in-danger",
                "danger-unanswered    | incident                             | incident             | holder-off-in-danger danger-unanswered",
                "danger-unanswered    | danger-unanswered incident           | incident             | holder-off-in-danger danger-unanswered",
                "holder-off-in-danger | -                                    | holder-off-in-danger | -",
                "holder-off-in-danger | danger-unanswered                    | danger-unanswered    | holder-off-in-danger",
                "holder-off-in-danger | incident                             | incident             | holder-off-in-danger danger-unanswered",
                "incident             | danger-unanswered                    | incident             | holder-off-in-danger danger-unanswered",
                "incident             | incident                             | incident             | holder-off-in-danger danger-unanswered",
                "unsafe-in-danger     | incident                             | unsafe-in-danger     | -",
                "danger-in-talk       | danger-unanswered                    | danger-in-talk       | -",
            },
            delimiter = '|')
    void the_gravest_rings_alone(String raised, String standing, String rings, String givesWay) {
        var stands = standing == null ? "" : standing;
        var ring = OneRing.of(kind(raised), kind -> stands.contains(kind.column()));
        assertEquals(kind(rings), ring.kind());
        assertEquals(
                givesWay == null ? "" : givesWay,
                ring.givingWay().stream().map(Alarm.Kind::column).collect(Collectors.joining(" ")));
    }

    private static Alarm.Kind kind(String column) {
        return Arrays.stream(Alarm.Kind.values())
                .filter(kind -> kind.column().equals(column.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
    }
}
