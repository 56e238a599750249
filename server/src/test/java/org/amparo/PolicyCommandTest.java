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
import java.util.Map;
import org.amparo.harness.Node;
import org.amparo.harness.Phone;
import org.amparo.harness.SecondLine;
import org.amparo.harness.TestDatabase;
import org.amparo.harness.TestLine;
import org.amparo.platform.StartRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The word `policy`, while two programs run and serve the lines of two organisations: Open Door, whose people are
/// the demonstration's, and Other House, which has nobody yet.
class PolicyCommandTest {
    private static final String CONTENT = SecondLine.content(
                    "other", "+447700900009", Map.of("organisation: Open Door", "organisation: Other House"))
            .toString();

    @RegisterExtension
    static final TestLine line = TestLine.open(TestLine.NOON, Map.of("AMPARO_CONTENT", CONTENT));

    private static final Node second = line.addNode();

    private static final String LEO_FIRST = """
            organisation: Open Door
            normal:
              steps:
                - { at: 0, ask: person Leo, patience: 90 s }
                - { at: 2 min, ask: schedule day, patience: 60 s }
                - { at: 5 min, ask: interpreter, patience: 60 s }
              marks:
                - { at: 5 min, tell: waiting-still, unspoken: no-one-speaks }
                - { at: 10 min, alarm: waiting }
                - { at: 15 min, tell: no-one-free }
              repeat: { every: 5 min, from: 5 min }
            """;

    private static final String NOBODY_IN_DANGER =
            LEO_FIRST.replace("organisation: Open Door\n", "danger: { steps: [], marks: [] }\n");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private interface Word {
        int run(String[] arguments, Map<String, String> environment, PrintStream out);
    }

    private static String said(Word word, String... arguments) {
        var environment = new HashMap<>(line.database().settings());
        environment.put("AMPARO_KEYSET", TestDatabase.keySet().toString());
        environment.put("AMPARO_CONTENT", CONTENT);
        var said = new ByteArrayOutputStream();
        int code = word.run(arguments, environment, new PrintStream(said, true, StandardCharsets.UTF_8));
        line.settle();
        return (code == 0 ? "" : "code " + code + ": ") + said.toString(StandardCharsets.UTF_8);
    }

    private static String policy(String... words) {
        var all = new String[words.length + 1];
        all[0] = "policy";
        System.arraycopy(words, 0, all, 1, words.length);
        return said(
                (arguments, environment, out) -> PolicyCommand.run(
                        arguments, environment, out, () -> line.clock().now()),
                all);
    }

    private String set(String yaml) throws IOException {
        return policy(Files.writeString(folder.resolve("policy.yml"), yaml).toString());
    }

    private String staff(String yaml) throws IOException {
        var file = Files.writeString(folder.resolve("staff.yml"), yaml).toString();
        return said(
                (arguments, environment, out) -> StaffCommand.run(
                        arguments, environment, out, () -> line.clock().now()),
                "staff",
                file);
    }

    @AfterEach
    void the_shipped_policy_is_in_force() {
        policy("shipped", "Open Door");
        policy("shipped", "Other House");
        List.of("+447700900101", "+447700900102", "+447700900103", "+447700900110", "+447700900171")
                .forEach(number -> line.phone(number).hearsAnything());
    }

    private static List<String> rows(String sql) {
        return line.sql()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    @Test
    void what_is_in_force_is_printed_in_the_form_in_which_it_is_set() throws IOException {
        var printed = policy();
        assertTrue(printed.contains("# Open Door: as shipped\norganisation: Open Door\nlook: 60 s\n"), printed);
        assertTrue(printed.contains("\n# Other House: as shipped\n"), printed);
        assertTrue(printed.contains("    - {at: 0, ask: primary, patience: 60 s, call: true}\n"), printed);
        var ours = printed.substring(0, printed.indexOf("# Other House"));
        assertEquals("Open Door: that is in force already; nothing was changed.\n", set(ours));
        var changed = set(ours.replace("nudge: 5 min", "nudge: 4 min"));
        assertTrue(changed.contains("its own are nudge, the rest is as shipped"), changed);
        assertTrue(policy().contains("; its own are nudge, the rest is as shipped\norganisation: Open Door\n"));
    }

    @Test
    void one_is_set_and_taken_back_and_each_change_is_in_the_trail() throws IOException {
        assertTrue(set(LEO_FIRST).contains("Open Door: whoever asks for a person from now on is looked for by this"));
        assertEquals("Open Door: that is in force already; nothing was changed.\n", set(LEO_FIRST));
        assertEquals("""
                Open Door: whoever asks for a person from now on is looked for by the shipped policy.
                Searches and talks under way keep theirs: 0
                """, policy("shipped", "open door"));
        assertEquals("Open Door: that is in force already; nothing was changed.\n", policy("shipped", "Open Door"));
        assertEquals(
                List.of("{\"parts\": 0}", "{\"parts\": 1}"),
                rows("SELECT counts FROM audit_event WHERE kind = 'policy-changed' ORDER BY id DESC LIMIT 2"));
        assertEquals(List.of("1"), rows("""
                    SELECT count(DISTINCT a.subject_id) FROM (SELECT subject_id FROM audit_event
                     WHERE kind = 'policy-changed' ORDER BY id DESC LIMIT 2) a
                      JOIN escalation_policy p ON p.id = a.subject_id AND p.replaced_at IS NOT NULL
                    """));
    }

    /// A run keeps the policy it began with; the next one has the new one, on every node, and each organisation
    /// its own.
    @Test
    void each_run_has_the_policy_its_organisation_had_when_it_began() throws IOException {
        staff("people: [{alias: Otto, number: \"+447700900171\", lines: other, languages: {en: native}}]");
        set(LEO_FIRST);
        line.phone().textsBy(second, "I want to talk to a person").hearsAnything();
        assertEquals("person Leo", frozen());
        line.phone().textsTo("+447700900009", "he locked me in").hearsAnything();
        assertEquals("fluent", frozen(), "Other House set none");
        set(LEO_FIRST.replace("person Leo", "person Ana"));
        line.phone().texts("I want to talk to a person").hearsAnything();
        assertEquals("person Ana", frozen());
        assertTrue(policy("shipped", "Open Door").contains("under way keep theirs: 2"));
        line.phone().textsBy(second, "I want to talk to a person").hearsAnything();
        assertEquals("fluent", frozen());
        assertEquals(
                List.of("person Leo", "fluent", "person Ana", "fluent"),
                rows("SELECT policy->'normal'->'steps'->0->>'ask' FROM escalation_run"
                        + " WHERE status <> 'ended' ORDER BY id"));
    }

    private static String frozen() {
        return rows("SELECT policy->'normal'->'steps'->0->>'ask' FROM escalation_run ORDER BY id DESC LIMIT 1")
                .getFirst();
    }

    @Test
    void one_that_no_program_here_can_use_gives_way_to_the_shipped_one() {
        var insert = "INSERT INTO escalation_policy (id, organisation_id, body, created_at)"
                + " SELECT gen_random_uuid(), id, :body, created_at FROM organisation WHERE name = 'Open Door'";
        for (var body : List.of("weekend: { steps: [] }", NOBODY_IN_DANGER)) {
            line.sql().useHandle(handle -> {
                handle.execute("UPDATE escalation_policy SET replaced_at = created_at");
                handle.createUpdate(insert).bind("body", body).execute();
            });
            line.phone().texts("I want to talk to a person").hearsAnything();
            // What breaks no promise stays: Leo first, as it was set.
            boolean read = body.equals(NOBODY_IN_DANGER);
            assertEquals(read ? "person Leo" : "fluent", frozen());
            var says = read
                    ? "# Open Door: `danger:` as it was set is less than contacts are promised"
                    : "# Open Door: this program cannot use the policy that was set";
            assertTrue(policy().contains(says), policy());
        }
    }

    @Test
    void what_breaks_a_promise_is_refused_with_its_line_and_nothing_changes() throws IOException {
        var refused = set(
                LEO_FIRST.replace("person Leo", "person Vera").replace("{ at: 10 min, alarm", "{ at: 11 min, alarm"));
        assertTrue(refused.startsWith("code 2: Nothing was changed."), refused);
        assertTrue(
                refused.contains("policy.yml, line 4: normal, steps, entry 1: `ask:` names nobody who answers a line"
                        + " of Open Door: there is Ana, Leo, Noor; supervisors are rung by `alarm:`"),
                refused);
        assertTrue(refused.contains("line 3: normal: by 10 min a supervisor is alarmed"), refused);
        assertEquals(List.of("0"), rows("SELECT count(*) FROM escalation_policy WHERE replaced_at IS NULL"));
        var unnamed = assertThrows(StartRefused.class, () -> set(LEO_FIRST.replace("organisation: Open Door\n", "")));
        assertTrue(String.valueOf(unnamed.getMessage()).contains("Open Door, Other House: write `organisation:`"));
        assertThrows(StartRefused.class, () -> policy("shipped"));
        assertThrows(StartRefused.class, () -> policy("shipped", "Nobody"));
        assertThrows(StartRefused.class, () -> set("normal: ["));
        assertTrue(policy("a", "b").startsWith("code 2: Write policy"));
    }

    @Test
    void whoever_leaves_is_passed_over_and_the_staff_file_says_so() throws IOException {
        staff("people: [{alias: Uma, number: \"+447700900170\", lines: demo, languages: {en: native}}]");
        assertFalse(set(LEO_FIRST.replace("person Leo", "person Uma")).contains("Note"));
        var said = staff("people: [{alias: Uma, left: true}]");
        var step = "Open Door: normal, step 1 (`person Uma`) is skipped on the line demo: nothing there has that name";
        assertTrue(said.contains("Escalation policy of " + step), said);
        assertTrue(policy().contains("# " + step));
        var ana = line.staff("+447700900101");
        var contact = line.phone().texts("I want to talk to a person");
        ana.hears("duty.offer", "en");
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
        contact.hearsAnything();
        ana.texts("#close test").hears("duty.closed", "en");
        List.of(contact, ana).forEach(Phone::hearsAnything);
    }
}
