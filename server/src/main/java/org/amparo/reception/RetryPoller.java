package org.amparo.reception;

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

/// Tries texts again that could not be handled, and the journal once the database is back.
@Context
final class RetryPoller implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(RetryPoller.class);

    private final Unhandled unhandled;
    private final Journal journal;
    private final Reception reception;
    private final InstantSource time;
    private final Pollers pollers;

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
        if (!journal.empty()) {
            journal.replay(this::handleOrKeep);
            LOG.info("the journal is handled");
            return true;
        }
        var due = unhandled.next(time.instant());
        if (due.isEmpty()) {
            return false;
        }
        try {
            reception.handle(due.get().text());
            unhandled.done(due.get().id());
        } catch (RuntimeException e) {
            LOG.error(
                    "text {} still cannot be handled ({}); attempt {}, it stays and is tried again",
                    due.get().id(),
                    FailureKind.of(e),
                    due.get().attempts());
        }
        return true;
    }

    @Override
    public Optional<Instant> nextDue() {
        return journal.empty()
                ? unhandled.nextDue()
                : Optional.of(time.instant().plusSeconds(2));
    }

    /// A journalled text our own code fails on must not hold back those after it.
    private void handleOrKeep(InboundText text) {
        try {
            reception.handle(text);
        } catch (RuntimeException e) {
            LOG.error("a journalled text could not be handled ({}); it is kept and tried again", FailureKind.of(e));
            unhandled.keep(text, time.instant());
        }
    }
}
