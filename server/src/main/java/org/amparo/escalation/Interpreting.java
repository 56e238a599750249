package org.amparo.escalation;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.conversations.Talk;
import org.amparo.escalation.InterpreterRows.Request;
import org.amparo.escalation.InterpreterSearch.Next;
import org.amparo.platform.FailedWork;
import org.amparo.responders.Handles;
import org.amparo.responders.Responders;

/// Does what is due in searches for interpreters: one search, one transaction.
@Singleton
class Interpreting {
    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(3);

    private final InterpreterRows rows;
    private final InterpreterOffers offers;
    private final Interpreters interpreters;
    private final Trouble trouble;
    private final Runs runs;
    private final People people;
    private final Conversations conversations;
    private final Responders responders;
    private final Handles handles;
    private final DutyTexts texts;

    Interpreting(
            InterpreterRows rows,
            InterpreterOffers offers,
            Interpreters interpreters,
            Trouble trouble,
            Runs runs,
            People people,
            Conversations conversations,
            Responders responders,
            Handles handles,
            DutyTexts texts) {
        this.rows = rows;
        this.offers = offers;
        this.interpreters = interpreters;
        this.trouble = trouble;
        this.runs = runs;
        this.people = people;
        this.conversations = conversations;
        this.responders = responders;
        this.handles = handles;
        this.texts = texts;
    }

    /// @return false when no search was due
    @Transactional
    boolean next(Instant now) {
        var due = rows.claimDue(now);
        due.ifPresent(request -> FailedWork.guard(request.id(), () -> look(request, now)));
        return due.isPresent();
    }

    /// Looks at it again a little later, or at once where it gave way.
    @Transactional
    void later(FailedWork failed, Instant now) {
        rows.lookAgain(failed.piece(), failed.again(now, AGAIN_AFTER_FAILURE));
    }

    private void look(Request request, Instant now) {
        var found = conversations.find(request.conversation());
        if (found.isEmpty()
                || found.get().status() == Status.CLOSED
                || found.get().status() == Status.PARKED) {
            rows.end(request.id(), now);
            return;
        }
        var talk = found.get();
        var leaving = interpreters.leaving(talk, offers.asked(request.id()));
        if (!leaving.isEmpty()) {
            leaving.forEach(person -> interpreters.leave(talk.id(), person, true, now));
            rows.live(talk.id()).ifPresent(live -> rows.wake(live.id(), now));
            return;
        }
        var holder = talk.holder();
        if (holder.isEmpty()) {
            // Somebody is looked for first who holds it: whoever that is may speak the language.
            rows.lookAgain(request.id(), now.plus(InterpreterSearch.PATIENCE));
            return;
        }
        boolean here = interpreters.here(talk, request.locale()).isPresent();
        if (here || (!request.wanted() && speaks(holder.get(), request.locale()))) {
            rows.end(request.id(), now);
            return;
        }
        search(request, talk, holder.get(), now);
    }

    private void search(Request searched, Talk talk, UUID holder, Instant now) {
        var request = searched;
        while (true) {
            var all = people.interpreters(talk, request.locale(), runs.wish(talk.id()), now);
            switch (InterpreterSearch.next(talk.danger(), all, offers.asked(request.id()), now)) {
                case Next.Miss(var missed) -> {
                    for (var person : missed) {
                        offers.missed(request.id(), person);
                    }
                }
                case Next.Ask(var asked) -> {
                    runs.alone(request.line());
                    request = begun(request, holder, now);
                    for (var person :
                            asked.stream().sorted(Comparator.naturalOrder()).toList()) {
                        ask(request, talk, person, now);
                    }
                }
                case Next.Wait(var until) -> {
                    begun(request, holder, now);
                    rows.lookAgain(request.id(), until);
                    return;
                }
                case Next.Nobody(var again) -> {
                    nobody(request, talk, holder, now);
                    rows.lookAgain(request.id(), again);
                    return;
                }
            }
        }
    }

    /// The holder hears once that somebody is looked for.
    private Request begun(Request request, UUID holder, Instant now) {
        if (!request.told()) {
            tell(request, holder, "duty.interpreter-asked", now);
        }
        return told(request, request.toldNone(), now);
    }

    /// The holder hears once that nobody can be asked; in danger a supervisor hears it too, until somebody joins.
    private void nobody(Request request, Talk talk, UUID holder, Instant now) {
        if (talk.danger()) {
            runs.alone(request.line());
        }
        if (!request.toldNone()) {
            tell(request, holder, "duty.interpreter-none", now);
            told(request, true, now);
        }
        if (talk.danger() && !(talk.test() && request.toldNone())) {
            trouble.uninterpreted(talk, request.locale(), now);
        }
    }

    private boolean speaks(UUID person, String locale) {
        return responders.find(person).flatMap(one -> one.speaks(locale)).isPresent();
    }

    private Request told(Request request, boolean none, Instant now) {
        rows.told(request.id(), none, now);
        return new Request(
                request.id(),
                request.organisation(),
                request.line(),
                request.conversation(),
                request.locale(),
                request.wanted(),
                true,
                none);
    }

    /// By text, in danger by a call as well; nobody is called for practice.
    private void ask(Request request, Talk talk, UUID person, Instant now) {
        var origin = InterpreterOffers.origin(offers.ask(request, person, now.plus(InterpreterSearch.PATIENCE), now));
        var textId = talk.danger() ? "duty.offer-interpreter-urgent" : "duty.offer-interpreter";
        var handle = handles.give(person, talk.id(), talk.organisation(), now);
        var arguments = Map.of("handle", handle, "language", request.locale());
        texts.text(request.line(), person, textId, arguments, origin, now);
        if (talk.danger() && !talk.test()) {
            var language = Map.of("language", request.locale());
            texts.call(request.line(), person, "duty.call-interpreter", language, origin, now);
        }
    }

    private void tell(Request request, UUID holder, String textId, Instant now) {
        var handle = handles.give(holder, request.conversation(), request.organisation(), now);
        var arguments = Map.of("handle", handle, "language", request.locale());
        texts.text(request.line(), holder, textId, arguments, "interpreter:" + request.id(), now);
    }
}
