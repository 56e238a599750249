package org.amparo.rota;

import java.time.LocalDate;
import java.util.List;

/// A date on which other windows count than on its weekday; none: nobody is on. Windows that began the day before
/// run on to their end.
///
/// @param windows their days are not looked at
public record Holiday(LocalDate date, List<Window> windows) {
    public Holiday {
        windows = List.copyOf(windows);
    }
}
