package org.amparo.platform;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// All pollers of this program: starts them, wakes them by name, and can say when all is quiet.
@Singleton
public final class Pollers implements AutoCloseable {
    private final InstantSource time;
    private final List<Poller> pollers = new ArrayList<>();

    Pollers(InstantSource time) {
        this.time = time;
    }

    public Poller start(DueWork work) {
        return start(work.at(time));
    }

    public synchronized Poller start(Poller.Work work) {
        var poller = new Poller(work, time);
        pollers.add(poller);
        poller.start();
        return poller;
    }

    /// Wakes the pollers of that name; an unknown name wakes nobody.
    public void wake(String name) {
        for (var poller : all()) {
            if (poller.name().equals(name)) {
                poller.wake();
            }
        }
    }

    public void wakeAll() {
        all().forEach(Poller::wake);
    }

    /// Waits until every poller has gone through a whole round in which nobody found anything to do.
    ///
    /// @return false when `limit` ran out first
    public boolean settle(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        long before = -1;
        while (true) {
            long sum = 0;
            for (var poller : all()) {
                long steps = poller.settle(Duration.ofNanos(deadline - System.nanoTime()));
                if (steps < 0) {
                    return false;
                }
                sum += steps;
            }
            if (sum == before) {
                return true;
            }
            before = sum;
        }
    }

    /// The poller that lags most has done everything due up to then.
    public synchronized List<Poller> all() {
        return List.copyOf(pollers);
    }

    @Override
    @PreDestroy
    public void close() {
        for (var poller : all().reversed()) {
            poller.close();
        }
    }
}
