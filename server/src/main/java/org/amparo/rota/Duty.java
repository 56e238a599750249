package org.amparo.rota;

import java.util.Comparator;
import java.util.UUID;

/// One responder on duty in one rank. Ordered by rank, then by id.
public record Duty(UUID person, Rank rank) implements Comparable<Duty> {
    private static final Comparator<Duty> ORDER =
            Comparator.comparing(Duty::rank).thenComparing(Duty::person);

    @Override
    public int compareTo(Duty other) {
        return ORDER.compare(this, other);
    }
}
