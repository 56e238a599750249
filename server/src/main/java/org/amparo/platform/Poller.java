package org.amparo.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one kind of due work again and again: all that is due, then it waits for the next due time or a wake-up.
///
/// A failure is logged once a round and tried again after a pause; it never ends the loop. One thread of its own.
public final class Poller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /// Due work that can be done in steps.
    public interface Work {
        /// Its name in the log and the health of the program.
        String name();

        /// Does some of what is due now; false when nothing was.
        boolean step();

        /// When the next work falls due, if any is known; looked at after a step that found nothing.
        Optional<Instant> nextDue();

        /// Something that is due was in somebody else's hands, although [#nextDue] puts off the next look; asked
        /// after a step that found nothing.
        default boolean hindered() {
            return false;
        }
    }

    private final Work work;
    private final InstantSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private boolean woken = true;
    private boolean open = true;
    private long rounds;
    private long stepsDone;
    private boolean rests;
    private int failures;
    private Instant doneUpTo = Instant.EPOCH;

    Poller(Work work, InstantSource time) {
        this.work = work;
        this.time = time;
        this.thread = Thread.ofVirtual().name(work.name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    public String name() {
        return work.name();
    }

    /// Looks for due work at once.
    public void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Everything due up to then is done.
    public Instant doneUpTo() {
        lock.lock();
        try {
            return doneUpTo;
        } finally {
            lock.unlock();
        }
    }

    /// How many steps it has ever done.
    long stepsDone() {
        lock.lock();
        try {
            return stepsDone;
        } finally {
            lock.unlock();
        }
    }

    /// Its last round left nothing that was due: it did not fail, and nobody else was at what it should have done.
    boolean rests() {
        lock.lock();
        try {
            return rests;
        } finally {
            lock.unlock();
        }
    }

    /// Wakes it and waits until it has gone through one whole round that began after this call.
    ///
    /// @return false when `limit` ran out
    boolean settle(Duration limit) {
        lock.lock();
        try {
            // The round under way may have begun before this call: the one after it has not.
            long wanted = rounds + 2;
            woken = true;
            changed.signalAll();
            long left = limit.toNanos();
            while (rounds < wanted) {
                if (left <= 0 || !open) {
                    return false;
                }
                if (rounds == wanted - 1) {
                    woken = true;
                    changed.signalAll();
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            open = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (isOpen()) {
            Duration wait;
            var begun = time.instant();
            long steps = 0;
            boolean done = false;
            try {
                while (isOpen() && work.step()) {
                    steps++;
                }
                var now = time.instant();
                var due = work.nextDue();
                wait = untilNext(due, now);
                done = due.filter(at -> !at.isAfter(now)).isEmpty() && !work.hindered();
                failures = 0;
            } catch (RuntimeException | Error e) {
                wait = afterFailure(e);
                begun = doneUpTo();
            }
            finishRound(begun, steps, done, wait);
        }
    }

    /// Says it once, not at every try, and waits longer each time.
    private Duration afterFailure(Throwable e) {
        if (failures++ == 0) {
            LOG.error("{}: a round failed ({}); the work stays due and is tried again", name(), FailureKind.of(e));
        }
        LOG.debug("{}: failed round {}", name(), failures, e);
        var pause = PAUSE_AFTER_FAILURE.multipliedBy(1L << Math.min(failures - 1, 4));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /// What is past due and was not done cannot be taken now: somebody else has it. It is not asked for without
    /// end.
    static Duration untilNext(Optional<Instant> due, Instant now) {
        var wait = due.map(at -> Duration.between(now, at)).orElse(LONGEST_WAIT);
        return wait.compareTo(LONGEST_WAIT) > 0
                ? LONGEST_WAIT
                : wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }

    private void finishRound(Instant begun, long steps, boolean done, Duration wait) {
        lock.lock();
        try {
            rounds++;
            stepsDone += steps;
            rests = done;
            doneUpTo = begun;
            changed.signalAll();
            long left = wait.toNanos();
            while (open && !woken && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean isOpen() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }
}
