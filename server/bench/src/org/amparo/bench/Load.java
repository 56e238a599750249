package org.amparo.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Texts the line: as fast as it answers with so many at once, or at a rate whatever it answers.
final class Load {
    /// At a given rate so many texts can be under way; later ones wait, and their wait counts.
    private static final int MOST_UNDER_WAY = 64;

    private final Running program;
    private final StubCarrier carrier;
    private final Talks talks;

    Load(Running program, StubCarrier carrier, Talks talks) {
        this.program = program;
        this.carrier = carrier;
        this.talks = talks;
    }

    /// @param atOnce each sends its next text when the last is answered
    Measured closed(int atOnce, Duration time) throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        return all(atOnce, wire -> {
            var took = new Took();
            for (long begun = System.nanoTime(); begun < end; begun = System.nanoTime()) {
                took.add(text(wire, begun), begun);
            }
            return took;
        });
    }

    /// Texts come at random moments, so many a second; each is measured from the moment it was meant to be sent.
    Measured open(int perSecond, Duration time) throws IOException, InterruptedException {
        var random = new Random(1);
        var moments = new ArrayList<Long>();
        for (double at = 0; at < time.toNanos(); at += -Math.log(1 - random.nextDouble()) * 1e9 / perSecond) {
            moments.add((long) at);
        }
        var next = new AtomicInteger();
        long start = System.nanoTime() + 100_000_000L;
        return all(MOST_UNDER_WAY, wire -> {
            var took = new Took();
            for (int i = next.getAndIncrement(); i < moments.size(); i = next.getAndIncrement()) {
                long intended = start + moments.get(i);
                for (long now = System.nanoTime(); now < intended; now = System.nanoTime()) {
                    LockSupport.parkNanos(intended - now);
                }
                took.add(text(wire, intended), intended);
            }
            return took;
        });
    }

    private interface Sender {
        Took send(Wire wire) throws IOException;
    }

    private Measured all(int senders, Sender sender) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(senders)) {
            var under = new ArrayList<Future<Took>>();
            for (int i = 0; i < senders; i++) {
                under.add(threads.submit((Callable<Took>) () -> {
                    try (var wire = new Wire(program.port())) {
                        return sender.send(wire);
                    }
                }));
            }
            var took = new ArrayList<Took>();
            for (var one : under) {
                took.add(one.get());
            }
            return Took.sum(took, (System.nanoTime() - begun) / 1e9);
        } catch (ExecutionException e) {
            throw new IOException("the load broke off: " + e.getCause(), e);
        }
    }

    private boolean text(Wire wire, long begun) throws IOException {
        var talk = talks.take();
        var request = carrier.inbound(talk.from(), talk.text(), begun);
        boolean taken = wire.exchange(request) == 200;
        talks.answered(talk);
        return taken;
    }

    /// How long the texts of one sender took.
    private static final class Took {
        private long[] nanos = new long[1024];
        private int count;
        private int failed;

        void add(boolean taken, long begun) {
            if (!taken) {
                failed++;
                return;
            }
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = System.nanoTime() - begun;
        }

        static Measured sum(List<Took> all, double seconds) {
            return new Measured(
                    all.stream()
                            .flatMapToLong(one -> Arrays.stream(one.nanos, 0, one.count))
                            .toArray(),
                    seconds,
                    all.stream().mapToInt(one -> one.failed).sum());
        }
    }
}
