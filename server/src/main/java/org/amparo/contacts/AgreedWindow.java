package org.amparo.contacts;

import java.time.Instant;

/// A time in which somebody agreed to be texted.
///
/// @param until not part of it
public record AgreedWindow(Instant from, Instant until) {
    public AgreedWindow {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a window ends after it begins");
        }
    }

    boolean over(Instant now) {
        return !now.isBefore(until);
    }
}
