package org.amparo.platform;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/// Keeps the clock's offset with the deployment: it holds for all nodes and survives restarts. Moved in
/// demonstrations and tests only.
@Context
public class DeploymentClock {
    private static final String WAKEUP = "clock";
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);

    private final Jdbi jdbi;
    private final MovableClock clock;
    private final Wakeups wakeups;
    private final Pollers pollers;

    DeploymentClock(Jdbi jdbi, MovableClock clock, Wakeups wakeups, Pollers pollers) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.wakeups = wakeups;
        this.pollers = pollers;
    }

    @PostConstruct
    void load() {
        wakeups.on(WAKEUP, this::reload);
        reload();
    }

    public Instant now() {
        return clock.instant();
    }

    /// Moves the clock of all nodes forward and waits until the work due by then is done, 30 s at most.
    ///
    /// @return what the clock says afterwards
    public Instant forward(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time only moves forward");
        }
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE deployment SET clock_offset_millis = clock_offset_millis + :millis")
                .bind("millis", by.toMillis())
                .execute());
        reload();
        wakeups.tell(WAKEUP);
        pollers.settle(SETTLE_LIMIT);
        return clock.instant();
    }

    private void reload() {
        jdbi.withHandle(handle -> handle.createQuery("SELECT clock_offset_millis FROM deployment")
                        .mapTo(Long.class)
                        .findOne())
                .ifPresent(millis -> clock.offset(Duration.ofMillis(millis)));
        pollers.wakeAll();
    }
}
