package org.amparo.alarms;

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

/// Tells of the alarms that are due.
@Context
final class TellingPoller implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(TellingPoller.class);

    private final Telling telling;
    private final AlarmRows rows;
    private final InstantSource time;
    private final Pollers pollers;

    TellingPoller(Telling telling, AlarmRows rows, InstantSource time, Pollers pollers) {
        this.telling = telling;
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
        return Alarms.POLLER;
    }

    @Override
    public boolean step() {
        try {
            return telling.next(time.instant());
        } catch (FailedWork e) {
            LOG.error("alarm {} could not be told ({}); it is tried again", e.piece(), FailureKind.of(e));
            telling.later(e, time.instant());
            return true;
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        return rows.nextDue();
    }
}
