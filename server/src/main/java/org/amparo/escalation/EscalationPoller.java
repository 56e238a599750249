package org.amparo.escalation;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.amparo.platform.DueWork;
import org.amparo.platform.FailureKind;
import org.amparo.platform.Pollers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the runs that are due: danger and what is held first, one by one; of the rest those that only wait are
/// put off many at once, and the others looked at one by one, whoever comes first before the others. Every node
/// has one; a run is claimed, so none is done twice.
@Context
final class EscalationPoller {
    private static final Logger LOG = LoggerFactory.getLogger(EscalationPoller.class);

    private final Climbing climbing;
    private final Sweep sweep;
    private final DueRuns runs;
    private final FreeAgain freeAgain;
    private final InstantSource time;
    private final Pollers pollers;

    /// Known to the polling thread alone; what is lost with it stays due.
    private final Deque<UUID> left = new ArrayDeque<>();

    /// Those who wait were looked at for whoever was free again by then. Known to the polling thread alone.
    private Instant freeUpTo;

    /// When somebody is next. Known to the polling thread alone.
    private Optional<Instant> nextFree = Optional.empty();

    EscalationPoller(
            Climbing climbing, Sweep sweep, DueRuns runs, FreeAgain freeAgain, InstantSource time, Pollers pollers) {
        this.climbing = climbing;
        this.sweep = sweep;
        this.runs = runs;
        this.freeAgain = freeAgain;
        this.time = time;
        this.pollers = pollers;
        this.freeUpTo = time.instant();
    }

    @PostConstruct
    void start() {
        pollers.start(DueWork.of(Runs.POLLER, this::step, _ -> nextDue())
                .puttingOff(failed -> "run " + failed.piece(), climbing::later));
    }

    private boolean step(Instant now) {
        freeAgain(now);
        return climbing.first(now) || busy() || swept() || busy();
    }

    private void freeAgain(Instant now) {
        if (nextFree.filter(at -> !at.isAfter(now)).isPresent()) {
            freeAgain.look(freeUpTo, now);
            freeUpTo = now;
            nextFree = Optional.empty();
        }
    }

    /// When somebody is free again is asked for whenever all is done: a break is longer than any round.
    private Optional<Instant> nextDue() {
        nextFree = freeAgain.next(freeUpTo);
        return Stream.of(runs.nextDue(), nextFree).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /// The next run that a sweep left, and that is still to be looked at.
    private boolean busy() {
        for (var run = left.poll(); run != null; run = left.poll()) {
            if (climbing.one(run, time.instant())) {
                return true;
            }
        }
        return false;
    }

    /// Puts off the many that only wait.
    ///
    /// @return false when no more were due: what comes due within moments is put off together
    private boolean swept() {
        Sweep.Swept swept;
        try {
            swept = sweep.next(time.instant());
        } catch (RuntimeException e) {
            // One that cannot be read must not keep the others: each by itself, and the one that fails is put off.
            LOG.error("many runs could not be looked at together ({}); each is looked at by itself", FailureKind.of(e));
            return climbing.waiting(time.instant());
        }
        left.addAll(swept.busy());
        return swept.putOff() + swept.busy().size() == Sweep.MOST && swept.putOff() > 0;
    }
}
