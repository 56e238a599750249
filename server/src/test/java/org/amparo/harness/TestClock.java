package org.amparo.harness;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until it is told to tick. Safe for many threads.
///
/// Standing still makes walks repeatable: what is due is due, however slow the machine. The program's own movable
/// clock lies on top of it, and moves it by hours and days.
final class TestClock implements InstantSource {
    private final AtomicReference<Instant> now;

    TestClock(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    void tick(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }
}
