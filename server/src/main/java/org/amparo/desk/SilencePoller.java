package org.amparo.desk;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.amparo.conversations.Silences;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;

/// Looks at the talks whose contact may be silent. Every node has one; a talk is claimed, so none is done twice.
@Context
final class SilencePoller implements Poller.Work {
    private final QuietTalks talks;
    private final Silences silences;
    private final InstantSource time;
    private final Pollers pollers;

    SilencePoller(QuietTalks talks, Silences silences, InstantSource time, Pollers pollers) {
        this.talks = talks;
        this.silences = silences;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return "silences";
    }

    @Override
    public boolean step() {
        return talks.next(time.instant());
    }

    @Override
    public Optional<Instant> nextDue() {
        return silences.nextDue();
    }
}
