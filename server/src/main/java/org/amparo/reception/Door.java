package org.amparo.reception;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.amparo.platform.Connections;
import org.amparo.platform.Connections.Trouble;
import org.amparo.platform.FailureKind;
import org.amparo.platform.Figures;
import org.amparo.platform.GivingWay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes each text durably, whatever is broken: handled at once; or kept for another try when our own code fails;
/// or written to the journal when the database is away. A text that lost against somebody who wanted the same rows
/// is handled again at once, before the sender's next one comes. A connection that was cut is no database that is
/// away: the text is handled once more on a fresh one, so that nobody gets the static answer and the real one too.
///
/// When many come at once they wait here in their order, and not for a connection, which would look like a database
/// that is away. Whoever waits too long goes to the journal without an answer, and is handled when the crowd is
/// over.
@Singleton
final class Door implements Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    /// Connections left to all other work.
    private static final int OTHER_WORK = 4;
    /// With the time a text may take once it is in (a statement that hangs until the socket gives up, then a look
    /// for a fresh connection), well within the carrier's 15 s.
    static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Consumer<InboundText> handling;
    private final Unhandled unhandled;
    private final Journal journal;
    private final StaticAnswers answers;
    private final Connections connections;
    private final InstantSource time;
    private final Semaphore room;
    private final Duration patience;
    /// The last text that tried found no database.
    private volatile boolean away;

    /// @param poolSize how many connections there are
    @Inject
    Door(
            Reception reception,
            Unhandled unhandled,
            Journal journal,
            StaticAnswers answers,
            Connections connections,
            InstantSource time,
            Figures figures,
            @Property(name = "datasources.default.maximum-pool-size", defaultValue = "16") int poolSize) {
        this(
                text -> {
                    reception.handle(text);
                    figures.add(Figures.Count.TEXTS_HANDLED);
                },
                unhandled,
                journal,
                answers,
                connections,
                time,
                Math.max(1, poolSize - OTHER_WORK),
                PATIENCE);
    }

    Door(
            Consumer<InboundText> handling,
            Unhandled unhandled,
            Journal journal,
            StaticAnswers answers,
            Connections connections,
            InstantSource time,
            int atOnce,
            Duration patience) {
        this.handling = handling;
        this.unhandled = unhandled;
        this.journal = journal;
        this.answers = answers;
        this.connections = connections;
        this.time = time;
        this.room = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    @Override
    public Taken take(InboundText text) {
        if (away) {
            // nobody waits for others to find that out too
            return handle(text);
        }
        if (!enters()) {
            return crowded(text);
        }
        try {
            return handle(text);
        } finally {
            room.release();
        }
    }

    private boolean enters() {
        try {
            return room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// A database that stands but is busy is no reason for a static answer: the real one comes.
    private Taken crowded(InboundText text) {
        if (away) {
            return putAside(text);
        }
        LOG.warn(
                "more texts come than can be handled at once; one on line {} goes to the journal and is handled soon",
                text.line().name());
        journal.write(text);
        return new Taken.InJournal("");
    }

    private Taken handle(InboundText text) {
        try {
            return handled(text);
        } catch (RuntimeException | Error first) {
            return switch (survived(first)) {
                case NONE -> keep(text, first);
                case CUT -> again(text);
                case AWAY -> journal(text, first);
            };
        }
    }

    private Taken handled(InboundText text) {
        GivingWay.again(() -> handling.accept(text));
        away = false;
        return new Taken.Durably();
    }

    /// Whether the cut transaction was committed is not known; its claim tells.
    private Taken again(InboundText text) {
        connections.renew();
        try {
            return handled(text);
        } catch (RuntimeException | Error second) {
            return survived(second) == Trouble.NONE ? keep(text, second) : journal(text, second);
        }
    }

    private Taken keep(InboundText text, Throwable first) {
        try {
            unhandled.keep(text, time.instant());
            LOG.error(
                    "a text on line {} could not be handled ({}); it is kept and tried again",
                    text.line().name(),
                    FailureKind.of(first));
            return new Taken.Durably();
        } catch (RuntimeException | Error second) {
            survived(second);
            return journal(text, second);
        }
    }

    private Taken journal(InboundText text, Throwable why) {
        away = true;
        LOG.error(
                "the database is away ({}); a text on line {} goes to the journal and is handled when it is back",
                FailureKind.of(why),
                text.line().name());
        return putAside(text);
    }

    @Override
    public Taken putAside(InboundText text) {
        journal.write(text);
        return new Taken.InJournal(answers.answer(text));
    }

    /// What the failure says of the database; a program at its end is left to die, and the carrier keeps the text.
    private static Trouble survived(Throwable failure) {
        if (failure instanceof Error error && FailureKind.dying(error)) {
            throw error;
        }
        return Connections.trouble(failure);
    }
}
