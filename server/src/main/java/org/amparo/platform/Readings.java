package org.amparo.platform;

import java.time.Instant;
import java.util.List;

/// Says how a room stands; a bean of every room with something to watch. Asked at most once in ten seconds.
public interface Readings {
    /// A few quick statements, in no transaction.
    List<Reading> read(Instant now);
}
