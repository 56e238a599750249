package org.amparo.retention;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.amparo.platform.FailedWork;
import org.amparo.platform.FailureKind;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the erasures that are due.
@Context
final class ErasurePoller implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(ErasurePoller.class);

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
        try {
            return erasures.eraseNext(time.instant());
        } catch (FailedWork e) {
            LOG.error("an erasure failed ({}); it is tried again, after the others", FailureKind.of(e));
            erasures.later(e, time.instant());
            return true;
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        return erasures.nextDue(time.instant());
    }
}
