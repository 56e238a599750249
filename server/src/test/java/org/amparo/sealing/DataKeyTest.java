package org.amparo.sealing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is sealed opens in its own row and nowhere else.
class DataKeyTest {
    private static final byte[] WORDS = "my boss took my papers".getBytes(StandardCharsets.UTF_8);

    @Test
    void a_value_moved_to_another_row_does_not_open() {
        var key = DataKey.make();
        var sealed = key.seal("message:1", WORDS);
        assertArrayEquals(WORDS, key.open("message:1", sealed));
        assertThrows(SealBroken.class, () -> key.open("message:2", sealed));
        assertThrows(SealBroken.class, () -> DataKey.make().open("message:1", sealed), "another's key");
        sealed[sealed.length - 1] ^= 1;
        assertThrows(SealBroken.class, () -> key.open("message:1", sealed), "changed");
    }

    @Test
    void a_wrapped_key_moved_to_another_owner_does_not_open(@TempDir Path folder) {
        var keySet = KeySet.create(folder.resolve("keyset.json"));
        var owner = new byte[] {1};
        var wrapped = keySet.wrap(keySet.newDataKey(), owner);
        keySet.unwrap(wrapped, owner);
        assertThrows(SealBroken.class, () -> keySet.unwrap(wrapped, new byte[] {2}));
        var other = KeySet.create(folder.resolve("other.json"));
        assertThrows(SealBroken.class, () -> other.unwrap(wrapped, owner));
    }
}
