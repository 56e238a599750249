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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.amparo.contacts.Contacts;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Messages;
import org.amparo.harness.Dump;
import org.amparo.harness.TestDatabase;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.numbers.Address;
import org.amparo.platform.Deployment;
import org.amparo.platform.StartRefused;
import org.amparo.sealing.KeySet;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data are copied away and put back; what was erased in between stays erased.
class BackupTest {
    private static final Instant NOW = TestLine.NOON;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private static String command(TestDatabase database, Instant at, String... words) {
        var said = new ByteArrayOutputStream();
        BackupCommands.run(words, database.settings(), new PrintStream(said, true, StandardCharsets.UTF_8), () -> at);
        return said.toString(StandardCharsets.UTF_8);
    }

    private static int acts(TestDatabase database, String kind) {
        return Jdbi.create(database.url(), database.username(), database.password())
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit_event WHERE kind = :kind")
                        .bind("kind", kind)
                        .mapTo(Integer.class)
                        .one());
    }

    private Path root() {
        return folder.resolve("backup");
    }

    private List<String> generations(String kind) throws IOException {
        try (var all = Files.list(root())) {
            return all.map(one -> one.getFileName().toString())
                    .filter(name -> name.startsWith(kind))
                    .sorted()
                    .toList();
        }
    }

    private static void refused(String wanted, Runnable what) {
        var refused = assertThrows(StartRefused.class, what::run);
        assertTrue(String.valueOf(refused.getMessage()).contains(wanted), String.valueOf(refused.getMessage()));
    }

    @Test
    void what_was_forgotten_after_the_backup_stays_forgotten_and_others_are_whole() throws Exception {
        try (var line = TestLine.open();
                var target = TestDatabase.empty()) {
            var forgets = line.phone();
            forgets.texts("I want to talk to a person")
                    .hears("sys.waiting", "en")
                    .hears("sys.consent.v1", "en");
            forgets.texts("zebra words nobody may read").hears("sys.consent.v1", "en");
            var stays = line.phone();
            stays.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
            stays.texts("1").hears("sys.consent-yes", "en");
            stays.texts("giraffe words for the responder").hearsNothing();
            var ids = ids(line.database());
            assertEquals(2, ids.size());

            command(line.database(), NOW, "backup", root().toString());
            forgets.texts("FORGET").hears("sys.forget-ask", "en");
            forgets.texts("1").hears("sys.forget-done", "en");
            line.clock().forward(Duration.ofMinutes(2));
            var left = ids(line.database());
            assertEquals(1, left.size(), "erased here");
            var erased = new TreeSet<>(ids);
            erased.removeAll(left);
            assertEquals(1, generations("keyring").size(), "one keyring, renewed after the erasure");
            assertFalse(
                    generations("keyring")
                            .getFirst()
                            .substring(8)
                            .equals(generations("data").getFirst().substring(5)),
                    "it is newer than the data");

            var said = command(target, NOW, "restore", root().toString());
            assertTrue(said.contains("1 contacts, 0 conversations"), said);
            assertEquals(1, acts(line.database(), "backup-taken"));
            assertEquals(1, acts(target, "backup-restored"));
            var dump = Dump.of(target);
            for (var id : erased) {
                assertEquals(List.of(), dump.tablesHolding(id), "no row of the erased contact");
            }
            assertEquals(List.of(), dump.tablesHolding("zebra"));
            assertEquals(left, ids(target));
            assertEquals(
                    List.of(),
                    dump.tablesWith(rows -> rows.contains(forgets.number().substring(1))),
                    "no number");

            var settings = new java.util.HashMap<>(target.settings());
            settings.put("AMPARO_HOME", folder.resolve("home").toString());
            settings.put("AMPARO_PORT", "0");
            try (var program = Program.start(settings, () -> NOW.plusSeconds(600))) {
                var contacts = program.context().getBean(Contacts.class);
                var organisation =
                        program.context().getBean(Lines.class).all().getFirst().organisationId();
                var address = ((Address.Read.Reachable) Address.read(stays.number())).address();
                var contact = contacts.find(organisation, address).orElseThrow();
                assertEquals(address, contacts.address(contact.id()).orElseThrow(), "can be texted");
                var talk = program.context()
                        .getBean(Conversations.class)
                        .open(
                                contact.id(),
                                program.context()
                                        .getBean(Lines.class)
                                        .all()
                                        .getFirst()
                                        .id())
                        .orElseThrow();
                assertTrue(program.context()
                        .getBean(Messages.class)
                        .texts(talk.id())
                        .contains("giraffe words for the responder"));
            }
        }
    }

    private static Set<String> ids(TestDatabase database) throws Exception {
        var found = new TreeSet<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id FROM contact")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    @Test
    void a_backup_shows_nothing_and_holds_neither_key_set_nor_keyring_in_its_data() throws IOException {
        try (var line = TestLine.open()) {
            line.phone().texts("STOP").hears("sys.stop", "en");
            command(line.database(), NOW, "backup", root().toString());
            var data = root().resolve(generations("data").getFirst());
            assertEquals("rwx------", mode(root()));
            assertEquals("rwx------", mode(data));
            try (var files = Files.walk(root())) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    assertEquals("rw-------", mode(file));
                    var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    assertFalse(text.contains("demo\t") || text.contains("\"primaryKeyId\""), file.toString());
                }
            }
            assertTrue(Files.notExists(data.resolve("keyring.data_key")));
            assertTrue(Files.exists(data.resolve("public.opt_out")));
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void data_generations_are_many_for_35_days_and_the_keyring_is_one() throws IOException {
        try (var database = TestDatabase.copy()) {
            command(database, NOW, "backup", root().toString());
            command(database, NOW.plus(Duration.ofDays(1)), "backup", root().toString());
            assertEquals(2, generations("data").size());
            assertEquals(List.of("keyring-20261124T100000.000Z"), generations("keyring"));
            command(database, NOW.plus(Duration.ofDays(36)), "backup", root().toString());
            assertEquals(List.of("data-20261124T100000.000Z", "data-20261229T100000.000Z"), generations("data"));
        }
    }

    @Test
    void a_restore_is_refused_whenever_something_speaks_against_it() throws IOException {
        try (var database = TestDatabase.copy();
                var target = TestDatabase.empty()) {
            command(database, NOW, "backup", root().toString());
            refused("is not empty", () -> command(database, NOW, "restore", root().toString()));
            refused("there is no backup in", () -> command(target, NOW, "restore", folder.toString()));
            var other = folder.resolve("other.json");
            KeySet.create(other);
            var settings = new java.util.HashMap<>(target.settings());
            settings.put("AMPARO_KEYSET", other.toString());
            refused(
                    "made with another key set",
                    () -> BackupCommands.run(
                            new String[] {"restore", root().toString()}, settings, System.out, () -> NOW));
            settings.put("AMPARO_KEYSET", folder.resolve("none").toString());
            refused(
                    "is missing",
                    () -> BackupCommands.run(
                            new String[] {"restore", root().toString()}, settings, System.out, () -> NOW));

            var data = root().resolve(generations("data").getFirst());
            var file = data.resolve("public.line");
            var bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
            refused("is damaged", () -> command(target, NOW, "restore", root().toString()));
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
            var manifest = Files.readString(data.resolve("manifest"));
            Files.writeString(data.resolve("manifest"), manifest.replaceFirst("schema [0-9.]+", "schema 20991231.1"));
            refused("is damaged", () -> command(target, NOW, "restore", root().toString()));
            Files.writeString(data.resolve("manifest"), manifest);
            assertTrue(
                    Deployment.read(new Deployment.Access(target.url(), target.username(), target.password()))
                            .isEmpty(),
                    "nothing was changed");
            command(target, NOW, "restore", root().toString());
            assertEquals(
                    Dump.of(database).tables().get("public.line"),
                    Dump.of(target).tables().get("public.line"));
        }
    }

    @Test
    void another_schema_is_refused_and_the_program_to_use_is_named() throws Exception {
        try (var database = TestDatabase.copy();
                var target = TestDatabase.empty()) {
            try (var connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("UPDATE flyway_schema_history SET version = '20991231.0100'"
                        + " WHERE installed_rank = (SELECT max(installed_rank) FROM flyway_schema_history)");
            }
            command(database, NOW, "backup", root().toString());
            refused("V20991231_0100__", () -> command(target, NOW, "restore", root().toString()));
        }
    }

    @Test
    void a_text_that_was_waiting_to_be_sent_does_not_leave_after_a_restore() throws Exception {
        try (var line = TestLine.open();
                var target = TestDatabase.empty()) {
            line.phone().texts("STOP").hears("sys.stop", "en");
            line.sql()
                    .useHandle(handle -> handle.execute("UPDATE outbox SET status = 'queued', final_at = NULL,"
                            + " due_at = due_at + interval '1 day'"));
            command(line.database(), NOW, "backup", root().toString());
            var said = command(target, NOW, "restore", root().toString());
            assertTrue(said.contains("1 texts that were waiting"), said);
            try (var connection = target.connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT status, reason FROM outbox")) {
                assertTrue(rows.next());
                assertEquals("dropped restored", rows.getString(1) + " " + rows.getString(2));
            }
        }
    }

    @Test
    void who_said_stop_or_unsafe_after_the_backup_is_left_in_peace_after_a_restore() throws Exception {
        try (var line = TestLine.open();
                var target = TestDatabase.empty()) {
            var stops = line.phone();
            stops.texts("STOP").hears("sys.stop", "en");
            var unsafe = line.phone();
            unsafe.texts("I want to talk to a person")
                    .hears("sys.waiting", "en")
                    .hears("sys.consent.v1", "en");
            var later = line.phone();
            later.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
            command(line.database(), NOW, "backup", root().toString());
            var first = generations("ledger");

            stops.texts("START").hearsAnything();
            later.texts("STOP").hears("sys.stop", "en");
            unsafe.texts("UNSAFE").hears("sys.unsafe-ack", "en");
            line.clock().forward(Duration.ofMinutes(2));
            assertEquals(1, generations("ledger").size(), "one, renewed");
            assertFalse(first.equals(generations("ledger")), "after what was said");
            assertEquals(List.of("keyring" + first.getFirst().substring(6)), generations("keyring"), "and it alone");

            command(target, NOW, "restore", root().toString());
            for (var what : List.of(
                    "SELECT line_id, kind, address_key, stopped_at FROM opt_out ORDER BY 1, 2, 3",
                    "SELECT * FROM keyring.silence ORDER BY 1, 2")) {
                assertEquals(rows(line.database(), what), rows(target, what));
            }
            assertEquals(1, rows(target, "SELECT 1 FROM opt_out").size(), "START counts, and STOP");
            assertEquals(
                    1,
                    rows(target, "SELECT 1 FROM sending_state WHERE unsafe_since IS NOT NULL")
                            .size());
        }
    }

    private static List<String> rows(TestDatabase database, String sql) throws Exception {
        var found = new java.util.ArrayList<String>();
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                var row = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.append(rows.getString(i)).append('|');
                }
                found.add(row.toString());
            }
        }
        return found;
    }

    /// A new table with a sealed column must say here, and in `WithoutKey`, what a restore does with it.
    @Test
    void every_sealed_column_is_known_to_the_restore() throws Exception {
        var known = new TreeSet<>(List.of(
                "contact.sealed_address",
                "feedback.sealed",
                "handover_note.sealed",
                "message_body.sealed",
                "outbox.recipient_sealed",
                "outbox.sealed_body",
                "responder_address.sealed_address",
                "responder_address.sealed_code",
                "unhandled.sealed",
                "waiting_part.sealed"));
        var found = new TreeSet<String>();
        try (var database = TestDatabase.copy();
                var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT table_name || '.' || column_name FROM information_schema.columns
                         WHERE data_type = 'bytea' AND column_name LIKE '%sealed%'
                        """)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        assertEquals(known, found);
    }

    @Test
    void the_embedded_database_is_copied_while_the_program_runs() {
        var settings = Map.of("AMPARO_HOME", folder.resolve("home").toString(), "AMPARO_PORT", "0");
        try (var program = Program.start(settings, () -> NOW)) {
            var said = new ByteArrayOutputStream();
            BackupCommands.run(
                    new String[] {"backup", root().toString()},
                    settings,
                    new PrintStream(said, true, StandardCharsets.UTF_8),
                    () -> NOW);
            assertTrue(
                    said.toString(StandardCharsets.UTF_8).startsWith("Copied "), said.toString(StandardCharsets.UTF_8));
            refused(
                    "would lie in AMPARO_HOME",
                    () -> BackupCommands.run(
                            new String[] {
                                "backup", program.homeFolder().resolve("b").toString()
                            },
                            settings,
                            new PrintStream(said),
                            () -> NOW));
        }
    }
}
