package org.amparo.rota;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// Turns a time on the wall into the one instant a plan means by it.
///
/// - In the hour the clock leaves out, it is the moment the clock jumps: a shift from 02:30 starts when 03:00 does.
/// - In the hour the clock shows twice, it is the first of the two: a shift until 02:30 ends the first time it is
///   02:30, and one from 02:30 starts then, so shifts that touch on the wall touch in time.
///
/// Never runs backwards: a later time on the wall is never an earlier instant.
final class WallClock {
    private WallClock() {}

    static Instant instant(LocalDateTime wall, ZoneId zone) {
        var rules = zone.getRules();
        var offsets = rules.getValidOffsets(wall);
        return offsets.isEmpty() ? rules.getTransition(wall).getInstant() : wall.toInstant(offsets.getFirst());
    }
}
