package org.amparo.sealing;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the key set file again when it changed, and wraps data keys anew, some at a time, until the key in use
/// holds them all.
@Context
final class KeyWatch implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);

    private final KeySet keySet;
    private final MasterKeys masterKeys;
    private final Rewrapping rewrapping;
    private final InstantSource time;
    private final Pollers pollers;
    private List<MasterKind> behind = List.of();

    KeyWatch(KeySet keySet, Jdbi jdbi, Rewrapping rewrapping, InstantSource time, Pollers pollers) {
        this.keySet = keySet;
        this.masterKeys = new MasterKeys(jdbi, keySet);
        this.rewrapping = rewrapping;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public boolean step() {
        if (keySet.reread()) {
            masterKeys.record(time.instant());
        }
        var now = masterKeys.behind();
        if (!now.equals(behind)) {
            behind = now;
            now.forEach(kind -> LOG.error(
                    "this node's key set file is older than the one in use ({} key): copy the newest there",
                    kind.word()));
        }
        // A node with an older file would wrap everything back.
        return !now.contains(MasterKind.WRAP) && rewrapping.some();
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }
}
