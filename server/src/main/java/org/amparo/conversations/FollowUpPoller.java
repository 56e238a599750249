package org.amparo.conversations;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import org.amparo.platform.GivingWay;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;

/// Looks for agreed hours that have begun. Every node does; whoever was asked is not asked again.
@Context
final class FollowUpPoller implements Poller.Work {
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final FollowUps followUps;
    private final InstantSource time;
    private final Pollers pollers;
    /// Known to the poller's thread alone.
    private Instant looked;

    FollowUpPoller(FollowUps followUps, InstantSource time, Pollers pollers) {
        this.followUps = followUps;
        this.time = time;
        this.pollers = pollers;
        this.looked = time.instant();
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return "follow-ups";
    }

    @Override
    public boolean step() {
        var now = time.instant();
        if (now.isBefore(looked.plus(EVERY))) {
            return false;
        }
        looked = now;
        var failures = new ArrayList<RuntimeException>();
        for (var talk : followUps.due(now)) {
            try {
                GivingWay.again(() -> followUps.ask(talk, now));
            } catch (RuntimeException e) {
                // It stays due, and holds up no other.
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return true;
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.of(looked.plus(EVERY));
    }
}
