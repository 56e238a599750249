package org.amparo.reception;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.amparo.platform.Connections;
import org.amparo.platform.Connections.Trouble;
import org.amparo.platform.FailureKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes each text durably, whatever is broken: handled at once; or kept for another try when our own code fails;
/// or written to the journal when the database is away. A connection that was cut is no database that is away: the
/// text is handled once more on a fresh one, so that nobody gets the static answer and the real one too.
@Singleton
final class Door implements Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final Consumer<InboundText> handling;
    private final Unhandled unhandled;
    private final Journal journal;
    private final StaticAnswers answers;
    private final Connections connections;
    private final InstantSource time;

    @Inject
    Door(
            Reception reception,
            Unhandled unhandled,
            Journal journal,
            StaticAnswers answers,
            Connections connections,
            InstantSource time) {
        this(reception::handle, unhandled, journal, answers, connections, time);
    }

    Door(
            Consumer<InboundText> handling,
            Unhandled unhandled,
            Journal journal,
            StaticAnswers answers,
            Connections connections,
            InstantSource time) {
        this.handling = handling;
        this.unhandled = unhandled;
        this.journal = journal;
        this.answers = answers;
        this.connections = connections;
        this.time = time;
    }

    @Override
    public Taken take(InboundText text) {
        try {
            handling.accept(text);
            return new Taken.Durably();
        } catch (RuntimeException | Error first) {
            return switch (survived(first)) {
                case NONE -> keep(text, first);
                case CUT -> again(text);
                case AWAY -> journal(text, first);
            };
        }
    }

    /// Whether the cut transaction was committed is not known; its claim tells.
    private Taken again(InboundText text) {
        connections.renew();
        try {
            handling.accept(text);
            return new Taken.Durably();
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
