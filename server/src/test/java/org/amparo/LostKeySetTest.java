package org.amparo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.amparo.harness.Dump;
import org.amparo.harness.TestDatabase;
import org.amparo.harness.TestLine;
import org.amparo.platform.StartRefused;
import org.amparo.sealing.KeySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lost or wrong key set stops the start with one line, and nothing is written: neither file nor database.
class LostKeySetTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private Path copy() throws IOException {
        return Files.copy(TestDatabase.keySet(), folder.resolve("keyset.json"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private Map<String, String> settings(TestDatabase database, Path file) {
        var all = new HashMap<>(database.settings());
        all.put("AMPARO_KEYSET", file.toString());
        all.put("AMPARO_HOME", folder.resolve("home").toString());
        all.put("AMPARO_PORT", "0");
        return all;
    }

    private String refused(Path file, String wanted) throws IOException {
        try (var database = TestDatabase.copy()) {
            return refused(database, file, wanted);
        }
    }

    private String refused(TestDatabase database, Path file, String wanted) throws IOException {
        var rows = Dump.of(database).tables();
        var text = Files.exists(file) ? Files.readString(file) : "";
        var refused = assertThrows(
                StartRefused.class,
                () -> Program.start(settings(database, file), () -> TestLine.NOON)
                        .close());
        assertTrue(String.valueOf(refused.getMessage()).contains(wanted), String.valueOf(refused.getMessage()));
        assertFalse(String.valueOf(refused.getMessage()).contains("\n"), "one line");
        assertEquals(rows, Dump.of(database).tables(), "the database is as it was");
        assertEquals(text, Files.exists(file) ? Files.readString(file) : "", "the file is as it was");
        return String.valueOf(refused.getMessage());
    }

    @Test
    void missing() throws IOException {
        refused(folder.resolve("keyset.json"), "is missing: put back the file");
    }

    @Test
    void empty_cut_short_or_without_a_kind() throws IOException {
        var file = copy();
        var text = Files.readString(file);
        for (var damaged :
                new String[] {"", text.substring(0, 90), text.replaceFirst("claims .*\n", ""), "\u0000\u0001"}) {
            Files.writeString(file, damaged);
            refused(file, "is damaged: put back the file");
        }
    }

    @Test
    void of_another_database() throws IOException {
        var file = folder.resolve("other.json");
        KeySet.create(file);
        refused(file, "does not belong to this database");
    }

    @Test
    void partly_put_back() throws IOException {
        var other = folder.resolve("other.json");
        KeySet.create(other);
        var foreign = Files.readString(other).lines().toList();
        var file = copy();
        var own = Files.readString(file).lines().toList();
        for (int i : new int[] {0, 1}) {
            var mixed = new java.util.ArrayList<>(own);
            mixed.set(i, foreign.get(i));
            Files.write(file, mixed);
            refused(file, "lacks the " + (i == 0 ? "wrap" : "lookup") + " key");
        }
    }

    @Test
    void open_to_others() throws IOException {
        var file = copy();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        refused(file, "is open to others");
    }

    @Test
    void a_database_put_back_without_its_keyring() throws IOException {
        var file = copy();
        try (var line = TestLine.open(TestLine.NOON, Map.of("AMPARO_KEYSET", file.toString()))) {
            line.phone().texts("STOP").hears("sys.stop", "en");
            line.sql().useHandle(handle -> handle.execute("DELETE FROM keyring.data_key"));
            refused(line.database(), file, "without its keys");
        }
    }

    @Test
    void a_key_set_that_is_there_serves_an_empty_database_unchanged() throws IOException {
        var file = copy();
        var text = Files.readString(file);
        try (var database = TestDatabase.empty()) {
            Program.start(settings(database, file), () -> TestLine.NOON).close();
        }
        assertEquals(text, Files.readString(file));
        assertThrows(StartRefused.class, () -> KeySet.read(folder.resolve("none")));
    }
}
