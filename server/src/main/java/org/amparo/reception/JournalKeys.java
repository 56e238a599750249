package org.amparo.reception;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.amparo.sealing.DataKey;
import org.amparo.sealing.KeySet;

/// The key of each day of the journal, wrapped by the key set, in a file beside the day's texts.
@Singleton
final class JournalKeys {
    private static final byte[] OWNER = "journal".getBytes(StandardCharsets.US_ASCII);

    private final KeySet keySet;

    JournalKeys(KeySet keySet) {
        this.keySet = keySet;
    }

    /// The day's key, made on first use. Called under the journal's lock.
    DataKey of(JournalDay day) {
        try {
            if (Files.exists(day.key())) {
                return keySet.unwrap(Files.readAllBytes(day.key()), OWNER);
            }
            var fresh = keySet.newDataKey();
            // Whole or not at all: half a key would close the journal for good.
            var half = day.folder().resolve("key.new");
            Files.deleteIfExists(half);
            Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(half, keySet.wrap(fresh, OWNER), StandardOpenOption.SYNC);
            Files.move(half, day.key(), StandardCopyOption.ATOMIC_MOVE);
            return fresh;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the journal's key cannot be used", e);
        }
    }
}
