package org.amparo.harness;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.CarrierInFront;

/// Stands before the carrier of one program and numbers each hand-over when it begins, with one sequence for all
/// programs of this JVM: so the order in which several programs sent to one phone is known. Can keep the carrier's
/// answers back for ever, as for a program that is about to be cut off.
@Singleton
public final class Carriage implements BeanCreatedEventListener<Carrier>, Ordered {
    private static final AtomicLong SEQUENCE = new AtomicLong();

    private final List<HandOver> handOvers = new ArrayList<>();
    private final List<Long> told = new ArrayList<>();
    private final CountDownLatch cut = new CountDownLatch(1);
    private boolean keepsAnswers;
    private int kept;

    /// @param order grows over all programs
    public record HandOver(long order, UUID row, String to, String body, Carrier.Outcome outcome) {
        /// The carrier has it, or may have.
        public boolean taken() {
            return outcome instanceof Carrier.Outcome.Accepted || outcome instanceof Carrier.Outcome.InDoubt;
        }

        @Override
        public String toString() {
            return "HandOver[" + order + "]";
        }
    }

    @Override
    public Carrier onCreated(BeanCreatedEvent<Carrier> event) {
        return new Numbered(event.getBean());
    }

    /// After whoever else stands before the carrier.
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    /// All of this program so far that the carrier took, in order.
    public synchronized List<HandOver> taken() {
        return handOvers.stream()
                .filter(HandOver::taken)
                .sorted(Comparator.comparingLong(HandOver::order))
                .toList();
    }

    /// From now on the carrier takes texts and its answers never come back.
    public synchronized void keepAnswers() {
        keepsAnswers = true;
    }

    /// Waits until so many answers are kept back.
    public synchronized void awaitKept(int wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (kept < wanted) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("only " + kept + " of " + wanted + " texts were handed over");
            }
            wait(left);
        }
    }

    /// Waits until that many answers are kept back by these together.
    public static void awaitKept(int wanted, List<Carriage> all) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (all.stream().mapToInt(Carriage::kept).sum() < wanted) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not " + wanted + " texts were handed over");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private synchronized int kept() {
        return kept;
    }

    /// Lets the threads end that wait for an answer; the program can record nothing any more.
    void release() {
        cut.countDown();
    }

    /// The place of a text of this program among all hand-overs: each is given out once.
    synchronized Optional<Long> orderOf(String to, String body) {
        var found = handOvers.stream()
                .filter(one -> !(one.outcome() instanceof Carrier.Outcome.TryLater))
                .sorted(Comparator.comparingLong(HandOver::order))
                .filter(one -> one.to().equals(to) && one.body().equals(body) && !told.contains(one.order()))
                .map(HandOver::order)
                .findFirst();
        found.ifPresent(told::add);
        return found;
    }

    private synchronized boolean record(HandOver handOver) {
        handOvers.add(handOver);
        if (keepsAnswers) {
            kept++;
            notifyAll();
        }
        return keepsAnswers;
    }

    private final class Numbered extends CarrierInFront {
        private Numbered(Carrier carrier) {
            super(carrier);
        }

        @Override
        public Outcome send(Outbound message) {
            // Numbered before the call: the report may let another program send the next one at once.
            long order = SEQUENCE.incrementAndGet();
            var outcome = carrier.send(message);
            var body = message instanceof Outbound.FreeText text ? text.body() : "";
            if (record(new HandOver(order, message.row(), message.to().carrierForm(), body, outcome))) {
                awaitCut();
                return new Outcome.InDoubt(Reason.CARRIER_DOWN);
            }
            return outcome;
        }

        private void awaitCut() {
            try {
                cut.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
