package org.amparo.conversations;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A conversation that is not closed.
///
/// @param consent the answer, `asked`, or empty while it was never asked
/// @param texts how many texts are kept
/// @param ahead how many waiting conversations of its line come before it; 0 for one that is held
public record OpenConversation(
        UUID id,
        Status status,
        Priority priority,
        Optional<Instant> waitingSince,
        Optional<Instant> dangerAt,
        Optional<String> consent,
        int texts,
        int ahead) {

    public enum Status {
        WAITING,
        HELD,
        PARKED,
        LEFT,
        CLOSED
    }

    /// Danger first, then children, then by waiting time; no other ranking (`domain.md` F.3).
    public enum Priority {
        DANGER,
        CHILD,
        NORMAL
    }
}
