package org.amparo.escalation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.responders.Availability;
import org.amparo.responders.Grade;
import org.amparo.responders.Responder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who counts as asked for before somebody, as a table: who is there, with their languages, and who waits before.
class AheadTest {
    @ParameterizedTest(name = "{0} behind {1}, with {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # language | before them | who is there | how many
            en | '' | en-native | 0
            en | en=2 | en-native | 2
            en | en=1 ar=4 | en-native ar-native | 1
            fr | ar=2 es=1 en=5 | ar-native,fr-fluent,es-fluent en-native | 3
            ru | en=2 | ru-native,en-fluent en-fluent | 2
            en | ru=2 | ru-native,en-basic en-fluent | 0
            en | ru=2 | ru-native,en-basic | 2
            vi | vi=1 en=3 | en-native | 1
            vi | en=3 | '' | 0
            es-MX | es=1 | es-native | 1
            """)
    void those_count_for_whom_the_same_people_are_asked(String locale, String before, String there, int ahead) {
        Map<String, Integer> waiting = words(before).stream()
                .map(one -> one.split("="))
                .collect(Collectors.toMap(one -> one[0], one -> Integer.parseInt(one[1])));
        assertEquals(
                ahead,
                Ahead.count(
                        locale,
                        waiting,
                        words(there).stream().map(AheadTest::speaking).toList()));
    }

    private static List<String> words(String all) {
        return Arrays.stream(all.split(" ")).filter(one -> !one.isBlank()).toList();
    }

    private static Responder speaking(String languages) {
        var grades = Arrays.stream(languages.split(","))
                .map(one -> one.split("-"))
                .collect(Collectors.toMap(one -> one[0], one -> Grade.valueOf(one[1].toUpperCase(Locale.ROOT))));
        return new Responder(
                UUID.randomUUID(),
                new UUID(0, 1),
                languages,
                Optional.empty(),
                "en",
                ZoneOffset.UTC,
                3,
                false,
                Availability.ON,
                Optional.empty(),
                0,
                Map.of(),
                grades,
                Set.of(),
                Set.of(),
                Optional.empty());
    }
}
