package org.amparo.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// The clock of the whole program: the machine's, plus an offset that only grows. The offset is zero but in a
/// demonstration or a test, where it is stored with the deployment and holds for all nodes. Safe for many threads.
public final class MovableClock implements InstantSource {
    private final InstantSource base;
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    public MovableClock(InstantSource base) {
        this.base = base;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset.get());
    }

    /// Sets the offset; a smaller one than today's is ignored, since time only moves forward.
    public void offset(Duration wanted) {
        offset.accumulateAndGet(wanted, (now, next) -> next.compareTo(now) > 0 ? next : now);
    }

    public Duration offset() {
        return offset.get();
    }
}
