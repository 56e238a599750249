package org.amparo.reception;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.amparo.platform.FailureKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes each text durably, whatever is broken: handled at once; or kept for another try when our own code fails;
/// or written to the journal when the database is away.
@Singleton
final class Door implements Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final Reception reception;
    private final Unhandled unhandled;
    private final Journal journal;
    private final StaticAnswers answers;
    private final InstantSource time;

    Door(Reception reception, Unhandled unhandled, Journal journal, StaticAnswers answers, InstantSource time) {
        this.reception = reception;
        this.unhandled = unhandled;
        this.journal = journal;
        this.answers = answers;
        this.time = time;
    }

    @Override
    public Taken take(InboundText text) {
        try {
            reception.handle(text);
            return new Taken.Durably();
        } catch (RuntimeException first) {
            return keep(text, first);
        }
    }

    private Taken keep(InboundText text, RuntimeException first) {
        try {
            unhandled.keep(text, time.instant());
            LOG.error(
                    "a text on line {} could not be handled ({}); it is kept and tried again",
                    text.line().name(),
                    FailureKind.of(first));
            return new Taken.Durably();
        } catch (RuntimeException second) {
            journal.write(text);
            LOG.error(
                    "the database is away ({}); a text on line {} is in the journal and is handled when it is back",
                    FailureKind.of(second),
                    text.line().name());
            return new Taken.InJournal(answers.answer(text));
        }
    }
}
