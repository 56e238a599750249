package org.amparo.desk;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.amparo.conversations.Silences;
import org.amparo.platform.FailedWork;
import org.amparo.platform.FailureKind;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the talks whose contact may be silent. Every node has one; a talk is claimed, so none is done twice.
@Context
final class SilencePoller implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(SilencePoller.class);

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
        try {
            return talks.next(time.instant());
        } catch (FailedWork e) {
            LOG.error("talk {} could not be looked at ({}); it is tried again", e.piece(), FailureKind.of(e));
            talks.later(e, time.instant());
            return true;
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        return silences.nextDue();
    }
}
