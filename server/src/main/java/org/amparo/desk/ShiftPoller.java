package org.amparo.desk;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;

/// Looks for shifts that begin or end while the program runs, and for people whose time off is over. Every node
/// does; a notice is written down, so none is said twice. Of shifts, what passed while no program ran is not said.
@Context
final class ShiftPoller implements Poller.Work {
    private static final Duration EVERY = Duration.ofSeconds(20);

    private final ComingBack comingBack;
    private final ShiftNotices notices;
    private final InstantSource time;
    private final Pollers pollers;
    /// Known to the poller's thread alone.
    private Instant doneUpTo;

    ShiftPoller(ComingBack comingBack, ShiftNotices notices, InstantSource time, Pollers pollers) {
        this.comingBack = comingBack;
        this.notices = notices;
        this.time = time;
        this.pollers = pollers;
        this.doneUpTo = time.instant();
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return "shift-notices";
    }

    @Override
    public boolean step() {
        var now = time.instant();
        if (now.isBefore(doneUpTo.plus(EVERY))) {
            return false;
        }
        comingBack.due(now).forEach(person -> comingBack.back(person, now));
        notices.say(doneUpTo, now);
        doneUpTo = now;
        return true;
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.of(doneUpTo.plus(EVERY));
    }
}
