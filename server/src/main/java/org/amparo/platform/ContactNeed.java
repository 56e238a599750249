package org.amparo.platform;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// A room that has something open with a contact: while it does, the contact's number and key stay, whatever their
/// own time says. A room above `contacts` that must still reach somebody brings one.
public interface ContactNeed {

    /// Those of `contacts` who are still needed, and when to ask again at the latest. Whoever is missing is not
    /// needed.
    Map<UUID, Instant> needed(Collection<UUID> contacts, RetentionTimes times, Instant now);
}
