package org.amparo.rota;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/// Named cover in one time zone.
///
/// @param overrides in the order in which they were made
public record Schedule(
        UUID id,
        UUID lineId,
        String name,
        Cover cover,
        ZoneId zone,
        List<Rotation> rotations,
        List<Holiday> holidays,
        List<DutyOverride> overrides) {
    public Schedule {
        rotations = List.copyOf(rotations);
        holidays = List.copyOf(holidays);
        overrides = List.copyOf(overrides);
    }
}
