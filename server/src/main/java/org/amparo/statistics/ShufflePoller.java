package org.amparo.statistics;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;

/// Shuffles the events of each day.
@Context
final class ShufflePoller implements Poller.Work {
    private final StatisticRows rows;
    private final InstantSource time;
    private final Pollers pollers;

    ShufflePoller(StatisticRows rows, InstantSource time, Pollers pollers) {
        this.rows = rows;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        rows.prepare(time.instant());
        pollers.start(this);
    }

    @Override
    public String name() {
        return "statistics";
    }

    @Override
    public boolean step() {
        return rows.shuffle(time.instant());
    }

    @Override
    public Optional<Instant> nextDue() {
        return rows.nextDue(time.instant());
    }
}
