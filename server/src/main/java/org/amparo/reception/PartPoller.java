package org.amparo.reception;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.amparo.platform.Connections;
import org.amparo.platform.FailureKind;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Handles texts whose next part did not come in time.
@Context
final class PartPoller implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(PartPoller.class);

    private final WaitingParts parts;
    private final Reception reception;
    private final InstantSource time;
    private final Pollers pollers;

    PartPoller(WaitingParts parts, Reception reception, InstantSource time, Pollers pollers) {
        this.parts = parts;
        this.reception = reception;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return WaitingParts.POLLER;
    }

    @Override
    public boolean step() {
        var due = parts.due(time.instant());
        due.ifPresent(this::handle);
        return due.isPresent();
    }

    private void handle(WaitingParts.Due due) {
        try {
            reception.handlePart(due);
        } catch (RuntimeException | Error e) {
            if (FailureKind.dying(e) || Connections.trouble(e) != Connections.Trouble.NONE) {
                throw e; // nothing is wrong with the part
            }
            LOG.error("part {} could not be handled ({}); it is kept and tried again", due.id(), FailureKind.of(e));
            parts.moveAside(due.id(), time.instant());
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        return parts.nextDue();
    }
}
