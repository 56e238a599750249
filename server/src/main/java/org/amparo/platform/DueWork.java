package org.amparo.platform;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One kind of due work, told by its parts: what it is called, how a step of it is done, and when more falls due.
/// [Pollers#start(DueWork)] goes round on it. What keeps more between its steps is a [Poller.Work] of its own.
public final class DueWork {
    private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

    private final String name;
    private final Predicate<Instant> step;
    private final Function<Instant, Optional<Instant>> nextDue;
    private final Optional<PuttingOff> puttingOff;

    /// @param words what failed, for the log
    /// @param later puts the piece off
    private record PuttingOff(Function<FailedWork, String> words, BiConsumer<FailedWork, Instant> later) {}

    private DueWork(
            String name,
            Predicate<Instant> step,
            Function<Instant, Optional<Instant>> nextDue,
            Optional<PuttingOff> puttingOff) {
        this.name = name;
        this.step = step;
        this.nextDue = nextDue;
        this.puttingOff = puttingOff;
    }

    /// @param name see [Poller.Work#name]
    /// @param step does some of what is due at that time; false when nothing was
    /// @param nextDue when the next work falls due, asked at that time
    public static DueWork of(String name, Predicate<Instant> step, Function<Instant, Optional<Instant>> nextDue) {
        return new DueWork(name, step, nextDue, Optional.empty());
    }

    /// The same, where a piece that fails ([FailedWork#guard]) is put off, and the next one is taken.
    ///
    /// @param words what failed, for the log: what it is, and its id where that may stay in a log
    /// @param later puts the piece off, in a transaction of its own, counting from that time
    public DueWork puttingOff(Function<FailedWork, String> words, BiConsumer<FailedWork, Instant> later) {
        return new DueWork(name, step, nextDue, Optional.of(new PuttingOff(words, later)));
    }

    Poller.Work at(InstantSource time) {
        return new Poller.Work() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean step() {
                try {
                    return step.test(time.instant());
                } catch (FailedWork e) {
                    putOff(e, time);
                    return true;
                }
            }

            @Override
            public Optional<Instant> nextDue() {
                return nextDue.apply(time.instant());
            }
        };
    }

    private void putOff(FailedWork failed, InstantSource time) {
        var how = puttingOff.orElseThrow(() -> failed);
        LOG.error(
                "{}: {} could not be done ({}); it is tried again, after the others",
                name,
                how.words().apply(failed),
                FailureKind.of(failed));
        how.later().accept(failed, time.instant());
    }
}
