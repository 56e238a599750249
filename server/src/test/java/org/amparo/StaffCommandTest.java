package org.amparo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.amparo.harness.TestDatabase;
import org.amparo.harness.TestLine;
import org.amparo.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The word `staff`, while the program runs.
class StaffCommandTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private String staff(String yaml) throws IOException {
        var file = Files.writeString(folder.resolve("staff.yml"), yaml);
        var environment = new HashMap<>(line.database().settings());
        environment.put("AMPARO_KEYSET", TestDatabase.keySet().toString());
        var said = new ByteArrayOutputStream();
        int code = StaffCommand.run(
                new String[] {"staff", file.toString()},
                environment,
                new PrintStream(said, true, StandardCharsets.UTF_8),
                () -> line.clock().now());
        assertEquals(0, code);
        line.settle();
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_fictional_person_of_a_demonstration_answers_at_once() throws IOException {
        assertTrue(staff("people: [{alias: Mina, number: \"+447700900160\", lines: demo, languages: {hi: native}}]")
                .contains("Mina: created"));
        line.phone("+447700900160").texts("#list").hears("duty.list-nothing", "en");
    }

    @Test
    void a_real_number_answers_its_code_first() throws IOException {
        var said = staff("people: [{alias: Olu, number: \"+40213180001\", lines: demo, languages: {yo: native}}]");
        assertTrue(said.contains("Olu: created, a code is on its way"), said);
        assertFalse(said.contains("40213180001"));
        var phone = line.phone("+40213180001");
        var code = phone.hears("duty.code", "en").said("([0-9]{6})");
        phone.texts(code).hears("duty.code-right", "en");
        phone.texts("#help").hears("duty.help", "en");
    }

    @Test
    void a_wrong_line_is_named_and_nothing_changes() {
        var refused = assertThrows(
                StartRefused.class, () -> staff("people: [{alias: Pia, number: \"+447700900161\", lines: nowhere}]"));
        assertTrue(String.valueOf(refused.getMessage()).contains("nowhere"));
    }
}
