package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;

/// Raises what concerns the whole deployment with every organisation that has a line here.
@Singleton
final class LineFaults {
    private final Alarms alarms;
    private final Lines lines;

    LineFaults(Alarms alarms, Lines lines) {
        this.alarms = alarms;
        this.lines = lines;
    }

    /// Raises it while it is so, and clears it when it is not.
    void set(Alarm.Kind kind, boolean wrong, Optional<UUID> subject, Instant now) {
        if (wrong) {
            lines.all().stream()
                    .map(Line::organisationId)
                    .distinct()
                    .forEach(organisation -> alarms.raise(kind, organisation, Optional.empty(), subject, now));
        } else {
            alarms.clear(kind, subject, now);
        }
    }
}
