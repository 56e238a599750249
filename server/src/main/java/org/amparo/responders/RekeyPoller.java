package org.amparo.responders;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.util.Optional;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;

/// Looks for numbers of people who answer that an earlier lookup key knows.
@Context
final class RekeyPoller implements Poller.Work {
    private final Rekeying rekeying;
    private final Pollers pollers;

    RekeyPoller(Rekeying rekeying, Pollers pollers) {
        this.rekeying = rekeying;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return "responder-keys";
    }

    @Override
    public boolean step() {
        return rekeying.some();
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }
}
