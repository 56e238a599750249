package org.amparo.audit;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;

/// Links the events of each minute that is over.
@Context
final class LinkPoller implements Poller.Work {
    static final String NAME = "audit";

    private final Chain chain;
    private final InstantSource time;
    private final Pollers pollers;

    LinkPoller(Chain chain, InstantSource time, Pollers pollers) {
        this.chain = chain;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean step() {
        return chain.linkNext(time.instant());
    }

    @Override
    public Optional<Instant> nextDue() {
        return chain.nextDue();
    }
}
