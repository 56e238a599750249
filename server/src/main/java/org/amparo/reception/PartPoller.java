package org.amparo.reception;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;

/// Handles texts whose next part did not come in time.
@Context
final class PartPoller implements Poller.Work {
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
        due.ifPresent(reception::handlePart);
        return due.isPresent();
    }

    @Override
    public Optional<Instant> nextDue() {
        return parts.nextDue();
    }
}
