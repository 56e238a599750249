package org.amparo.desk;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;

/// Tells people of a legal hold that an erasure ended it.
@Context
final class HoldNoticePoller implements Poller.Work {
    private final HoldNotices notices;
    private final InstantSource time;
    private final Pollers pollers;

    HoldNoticePoller(HoldNotices notices, InstantSource time, Pollers pollers) {
        this.notices = notices;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return "hold-notices";
    }

    @Override
    public boolean step() {
        return notices.tell(time.instant());
    }

    @Override
    public Optional<Instant> nextDue() {
        return notices.nextDue();
    }
}
