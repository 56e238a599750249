package org.amparo.platform;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/// Makes ids in code, so that they are known before the insert.
///
/// An id is a UUID version 7 (RFC 9562): it tells when it was made, so it is never a secret; secrets come from
/// [#secret()]. Safe for many threads.
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /// A new id whose first 48 bits are the milliseconds of `now`.
    public static UUID next(Instant now) {
        long high = (now.toEpochMilli() << 16) | 0x7000L | (RANDOM.nextLong() & 0x0FFFL);
        long low = (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /// 128 random bits in hexadecimal: nobody can guess it.
    public static String secret() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
