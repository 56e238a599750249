package org.amparo.rota;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// Adds, removes or replaces one responder for a time, end excluded. Overrides are applied in the order in which
/// they were made: a later one sees what the earlier ones left.
public sealed interface DutyOverride {
    UUID id();

    UUID person();

    Instant from();

    Instant until();

    /// Those on duty after it.
    Set<Duty> applied(Set<Duty> duties);

    default boolean holds(Instant at) {
        return !at.isBefore(from()) && at.isBefore(until());
    }

    /// Somebody is on besides the plan.
    record Add(UUID id, Instant from, Instant until, UUID person, Rank rank) implements DutyOverride {
        @Override
        public Set<Duty> applied(Set<Duty> duties) {
            var left = new TreeSet<>(duties);
            left.add(new Duty(person, rank));
            return left;
        }
    }

    /// Somebody is not on, whatever the plan says.
    record Remove(UUID id, Instant from, Instant until, UUID person) implements DutyOverride {
        @Override
        public Set<Duty> applied(Set<Duty> duties) {
            var left = new TreeSet<>(duties);
            left.removeIf(duty -> duty.person().equals(person));
            return left;
        }
    }

    /// Somebody is on wherever somebody else would be, in the same rank; nothing happens while that one is off.
    record Replace(UUID id, Instant from, Instant until, UUID person, UUID by) implements DutyOverride {
        @Override
        public Set<Duty> applied(Set<Duty> duties) {
            var left = new TreeSet<Duty>();
            duties.forEach(duty -> left.add(duty.person().equals(person) ? new Duty(by, duty.rank()) : duty));
            return left;
        }
    }
}
