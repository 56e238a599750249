package org.amparo.escalation;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;

/// Looks whether an open conversation is without an owner, and rings for it. Every node does; an alarm that stands
/// is not raised twice.
///
/// What is seen once may be about to be done: it rings when two looks in a row see it just as it was. After a gap
/// between looks, in which the whole program may have stood still, it begins anew.
@Context
final class OwnerPoller implements Poller.Work {
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration GAP = EVERY.multipliedBy(3);

    private final OwnerWatch watch;
    private final InstantSource time;
    private final Pollers pollers;
    /// Known to the poller's thread alone.
    private Instant lookedAt;
    /// Seen by the last look. Known to the poller's thread alone.
    private Set<OpenConversations.Alone> seen = Set.of();

    OwnerPoller(OwnerWatch watch, InstantSource time, Pollers pollers) {
        this.watch = watch;
        this.time = time;
        this.pollers = pollers;
        this.lookedAt = time.instant();
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return "owners";
    }

    @Override
    public boolean step() {
        var now = time.instant();
        if (now.isBefore(lookedAt.plus(EVERY))) {
            return false;
        }
        boolean gap = now.isAfter(lookedAt.plus(GAP));
        var alone = watch.alone(now);
        var twice = new HashSet<>(alone);
        twice.retainAll(gap ? Set.of() : seen);
        watch.ring(ids(twice), ids(alone), now);
        seen = alone;
        lookedAt = now;
        return true;
    }

    private static Set<UUID> ids(Set<OpenConversations.Alone> alone) {
        return alone.stream().map(OpenConversations.Alone::conversation).collect(Collectors.toSet());
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.of(lookedAt.plus(EVERY));
    }
}
