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
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amparo.contacts.Contacts;
import org.amparo.harness.TestDatabase;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.numbers.Address;
import org.amparo.platform.Pollers;
import org.amparo.platform.StartRefused;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Responders;
import org.amparo.responders.Staff;
import org.amparo.responders.StaffFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Master keys are changed while people text, and nobody notices.
class KeysTest {
    private static final Instant NOW = TestLine.NOON;

    private static final List<String> STAFF =
            List.of("+447700900101", "+447700900102", "+447700900103", "+447700900110");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") // made before each test
    private Path file;

    @SuppressWarnings("NullAway.Init")
    private TestLine line;

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("keyset.json");
        Files.copy(TestDatabase.keySet(), file, StandardCopyOption.COPY_ATTRIBUTES);
        line = TestLine.open(NOW, Map.of("AMPARO_KEYSET", file.toString()));
    }

    @AfterEach
    void stop() {
        line.close();
    }

    private String keys(Instant at, String... words) {
        var environment = new HashMap<>(line.database().settings());
        environment.put("AMPARO_KEYSET", file.toString());
        var said = new ByteArrayOutputStream();
        var all = new String[words.length + 1];
        all[0] = "keys";
        System.arraycopy(words, 0, all, 1, words.length);
        KeyCommands.run(all, environment, new PrintStream(said, true, StandardCharsets.UTF_8), () -> at);
        settle();
        return said.toString(StandardCharsets.UTF_8);
    }

    private void settle() {
        assertTrue(line.node().bean(Pollers.class).settle(Duration.ofSeconds(30)));
    }

    private void change(String kind) {
        keys(NOW, "add", kind);
        keys(NOW.plusSeconds(90), "use", kind);
    }

    private long rows(String sql) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    @Test
    void a_new_wrap_key_takes_over_every_data_key_while_people_text() throws IOException {
        var before = line.phone();
        before.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        change("wrap");
        assertEquals(
                1,
                rows("SELECT count(DISTINCT substring(wrapped FROM 1 FOR 5)) FROM keyring.data_key"),
                "all wrapped by one key");
        var after = line.phone();
        after.texts("STOP").hears("sys.stop", "en");
        before.texts("1").hears("sys.consent-yes", "en");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(Files.exists(folder.resolve("keyset.json.before")), "the file as it was is kept");

        var early = assertThrows(StartRefused.class, () -> keys(NOW.plus(Duration.ofDays(30)), "retire", "wrap"));
        assertTrue(
                String.valueOf(early.getMessage()).contains("can be retired from"), String.valueOf(early.getMessage()));
        assertTrue(keys(NOW.plus(Duration.ofDays(36)), "retire", "wrap").startsWith("1 old wrap key"));
        keys(NOW.plus(Duration.ofDays(36)), "retire", "wrap");
        for (var kind : List.of("key-added", "key-used", "key-retired")) {
            assertEquals(
                    1,
                    rows("SELECT count(*) FROM audit_event WHERE kind = '" + kind + "' AND counts = '{\"wrap\": 1}'"),
                    "what changed nothing is no act: " + kind);
        }
        assertFalse(Files.exists(folder.resolve("keyset.json.before")), "an old key is left nowhere");
        before.texts("0").hears("sys.menu-discreet", "en");
    }

    @Test
    void numbers_under_conflicts_follow_when_the_staff_file_is_applied_again() {
        var staff = line.node().bean(Staff.class);
        var file = StaffFile.read(YamlMap.read("staff.yml", """
                people: [{alias: Ana, number: "+447700900101", lines: demo, languages: {en: fluent},
                          conflicts: ["+447700900399"]}]
                """));
        staff.apply(file, true, NOW);
        assertFalse(keys(NOW).contains("staff file"));
        change("lookup");
        assertTrue(keys(NOW).contains("2 number(s) under `conflicts:` still have a replaced lookup key"), keys(NOW));
        staff.apply(file, true, NOW);
        assertFalse(keys(NOW).contains("staff file"), keys(NOW));
    }

    @Test
    void a_person_known_under_an_old_lookup_key_stays_that_person() {
        var waiting = line.phone();
        waiting.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        line.phone(STAFF.getFirst()).hears("duty.offer", "en");
        var stopped = line.phone();
        stopped.texts("STOP").hears("sys.stop", "en");
        var silent = line.phone();
        silent.texts("STOP").hears("sys.stop", "en");
        var organisation = line.node().bean(Lines.class).first().organisationId();
        var ana = new Address(Address.Kind.PHONE, STAFF.getFirst());
        var contacts = line.node().bean(Contacts.class);
        var asContact = line.sql()
                .inTransaction(_ -> contacts.recognise(organisation, ana, NOW).id());
        change("lookup");
        STAFF.forEach(number -> line.phone(number).texts("START").hears("duty.on", "en"));
        assertEquals(
                1,
                line.node()
                        .bean(Responders.class)
                        .whose(organisation, contacts.keys(asContact))
                        .size(),
                "one person, under two keys");
        line.sql().useHandle(handle -> handle.execute("DELETE FROM contact WHERE id = ?", asContact));
        waiting.texts("1").hears("sys.consent-yes", "en");
        stopped.texts("STOP").hearsNothing();
        assertEquals(3, rows("SELECT count(*) FROM contact"), "nobody became a second person");
        assertEquals(2, rows("SELECT count(*) FROM opt_out"));
        assertEquals(2, rows("SELECT count(DISTINCT hash_generation) FROM opt_out"), "who wrote is keyed anew");
        var late = NOW.plus(Duration.ofDays(36));
        assertTrue(keys(late).contains("replaced; 2 rows"), "the silent one's contact and opt-out: " + keys(late));
        assertTrue(keys(late, "retire", "lookup").startsWith("no lookup key can be retired"));
        silent.texts("STOP").hearsNothing();
        assertTrue(keys(late, "retire", "lookup").startsWith("1 old lookup key"), "nothing uses it any more");
        silent.texts("STOP").hearsNothing();
    }

    @Test
    void a_responder_who_never_texts_is_keyed_anew_and_the_old_key_can_go() {
        line.addNode();
        change("lookup");
        assertEquals(
                rows("SELECT max(key_id) FROM master_key WHERE kind = 'lookup' AND in_use_since ="
                        + " (SELECT max(in_use_since) FROM master_key WHERE kind = 'lookup')"),
                rows("SELECT DISTINCT hash_generation FROM responder_address"),
                "all of them, by whichever program came first");
        var late = NOW.plus(Duration.ofDays(36));
        assertTrue(keys(late, "retire", "lookup").startsWith("1 old lookup key"), "nobody had to text");
        line.phone(STAFF.getFirst()).texts("#list").hears("duty.list-empty", "en");
    }

    @Test
    void nodes_with_different_keys_in_use_make_one_contact_of_one_person() throws IOException {
        var copy = folder.resolve("copy.json");
        keys(NOW, "add", "lookup");
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        keys(NOW.plusSeconds(90), "use", "lookup");
        Files.copy(file, folder.resolve("used.json"), StandardCopyOption.COPY_ATTRIBUTES);
        var phone = line.phone();
        phone.texts("STOP").hears("sys.stop", "en");
        // The other node's copy: the new key is known there and not yet in use.
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
        settle();
        settle();
        assertEquals(
                0,
                rows("SELECT count(*) FROM responder_address WHERE hash_generation ="
                        + " (SELECT key_id FROM master_key WHERE kind = 'lookup' ORDER BY in_use_since LIMIT 1)"),
                "a program with an older file makes no old hashes again");
        phone.texts("STOP").hearsNothing();
        assertEquals(1, rows("SELECT count(*) FROM contact"));
        assertEquals(1, rows("SELECT count(*) FROM opt_out"));
    }

    @Test
    void a_key_is_not_used_before_every_node_can_have_read_it() {
        assertThrows(StartRefused.class, () -> keys(NOW, "use", "lookup"), "nothing was added");
        keys(NOW, "add", "lookup");
        var early = assertThrows(StartRefused.class, () -> keys(NOW.plusSeconds(5), "use", "lookup"));
        assertTrue(
                String.valueOf(early.getMessage()).contains("less than a minute"), String.valueOf(early.getMessage()));
    }

    @Test
    void a_changed_claims_key_still_knows_what_was_handled_before() {
        var phone = line.phone();
        phone.texts("STOP").hears("sys.stop", "en");
        long claims = rows("SELECT count(*) FROM inbound_claim");
        change("claims");
        phone.texts("START").hears("sys.start", "en");
        assertEquals(claims + 2, rows("SELECT count(*) FROM inbound_claim"), "claimed under both keys");
        assertThrows(StartRefused.class, () -> keys(NOW.plus(Duration.ofDays(399)), "retire", "claims"));
        assertTrue(keys(NOW.plus(Duration.ofDays(402)), "retire", "claims").startsWith("1 old claims key"));
        assertTrue(keys(NOW).contains("claims  key"), "the file still belongs to the database");
    }
}
