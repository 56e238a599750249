package org.amparo.alarms;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.amparo.platform.Connections;
import org.amparo.platform.FailureKind;
import org.amparo.platform.Poller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the looks that are due, each once for all nodes.
final class LookPoller implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(LookPoller.class);

    private final String name;
    private final List<Look> looks;
    private final WatchRows rows;
    private final InstantSource time;

    LookPoller(String name, List<Look> looks, WatchRows rows, InstantSource time) {
        this.name = name;
        this.looks = List.copyOf(looks);
        this.rows = rows;
        this.time = time;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean step() {
        boolean any = false;
        for (var look : looks) {
            var now = time.instant();
            var claimed = rows.claim(look, now);
            claimed.ifPresent(overslept -> take(look, now, overslept));
            any |= claimed.isPresent();
        }
        return any;
    }

    /// One look that fails takes no other's turn.
    private static void take(Look look, Instant now, boolean overslept) {
        try {
            look.look(now, overslept);
        } catch (RuntimeException e) {
            if (Connections.trouble(e) != Connections.Trouble.NONE) {
                throw e;
            }
            LOG.error("the look at {} failed ({}); it is taken again in its turn", look.name(), FailureKind.of(e));
            LOG.debug("the look at {}", look.name(), e);
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        return rows.nextDue(looks.stream().map(Look::name).toList());
    }
}
