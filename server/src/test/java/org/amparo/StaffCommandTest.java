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
import java.util.List;
import java.util.UUID;
import org.amparo.conversations.TakingPart;
import org.amparo.escalation.Handovers;
import org.amparo.harness.TestDatabase;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.platform.StartRefused;
import org.amparo.responders.Responders;
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
    void whose_holder_leaves_is_somebody_elses_at_once() throws IOException {
        staff("people: [{alias: Ulla, number: \"+447700900162\", lines: demo, languages: {en: native}}]");
        var calm = line.phone();
        calm.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        var danger = line.phone();
        danger.texts("he will kill me").hears("sys.crisis", "en");
        var ulla = line
                .node()
                .bean(Responders.class)
                .of(bean(Lines.class).first().id())
                .stream()
                .filter(one -> one.alias().equals("Ulla"))
                .findFirst()
                .orElseThrow()
                .id();
        for (var talk : line.sql()
                .withHandle(handle -> handle.createQuery("SELECT id FROM conversation WHERE status = 'waiting'")
                        .mapTo(UUID.class)
                        .list())) {
            bean(TakingPart.class).hold(talk, ulla, "Ulla", line.clock().now());
            bean(Handovers.class).taken(talk, ulla, line.clock().now());
        }
        line.settle();
        calm.hears("sys.joined", "en");
        danger.hears("sys.joined", "en");
        staff("people: [{alias: Ulla, left: true}]");
        line.clock().forward(TestLine.seconds(1));
        calm.hears("sys.helper-gone", "en");
        danger.hears("sys.helper-gone", "en");
        assertEquals(
                List.of("waiting", "waiting"),
                line.sql()
                        .withHandle(handle -> handle.createQuery("SELECT status FROM conversation")
                                .mapTo(String.class)
                                .list()));
        assertEquals(
                List.of(1),
                line.sql()
                        .withHandle(handle -> handle.createQuery(
                                        "SELECT count(*) FROM alarm WHERE kind = 'holder-off-in-danger' AND ended_at IS NULL")
                                .mapTo(Integer.class)
                                .list()));
    }

    @Test
    void what_was_changed_is_in_the_trail_by_counts_alone() throws IOException {
        staff("people: [{alias: Ivo, number: \"+447700900163\", lines: demo}]");
        staff("""
                people:
                  - { alias: Ivo, number: "+447700900163", lines: demo }
                  - { alias: Iva, number: "+447700900164", lines: demo }
                schedules:
                  - name: dawn
                    line: demo
                    cover: open
                    rotations:
                      - people: [Iva]
                        windows: [{ days: mon-sun, from: "04:00", to: "05:00" }]
                """);
        staff("people: [{alias: Ivo, left: true}]");
        assertEquals(
                List.of(
                        "staff-changed {\"created\": 1}",
                        "staff-changed {\"changed\": 1, \"created\": 1}",
                        "rota-changed {\"schedules\": 1}",
                        "staff-changed {\"left\": 1}"),
                line.sql()
                        .withHandle(handle ->
                                handle.createQuery("""
                                SELECT kind || ' ' || counts FROM audit_event
                                 WHERE kind IN ('staff-changed', 'rota-changed') ORDER BY id DESC LIMIT 4
                                """).mapTo(String.class).list())
                        .reversed());
    }

    private static <T> T bean(Class<T> type) {
        return line.node().bean(type);
    }

    @Test
    void a_wrong_line_or_country_is_named_and_nothing_changes() {
        var refused = assertThrows(
                StartRefused.class, () -> staff("people: [{alias: Pia, number: \"+447700900161\", lines: nowhere}]"));
        assertTrue(String.valueOf(refused.getMessage()).contains("nowhere"));
        refused = assertThrows(
                StartRefused.class,
                () -> staff("people: [{alias: Pia, number: \"+447700900161\", lines: demo, knows: [India]}]"));
        assertTrue(String.valueOf(refused.getMessage()).contains("no 'India'"), refused.getMessage());
    }
}
