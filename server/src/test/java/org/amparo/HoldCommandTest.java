package org.amparo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.amparo.conversations.LegalHolds;
import org.amparo.harness.TestLine;
import org.amparo.platform.StartRefused;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The word `hold`, while the program runs: two supervisors, a reason, a last day.
class HoldCommandTest {
    private static final String DAY = "2026-12-24";

    private final TestLine line = TestLine.withoutRetention();
    private UUID talk = new UUID(0, 0);

    @BeforeEach
    void wait_for_somebody() {
        line.phone().texts("he locked me in").hears("sys.crisis", "en");
        talk = line.sql()
                .withHandle(handle -> handle.createQuery("SELECT id FROM conversation")
                        .mapTo(UUID.class)
                        .one());
        staff("Vera", "Leo");
    }

    @AfterEach
    void close() {
        line.close();
    }

    /// Both supervise.
    private void staff(String... aliases) {
        line.sql()
                .useHandle(handle -> handle.createUpdate("""
                        UPDATE responder_line SET role = 'supervisor'
                         WHERE responder_id IN (SELECT id FROM responder WHERE alias IN (<aliases>))
                        """)
                        .bindList("aliases", List.of(aliases))
                        .execute());
    }

    private String hold(String... words) {
        var all = new String[words.length + 1];
        all[0] = "hold";
        System.arraycopy(words, 0, all, 1, words.length);
        var said = new ByteArrayOutputStream();
        HoldCommands.run(
                all,
                line.database().settings(),
                new PrintStream(said, true, StandardCharsets.UTF_8),
                () -> line.clock().now());
        return said.toString(StandardCharsets.UTF_8);
    }

    private void refused(String wanted, String... words) {
        var refused = assertThrows(StartRefused.class, () -> hold(words));
        assertTrue(String.valueOf(refused.getMessage()).contains(wanted), String.valueOf(refused.getMessage()));
    }

    private List<String> trail() {
        return line.node()
                .bean(Jdbi.class)
                .withHandle(handle -> handle.createQuery("SELECT kind FROM audit_event ORDER BY done_at, id")
                        .mapTo(String.class)
                        .list());
    }

    private boolean holds() {
        return line.node().bean(LegalHolds.class).holds(talk, line.clock().now());
    }

    @Test
    void two_supervisors_keep_a_talk_and_one_lets_it_go() {
        assertTrue(hold().contains("No conversation is kept"));
        var asked = hold("ask", talk.toString(), "court-order", DAY, "vera");
        var hold = asked.replaceAll("(?s).*hold confirm (\\S+) .*", "$1");
        assertEquals(false, holds());
        assertTrue(hold().contains("waits for a second supervisor"));
        assertTrue(hold("confirm", hold, "Leo").contains("holds from now on"));
        assertTrue(holds());
        assertTrue(
                hold("list").contains(hold + " of talk " + talk + ", court-order, until 2026-12-25T00:00:00Z: holds"));
        assertTrue(hold("end", hold, "Vera").contains("holds no longer"));
        assertEquals(false, holds());
        assertTrue(hold().contains("ended by-person"));
        assertEquals(List.of("hold-asked", "hold-confirmed", "hold-ended"), trail());
    }

    @Test
    void what_does_not_fit_is_said_and_changes_nothing() {
        var id = talk.toString();
        refused("no supervisor is called Nobody", "ask", id, "court-order", DAY, "Nobody");
        refused("no supervisor is called Noor", "ask", id, "court-order", DAY, "Noor");
        refused("curiosity is no reason: write one of court-order, ", "ask", id, "curiosity", DAY, "Vera");
        refused("24.12. is no day", "ask", id, "complaint", "24.12.", "Vera");
        refused(
                "the last day lies in the past or more than six months ahead",
                "ask",
                id,
                "complaint",
                "2028-01-01",
                "Vera");
        refused("the last day lies in the past", "ask", id, "complaint", "2026-01-01", "Vera");
        refused("there is no such talk", "ask", UUID.randomUUID().toString(), "complaint", DAY, "Vera");
        refused("nonsense is not the id of a talk", "ask", "nonsense", "complaint", DAY, "Vera");
        refused("knows no talk as B9", "ask", "B9", "complaint", DAY, "Vera");
        refused("is not the id of a hold", "confirm", "B3", "Vera");
        refused("there is no such hold", "confirm", UUID.randomUUID().toString(), "Vera");
        refused("there is no such hold", "end", UUID.randomUUID().toString(), "Vera");
        assertEquals(List.of(), trail());
        var hold = hold("ask", id, "complaint", DAY, "Vera").replaceAll("(?s).*hold confirm (\\S+) .*", "$1");
        refused("another supervisor must", "confirm", hold, "Vera");
        assertTrue(hold("ask", id).contains("Write hold"));
        assertTrue(hold("keep", id).contains("Write hold"));
        assertEquals(List.of("hold-asked"), trail());
    }
}
