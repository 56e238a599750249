package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.amparo.platform.ErasureStep;
import org.amparo.platform.Ids;
import org.amparo.responders.Handles;

/// A contact erased everything: nobody is asked any more, to take a talk or to interpret in it, and whoever was, or
/// held it, may be somebody else's. During danger the supervisors are told, without a word of who it was, and the
/// run ends once somebody knows (`rulings.md` 6).
@Singleton
final class RunErasure implements ErasureStep {
    private static final Duration SEE_IF_KNOWN = Duration.ofMinutes(1);

    private final Runs runs;
    private final RunsWoken woken;
    private final OfferRows offers;
    private final InterpreterRows interpreters;
    private final Trouble trouble;
    private final Handles handles;
    private final InstantSource time;

    RunErasure(
            Runs runs,
            RunsWoken woken,
            OfferRows offers,
            InterpreterRows interpreters,
            Trouble trouble,
            Handles handles,
            InstantSource time) {
        this.runs = runs;
        this.woken = woken;
        this.offers = offers;
        this.interpreters = interpreters;
        this.trouble = trouble;
        this.handles = handles;
        this.time = time;
    }

    @Override
    public void erase(UUID contact) {
        var now = time.instant();
        for (var id : runs.ofContact(contact)) {
            var row = runs.find(id).orElseThrow();
            var talk = row.talk().orElseThrow();
            offers.withdraw(id, now);
            woken.wake(row.line(), now);
            trouble.over(talk, now);
            // Whoever was asked or held it may still answer, and hears that it is over: the run stays, without whose.
            runs.erased(id, now.plus(SEE_IF_KNOWN));
            if (talk.danger() && !talk.test()) {
                trouble.erased(id, talk, now);
            } else {
                runs.end(id, now);
            }
            interpreters.erased(talk.id(), id, now);
            handles.lead(talk.id(), id);
        }
        for (var talk : interpreters.ofContact(contact)) {
            var known = Ids.next(now);
            interpreters.erased(talk, known, now);
            handles.lead(talk, known);
        }
    }

    /// Before the conversations go.
    @Override
    public int order() {
        return FIRST - 1;
    }
}
