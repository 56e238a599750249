package org.amparo.platform;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Makes ids in code, so that they are known before the insert.
///
/// An id is a UUID version 7 (RFC 9562): it tells when it was made, so it is never a secret; secrets come from
/// [#secret()]. Of two made by one program for the same millisecond the later one is greater, as PostgreSQL
/// compares them: a counter of 42 bits follows the time (RFC 9562, 6.2, method 1), from a random beginning, then
/// 32 random bits. Safe for many threads.
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int COUNTER_BITS = 42;
    /// Begins in the lower half: it does not run over while the program lives.
    private static final AtomicLong COUNTER = new AtomicLong(RANDOM.nextLong() >>> (64 - COUNTER_BITS + 1));

    private Ids() {}

    /// A new id whose first 48 bits are the milliseconds of `now`.
    public static UUID next(Instant now) {
        long count = COUNTER.incrementAndGet();
        long high = (now.toEpochMilli() << 16) | 0x7000L | ((count >>> 30) & 0x0FFFL);
        long low = 0x8000_0000_0000_0000L | ((count & 0x3FFF_FFFFL) << 32) | (RANDOM.nextInt() & 0xFFFF_FFFFL);
        return new UUID(high, low);
    }

    /// 128 random bits in hexadecimal: nobody can guess it.
    public static String secret() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
