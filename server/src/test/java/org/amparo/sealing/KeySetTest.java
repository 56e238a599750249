package org.amparo.sealing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.amparo.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The file of the master keys.
class KeySetTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void a_new_one_is_its_owners_alone_and_is_read_again() throws IOException {
        var file = folder.resolve("keys");
        var made = KeySet.create(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(made.fingerprint(), KeySet.read(file).fingerprint());
    }

    @Test
    void it_may_be_closed_for_writing_too() throws IOException {
        var file = folder.resolve("keys");
        var made = KeySet.create(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertEquals(made.fingerprint(), KeySet.read(file).fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rw--w----", "rwx------"})
    void one_that_is_open_to_others_is_refused_in_one_line_with_the_mend(String mode) throws IOException {
        var file = folder.resolve("keys");
        KeySet.create(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        var refused = assertThrows(StartRefused.class, () -> KeySet.read(file));
        var said = String.valueOf(refused.getMessage());
        assertTrue(said.contains("chmod 600 " + file) && said.contains(mode) && !said.contains("\n"), said);
    }

    @Test
    void a_damaged_one_is_refused_without_showing_a_key() throws IOException {
        var file = folder.resolve("keys");
        KeySet.create(file);
        var text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() / 2));
        var refused = assertThrows(StartRefused.class, () -> KeySet.read(file));
        var said = String.valueOf(refused.getMessage());
        assertTrue(said.contains("is damaged") && !said.contains("keyData"), said);
    }
}
