package org.amparo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.amparo.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The word `check`, with the environment of a start: it always has something to say, and says it in findings.
class CheckCommandTest {
    private static String checked(Map<String, String> environment) {
        var printed = new ByteArrayOutputStream();
        int code = Commands.run(
                new String[] {"check"}, environment, new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertEquals(1, code);
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void nothing_set_is_told_key_by_key() {
        var said = checked(Map.of());
        assertTrue(said.contains("mend  no public address is set: set AMPARO_PUBLIC_URL"), said);
        assertTrue(said.contains("mend  no carrier account is set: set TWILIO_ACCOUNT_SID"), said);
        assertTrue(said.contains("look  opt-out: STOP must be ours alone"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "demo", "demo=+447700900008"})
    void any_selection_a_start_takes_is_checked(String selection) {
        assertTrue(checked(Map.of("AMPARO_LINES", selection)).contains("2 to mend"));
    }

    @Test
    void a_bare_number_is_for_demonstrations_as_at_a_start() {
        var environment = new HashMap<>(Map.of("AMPARO_LINES", "+447700900008"));
        assertThrows(StartRefused.class, () -> checked(environment));
        environment.put("AMPARO_DEMO", "true");
        assertTrue(checked(environment).contains("2 to mend"));
    }

    @Test
    void an_address_that_makes_no_sense_is_a_finding() {
        assertTrue(checked(Map.of("AMPARO_PUBLIC_URL", "not an address"))
                .contains("mend  the public address makes no sense: write AMPARO_PUBLIC_URL as https://example.org"));
    }
}
