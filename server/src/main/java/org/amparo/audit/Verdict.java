package org.amparo.audit;

import java.time.Instant;
import java.util.Optional;

/// What reading the whole trail showed.
///
/// @param from when the oldest link was written, or the links before it were let go; empty without any link
/// @param to when the newest link was written
/// @param events in links
/// @param waiting events of the running minute, not linked yet
/// @param newest number and hash of the newest link, to be kept elsewhere
/// @param broken where it first breaks; empty for a trail that is whole
public record Verdict(
        Optional<Instant> from,
        Optional<Instant> to,
        long links,
        long events,
        long waiting,
        Optional<String> newest,
        Optional<String> broken) {

    public boolean whole() {
        return broken.isEmpty();
    }
}
