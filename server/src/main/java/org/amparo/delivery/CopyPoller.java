package org.amparo.delivery;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.FailureKind;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes the carrier's copies that are due, and says once an hour when some stay too long.
@Context
final class CopyPoller implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(CopyPoller.class);
    private static final int AT_ONCE = 16;
    private static final Duration LOOK_EVERY = Duration.ofHours(1);

    private final Copies copies;
    private final Carrier carrier;
    private final Lines lines;
    private final List<DeliveryListener> listeners;
    private final InstantSource time;
    private final Pollers pollers;
    private Instant lookAt = Instant.EPOCH;

    CopyPoller(
            Copies copies,
            Carrier carrier,
            Lines lines,
            List<DeliveryListener> listeners,
            InstantSource time,
            Pollers pollers) {
        this.copies = copies;
        this.carrier = carrier;
        this.lines = lines;
        this.listeners = List.copyOf(listeners);
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return Copies.POLLER;
    }

    @Override
    public boolean step() {
        var now = time.instant();
        var due = copies.claim(AT_ONCE, now);
        // Closing waits for all of them.
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(job -> threads.execute(() -> delete(job)));
        }
        if (!lookAt.isAfter(now)) {
            look(now);
        }
        return !due.isEmpty();
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.of(copies.nextDue().filter(due -> due.isBefore(lookAt)).orElse(lookAt));
    }

    private void delete(Copies.Due job) {
        try {
            var removal = lines.byId(job.lineId())
                    .map(line -> delete(line, job))
                    .orElseGet(() -> new CarrierCopies.Removal.Refused(Carrier.Reason.SENDER_UNUSABLE, 0));
            if (removal instanceof CarrierCopies.Removal.Refused refused) {
                LOG.error(
                        "the carrier does not delete a message ({} {}); attempt {}, it is tried again: look at the"
                                + " account's rights, and at the line's number",
                        refused.reason(),
                        refused.code(),
                        job.attempts());
            }
            copies.became(job, removal, time.instant());
        } catch (RuntimeException e) {
            // The lease runs out, and it is tried again.
            LOG.error("a deletion at the carrier failed in our own code ({})", FailureKind.of(e));
        }
    }

    /// Media first: once the message is gone nothing leads to them.
    private CarrierCopies.Removal delete(Line line, Copies.Due job) {
        if (job.media()) {
            var media = carrier.deleteMedia(line, job.carrierId());
            if (!(media instanceof CarrierCopies.Removal.Gone)) {
                return media;
            }
        }
        return carrier.delete(line, job.carrierId());
    }

    /// The one place that tells people of copies that stayed: whoever implements [DeliveryListener#copiesLeft]
    /// raises the alarm.
    private void look(Instant now) {
        lookAt = now.plus(LOOK_EVERY);
        var all = copies.left(now);
        for (var left : all) {
            LOG.error(
                    "{} messages of line {} are still at the carrier after {}",
                    left.count(),
                    left.line(),
                    Copies.LEFT_AFTER);
            listeners.forEach(listener -> listener.copiesLeft(left.organisation(), left.line(), left.count()));
        }
        lines.all().stream()
                .filter(line -> all.stream().noneMatch(left -> left.line().equals(line.id())))
                .forEach(line ->
                        listeners.forEach(listener -> listener.copiesLeft(line.organisationId(), line.id(), 0)));
    }
}
