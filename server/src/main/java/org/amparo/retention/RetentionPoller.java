package org.amparo.retention;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.amparo.platform.FailureKind;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs timed retention each hour, and says when it fails or is late.
@Context
final class RetentionPoller implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionPoller.class);

    private final RetentionRuns runs;
    private final LateRetention late;
    private final InstantSource time;
    private final Pollers pollers;
    /// Known to the poller's thread alone.
    private boolean waits;

    RetentionPoller(RetentionRuns runs, LateRetention late, InstantSource time, Pollers pollers) {
        this.runs = runs;
        this.late = late;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        runs.prepare(time.instant());
        pollers.start(this);
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public boolean step() {
        var now = time.instant();
        waits = false;
        try {
            return switch (runs.next(now)) {
                case RetentionRuns.Done.Nothing _ -> {
                    late.look(runs.late(now), now);
                    yield false;
                }
                case RetentionRuns.Done.Batch _ -> true;
                case RetentionRuns.Done.Waiting _ -> {
                    waits = true;
                    yield false;
                }
                case RetentionRuns.Done.Run run -> {
                    late.ran(run, now);
                    yield true;
                }
            };
        } catch (RetentionRuns.StepFailed e) {
            LOG.error("a step of timed retention failed ({}); it is tried again in the next run", FailureKind.of(e));
            LOG.debug("timed retention", e);
            runs.skip(e, now);
            return true;
        } catch (RuntimeException e) {
            // Whatever keeps a run from its end: somebody hears of it in time.
            late.look(runs.late(now), now);
            throw e;
        }
    }

    /// Rows past their time are locked, most likely for a moment.
    @Override
    public boolean hindered() {
        return waits;
    }

    @Override
    public Optional<Instant> nextDue() {
        return runs.nextDue(time.instant());
    }
}
