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

/// Looks at the searches for interpreters that are due. Every node has one; a search is claimed, so none is done
/// twice.
@Context
final class InterpreterPoller implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(InterpreterPoller.class);

    private final Interpreting interpreting;
    private final InterpreterRows rows;
    private final InstantSource time;
    private final Pollers pollers;

    InterpreterPoller(Interpreting interpreting, InterpreterRows rows, InstantSource time, Pollers pollers) {
        this.interpreting = interpreting;
        this.rows = rows;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return InterpreterRows.POLLER;
    }

    @Override
    public boolean step() {
        try {
            return interpreting.next(time.instant());
        } catch (FailedWork e) {
            LOG.error(
                    "search for an interpreter {} could not be looked at ({}); it is tried again",
                    e.piece(),
                    FailureKind.of(e));
            interpreting.later(e, time.instant());
            return true;
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        return rows.nextDue();
    }
}
