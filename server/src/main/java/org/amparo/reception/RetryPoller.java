package org.amparo.reception;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.amparo.platform.Connections;
import org.amparo.platform.FailureKind;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries texts again that could not be handled, and the journal once the database is back.
@Context
final class RetryPoller implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(RetryPoller.class);
    private static final Duration TIDY_EACH = Duration.ofMinutes(1);
    private static final Duration TELL_EACH = Duration.ofHours(1);

    private final Unhandled unhandled;
    private final Journal journal;
    private final Reception reception;
    private final InstantSource time;
    private final Pollers pollers;
    private Instant tidyAt = Instant.EPOCH;
    private Instant tellAt = Instant.EPOCH;

    RetryPoller(Unhandled unhandled, Journal journal, Reception reception, InstantSource time, Pollers pollers) {
        this.unhandled = unhandled;
        this.journal = journal;
        this.reception = reception;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return Unhandled.POLLER;
    }

    @Override
    public boolean step() {
        var failures = new ArrayList<RuntimeException>();
        tidy(failures);
        if (replayed(failures)) {
            return true;
        }
        var due = unhandled.next(time.instant());
        due.ifPresent(this::handle);
        if (due.isEmpty() && !failures.isEmpty()) {
            throw failures.getFirst();
        }
        return due.isPresent();
    }

    private boolean replayed(List<RuntimeException> failures) {
        return attempt(failures, () -> {
            if (journal.empty()) {
                return false;
            }
            journal.replay(this::handleOrKeep);
            LOG.info("the journal is handled");
            return true;
        });
    }

    /// One part that fails, such as a folder that cannot be read, must not keep the others from being done: it is
    /// told once they are.
    private static boolean attempt(List<RuntimeException> failures, BooleanSupplier part) {
        try {
            return part.getAsBoolean();
        } catch (RuntimeException e) {
            failures.add(e);
            return false;
        }
    }

    private void handle(Unhandled.Due due) {
        try {
            reception.handleKept(due.text(), due.claimed(), () -> unhandled.take(due.id()));
        } catch (RuntimeException | Error e) {
            if (FailureKind.dying(e)) {
                throw e;
            }
            LOG.error(
                    "text {} still cannot be handled ({}); attempt {}, it stays and is tried again",
                    due.id(),
                    FailureKind.of(e),
                    due.attempts());
        }
    }

    /// Every minute: what was kept for its whole time goes, and the keys of days that nothing needs. Every hour
    /// somebody is told of texts that wait for a line that is not served.
    private void tidy(List<RuntimeException> failures) {
        var now = time.instant();
        if (now.isBefore(tidyAt)) {
            return;
        }
        attempt(failures, () -> {
            journal.expire();
            return true;
        });
        attempt(failures, () -> {
            unhandled.expire(now);
            return true;
        });
        tidyAt = now.plus(TIDY_EACH);
        if (!now.isBefore(tellAt)) {
            tellAt = now.plus(TELL_EACH);
            unhandled
                    .notServed()
                    .forEach((line, texts) -> LOG.error(
                            "{} texts wait for line {}, which this start does not serve: add it to AMPARO_LINES"
                                    + " within 24 h, or they are lost",
                            texts,
                            line));
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        return journal.empty()
                ? unhandled.nextDue(time.instant())
                : Optional.of(time.instant().plusSeconds(2));
    }

    private void handleOrKeep(SealedText.Unpacked entry) {
        switch (entry) {
            case SealedText.Unpacked.Text(var text) -> handleOrKeep(text);
            case SealedText.Unpacked.NotServed text -> {
                unhandled.keep(text, false, time.instant());
                tellAt = Instant.EPOCH;
                tidyAt = Instant.EPOCH;
            }
        }
    }

    /// A journalled text our own code fails on must not hold back those after it; a database that is away again
    /// ends the round.
    private void handleOrKeep(InboundText text) {
        try {
            reception.handleKept(text, false, () -> journal.holds(text));
        } catch (RuntimeException | Error e) {
            if (FailureKind.dying(e) || Connections.trouble(e) != Connections.Trouble.NONE) {
                throw e;
            }
            LOG.error("a journalled text could not be handled ({}); it is kept and tried again", FailureKind.of(e));
            unhandled.keep(text, time.instant());
        }
    }
}
