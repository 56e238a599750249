package org.amparo.reception;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/// The owner of a day's data key: what is sealed for a day is erased with its key.
final class DayKeys {
    private DayKeys() {}

    static UUID owner(Instant moment) {
        var day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        return UUID.nameUUIDFromBytes(("unhandled " + day).getBytes(StandardCharsets.US_ASCII));
    }
}
