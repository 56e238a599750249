package org.amparo.alarms;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Due work of a room that is to be done in time; a bean of every room that has such work.
///
/// Looked at each 30 s by one node for all. The watchdog outside is told that we live only while all of it that is
/// vital is on time (`rulings.md` 6).
public interface Watched {
    /// Its name in the figures, such as `outbox`.
    String work();

    /// Since when the oldest work that is due and not done has been due, whichever node should do it. One quick
    /// statement, in no transaction.
    Optional<Instant> oldestDue(Instant now);

    /// Work that has been due for longer is late.
    Duration bound();

    /// The watchdog outside falls silent while it is late.
    default boolean vital() {
        return true;
    }

    /// What is raised while it is late; empty when the room raises it itself.
    Optional<Alarm.Kind> alarm();
}
