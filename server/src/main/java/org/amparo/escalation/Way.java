package org.amparo.escalation;

import java.util.Locale;

/// The ladders of a policy (`domain.md` F.3). Which one a run climbs follows from its conversation and the hour.
public enum Way {
    /// At any hour.
    DANGER,
    /// May be a child, while somebody is on duty.
    CHILD,
    NORMAL,
    /// Nobody at all is on duty; who is on call for danger does not count.
    OUT_OF_HOURS;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Way of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
