package org.amparo.escalation;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.amparo.platform.DueWork;
import org.amparo.platform.FailureKind;
import org.amparo.platform.Pollers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the runs that are due: danger and what is held first, one by one; of the rest those that only wait are
/// put off many at once, and the others looked at one by one. Every node has one; a run is claimed, so none is
/// done twice.
@Context
final class EscalationPoller {
    private static final Logger LOG = LoggerFactory.getLogger(EscalationPoller.class);

    private final Climbing climbing;
    private final Sweep sweep;
    private final DueRuns runs;
    private final InstantSource time;
    private final Pollers pollers;

    /// Known to the polling thread alone; what is lost with it stays due.
    private final Deque<UUID> left = new ArrayDeque<>();

    EscalationPoller(Climbing climbing, Sweep sweep, DueRuns runs, InstantSource time, Pollers pollers) {
        this.climbing = climbing;
        this.sweep = sweep;
        this.runs = runs;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(DueWork.of(Runs.POLLER, this::step, _ -> runs.nextDue())
                .puttingOff(failed -> "run " + failed.piece(), climbing::later));
    }

    private boolean step(Instant now) {
        return climbing.first(now) || busy() || swept() || busy();
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
