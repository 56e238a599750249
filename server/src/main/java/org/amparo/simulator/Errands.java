package org.amparo.simulator;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Executors;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;

/// What the simulated network does by itself, each at its time: reports, repeats, held texts. In memory; a poller
/// runs it, so a moved clock moves it too. Errands of one lane keep their order, others run side by side.
@Singleton
final class Errands implements Poller.Work {
    private static final int AT_ONCE = 16;
    /// Beyond this the network loses errands, as real ones do.
    private static final int MOST = 50_000;

    private record Errand(Instant dueAt, long order, String lane, Runnable action) {}

    private final InstantSource time;
    private final PriorityQueue<Errand> waiting =
            new PriorityQueue<>(Comparator.comparing(Errand::dueAt).thenComparingLong(Errand::order));
    private long order;
    private volatile Runnable wake = () -> {};

    Errands(InstantSource time) {
        this.time = time;
    }

    @Inject
    void runBy(Pollers pollers) {
        wake = pollers.start(this)::wake;
    }

    /// Runs `action` at `dueAt`, after all others of its lane that were asked for before and are due by then.
    void add(Instant dueAt, String lane, Runnable action) {
        synchronized (waiting) {
            if (waiting.size() >= MOST) {
                return;
            }
            waiting.add(new Errand(dueAt, order++, lane, action));
        }
        wake.run();
    }

    @Override
    public String name() {
        return "simulated network";
    }

    @Override
    public boolean step() {
        var due = takeDue();
        if (due.isEmpty()) {
            return false;
        }
        var lanes = new LinkedHashMap<String, List<Errand>>();
        due.forEach(errand ->
                lanes.computeIfAbsent(errand.lane(), _ -> new ArrayList<>()).add(errand));
        // Closing waits for all of them.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var lane : lanes.values()) {
                threads.execute(() -> lane.forEach(errand -> errand.action().run()));
            }
        }
        return true;
    }

    @Override
    public Optional<Instant> nextDue() {
        synchronized (waiting) {
            return Optional.ofNullable(waiting.peek()).map(Errand::dueAt);
        }
    }

    private List<Errand> takeDue() {
        var now = time.instant();
        var due = new ArrayList<Errand>();
        synchronized (waiting) {
            for (var next = waiting.peek();
                    next != null && !next.dueAt().isAfter(now) && due.size() < AT_ONCE;
                    next = waiting.peek()) {
                due.add(waiting.remove());
            }
        }
        return due;
    }
}
