package org.amparo.audit;

import java.util.List;
import java.util.function.Function;

/// What makes the trail's keyed hashes (HMAC-SHA-256): a key that is not in the database. Safe for many threads.
public final class TrailKey {
    private final Function<String, List<byte[]>> hashes;

    /// @param hashes the keyed hashes of a text, that of the newest key first, then those of earlier ones
    public TrailKey(Function<String, List<byte[]>> hashes) {
        this.hashes = hashes;
    }

    byte[] stamp(String form) {
        return hashes.apply(form).getFirst();
    }

    boolean made(byte[] stamp, String form) {
        return hashes.apply(form).stream().anyMatch(one -> java.security.MessageDigest.isEqual(one, stamp));
    }
}
