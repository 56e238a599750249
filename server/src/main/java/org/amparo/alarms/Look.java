package org.amparo.alarms;

import java.time.Duration;
import java.time.Instant;

/// One thing the program looks at in itself, by one node for all.
interface Look {
    /// Its name in the table.
    String name();

    Duration every();

    /// In no transaction.
    ///
    /// @param overslept the clock jumped, or the program slept: what is late now may be caught up with in a moment
    void look(Instant now, boolean overslept);
}
