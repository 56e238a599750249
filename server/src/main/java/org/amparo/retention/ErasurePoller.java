package org.amparo.retention;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;

/// Runs the erasures that are due.
@Context
final class ErasurePoller implements Poller.Work {
    private final Erasures erasures;
    private final InstantSource time;
    private final Pollers pollers;

    ErasurePoller(Erasures erasures, InstantSource time, Pollers pollers) {
        this.erasures = erasures;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return Erasures.POLLER;
    }

    @Override
    public boolean step() {
        return erasures.eraseNext(time.instant());
    }

    @Override
    public Optional<Instant> nextDue() {
        return erasures.nextDue(time.instant());
    }
}
