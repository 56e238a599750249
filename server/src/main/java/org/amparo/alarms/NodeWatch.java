package org.amparo.alarms;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import jakarta.annotation.PostConstruct;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.platform.ClockDifference;
import org.amparo.platform.Connections;
import org.amparo.platform.FailureKind;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What each node must look at in itself: whether it reaches the database, what lies in its journal, and its clock.
/// That the database was away is told once it is back, since alarms are kept there.
@Context
class NodeWatch implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(NodeWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration CLOCKS_APART = Duration.ofSeconds(30);

    private final LineFaults faults;
    private final List<LocalBacklog> backlogs;
    private final ClockDifference clocks;
    private final InstantSource time;
    private final Pollers pollers;
    /// Names this node among others, and is the same after a start.
    private final UUID node;

    private Instant nextAt;
    private int failedLooks;
    private boolean heldBefore;

    NodeWatch(
            LineFaults faults,
            List<LocalBacklog> backlogs,
            ClockDifference clocks,
            InstantSource time,
            Pollers pollers,
            @Property(name = "amparo.home") String home) {
        this.faults = faults;
        this.backlogs = List.copyOf(backlogs);
        this.clocks = clocks;
        this.time = time;
        this.pollers = pollers;
        this.node = node(home);
        this.nextAt = time.instant().plus(EVERY);
    }

    private static UUID node(String home) {
        return UUID.nameUUIDFromBytes(
                (System.getenv().getOrDefault("HOSTNAME", "") + " " + home).getBytes(StandardCharsets.UTF_8));
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return "watch of this node";
    }

    @Override
    public synchronized boolean step() {
        var now = time.instant();
        if (now.isBefore(nextAt)) {
            return false;
        }
        boolean overslept = nextAt.plus(EVERY).isBefore(now);
        nextAt = now.plus(EVERY);
        try {
            look(now, overslept, clocks.measure());
        } catch (RuntimeException e) {
            if (Connections.trouble(e) == Connections.Trouble.NONE) {
                LOG.error("the look at this node failed ({})", FailureKind.of(e));
            } else {
                failedLooks++;
            }
        }
        return true;
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return Optional.of(nextAt);
    }

    /// @param difference between the clocks of this machine and of the database, which answered
    synchronized void look(Instant now, boolean overslept, Duration difference) {
        faults.set(Alarm.Kind.CLOCK_TROUBLE, difference.compareTo(CLOCKS_APART) > 0, Optional.of(node), now);
        boolean holds = backlogs.stream().anyMatch(LocalBacklog::holds);
        // A restart of the database that takes some seconds rings nobody.
        boolean trouble = failedLooks > 1 || (holds && heldBefore && !overslept);
        if (trouble || !holds) {
            faults.set(Alarm.Kind.DATABASE_TROUBLE, trouble, Optional.of(node), now);
        }
        heldBefore = holds;
        failedLooks = 0;
    }
}
