package org.amparo.retention;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Alarms;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says that something is kept longer than people were told, once while it lasts, and alarms.
@Singleton
class LateRetention {
    private static final Logger LOG = LoggerFactory.getLogger(LateRetention.class);

    /// A run is due each hour; so much later somebody has to look.
    static final Duration PATIENCE = Duration.ofMinutes(30);

    /// So long it must have been seen late: another node may just be at it.
    private static final Duration SEEN_FOR = Duration.ofMinutes(5);

    private final Alarms alarms;
    private final Lines lines;
    private Optional<Instant> seenLate = Optional.empty();
    private boolean told;

    LateRetention(Alarms alarms, Lines lines) {
        this.alarms = alarms;
        this.lines = lines;
    }

    /// A run came to its end. One that passed over locked rows is not done: it counts as late when that lasts.
    synchronized void ran(RetentionRuns.Done.Run run, Instant now) {
        if (run.failures() > 0) {
            tell("failed in " + run.failures() + " of its steps", now);
        } else if (run.left() == 0) {
            if (told) {
                LOG.info("timed retention has caught up");
            }
            // Another node may have raised it.
            alarms.clear(Alarm.Kind.RETENTION_LATE, Optional.empty(), now);
            told = false;
        }
    }

    /// @param overdue how long a run has been due
    synchronized void look(Duration overdue, Instant now) {
        if (overdue.compareTo(PATIENCE) <= 0) {
            seenLate = Optional.empty();
            return;
        }
        var since = seenLate.orElse(now);
        seenLate = Optional.of(since);
        if (!now.isBefore(since.plus(SEEN_FOR))) {
            tell("is " + overdue.toMinutes() + " minutes late", now);
        }
    }

    private void tell(String what, Instant now) {
        lines.all().stream()
                .map(Line::organisationId)
                .distinct()
                .forEach(organisation ->
                        alarms.raise(Alarm.Kind.RETENTION_LATE, organisation, Optional.empty(), Optional.empty(), now));
        if (!told) {
            LOG.error("timed retention {}: things are kept longer than people were told", what);
        }
        told = true;
    }
}
