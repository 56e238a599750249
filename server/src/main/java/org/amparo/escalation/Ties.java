package org.amparo.escalation;

import java.util.Set;
import java.util.UUID;

/// What ties people of the line to one contact.
///
/// @param self they are this contact, as somebody who wrote for themselves
/// @param before they held an earlier talk of this contact, not long ago and with consent
/// @param excluded they must not be given this contact's talk
/// @param knowing they know the country of this contact's number; empty where only the order would change by it
record Ties(Set<UUID> self, Set<UUID> before, Set<UUID> excluded, Set<UUID> knowing) {
    Ties {
        self = Set.copyOf(self);
        before = Set.copyOf(before);
        excluded = Set.copyOf(excluded);
        knowing = Set.copyOf(knowing);
    }

    /// Without the country, which is read only where somebody is about to be asked.
    Ties(Set<UUID> self, Set<UUID> before, Set<UUID> excluded) {
        this(self, before, excluded, Set.of());
    }
}
