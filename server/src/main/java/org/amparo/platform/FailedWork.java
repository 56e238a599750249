package org.amparo.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// One piece of due work went wrong, and its transaction with it: whoever catches this puts that piece off in a
/// transaction of its own, so that it holds up no other.
public final class FailedWork extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final UUID piece;

    private FailedWork(UUID piece, RuntimeException cause) {
        super("a piece of due work could not be done", cause);
        this.piece = piece;
    }

    /// Does the work.
    ///
    /// @param piece such as a run's or an alarm's id
    /// @throws FailedWork when it fails, naming the piece
    public static void guard(UUID piece, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            throw new FailedWork(piece, e);
        }
    }

    public UUID piece() {
        return piece;
    }

    /// See [FailureKind#gaveWay].
    public boolean gaveWay() {
        return FailureKind.gaveWay(this);
    }

    /// When to try again: so long after now, or at once where it gave way.
    public Instant again(Instant now, Duration after) {
        return gaveWay() ? now : now.plus(after);
    }
}
