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
    /// What fails for good, or is held for long, must not keep whoever waits for rest until their time is over.
    private static final int ASKED_AGAIN = 4;

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

    /// Waits until every poller has gone through a whole round in which nobody found anything to do. One whose
    /// round failed, or which found that somebody else has what is due, is asked again a few times: what was in the
    /// way may be gone by then.
    ///
    /// @return false when `limit` ran out first
    public boolean settle(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        long before = -1;
        int asked = 0;
        while (true) {
            for (var poller : all()) {
                if (!poller.settle(Duration.ofNanos(deadline - System.nanoTime()))) {
                    return false;
                }
            }
            long done = stepsDone();
            if (done != before) {
                asked = 0;
            } else if (rest() || asked++ == ASKED_AGAIN) {
                return true;
            }
            before = done;
        }
    }

    /// How many steps all of them have ever done: it grows as long as there is work.
    public long stepsDone() {
        return all().stream().mapToLong(Poller::stepsDone).sum();
    }

    private boolean rest() {
        return all().stream().allMatch(Poller::rests);
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
