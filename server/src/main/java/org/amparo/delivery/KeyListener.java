package org.amparo.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Hears, inside a transaction of its own, that somebody pressed a key in a call of ours. Whoever queues calls
/// brings one.
public interface KeyListener {
    /// @param row of the outbox
    /// @param origin the opaque origin the call was queued with
    /// @param key one of `0`-`9`, `*`, `#`
    /// @return the text that is spoken in answer; empty when the call is not one of theirs
    Optional<String> pressed(UUID row, String origin, char key, Instant now);
}
