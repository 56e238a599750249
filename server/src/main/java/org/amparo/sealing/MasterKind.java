package org.amparo.sealing;

import java.time.Duration;
import java.util.Locale;

/// The three kinds of master keys in a key set.
public enum MasterKind {
    /// Wraps data keys.
    WRAP(Duration.ofDays(35)),
    /// Makes the keyed hash of an address, in generations.
    LOOKUP(Duration.ofDays(35)),
    /// Makes the keyed hash of a carrier's message id. A claim is kept 400 d (`rulings.md` 2).
    CLAIMS(Duration.ofDays(400));

    private final Duration keptAfter;

    MasterKind(Duration keptAfter) {
        this.keptAfter = keptAfter;
    }

    /// How long a replaced key is kept at least: as long as a data backup (`domain.md` G.5) or a claim may need it.
    public Duration keptAfter() {
        return keptAfter;
    }

    /// As the key set file, the database and the command write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
