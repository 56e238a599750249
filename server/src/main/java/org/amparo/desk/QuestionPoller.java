package org.amparo.desk;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.amparo.contacts.Consents;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;

/// Closes questions of responders that nobody answered in time. Every node has one; each question is closed once.
@Context
final class QuestionPoller implements Poller.Work {
    private final Agreements agreements;
    private final Consents consents;
    private final Pollers pollers;
    private final InstantSource time;

    QuestionPoller(Agreements agreements, Consents consents, Pollers pollers, InstantSource time) {
        this.agreements = agreements;
        this.consents = consents;
        this.pollers = pollers;
        this.time = time;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return "open-questions";
    }

    @Override
    public boolean step() {
        return agreements.lapse(time.instant());
    }

    @Override
    public Optional<Instant> nextDue() {
        return consents.nextLapse();
    }
}
