package org.amparo.conversations;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;

/// Ends the legal holds whose date has come.
@Context
final class HoldPoller implements Poller.Work {
    private final LegalHolds holds;
    private final InstantSource time;
    private final Pollers pollers;

    HoldPoller(LegalHolds holds, InstantSource time, Pollers pollers) {
        this.holds = holds;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return "legal-holds";
    }

    @Override
    public boolean step() {
        return holds.endNextPast(time.instant());
    }

    @Override
    public Optional<Instant> nextDue() {
        return holds.nextEnd();
    }
}
