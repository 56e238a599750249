package org.amparo.escalation;

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

/// Looks at the runs that are due. Every node has one; a run is claimed, so none is done twice.
@Context
final class EscalationPoller implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(EscalationPoller.class);

    private final Climbing climbing;
    private final Runs runs;
    private final InstantSource time;
    private final Pollers pollers;

    EscalationPoller(Climbing climbing, Runs runs, InstantSource time, Pollers pollers) {
        this.climbing = climbing;
        this.runs = runs;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return Runs.POLLER;
    }

    @Override
    public boolean step() {
        try {
            return climbing.next(time.instant());
        } catch (FailedWork e) {
            LOG.error("run {} could not be looked at ({}); it is tried again", e.piece(), FailureKind.of(e));
            climbing.later(e, time.instant());
            return true;
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        return runs.nextDue();
    }
}
