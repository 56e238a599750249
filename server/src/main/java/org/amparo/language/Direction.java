package org.amparo.language;

import java.util.Locale;

/// Which way a language is written.
public enum Direction {
    LTR,
    RTL;

    /// As in the HTML attribute `dir`: `ltr` or `rtl`.
    public String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
