package org.amparo.escalation;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.alarms.Alarm;
import org.amparo.contacts.SendingState;
import org.amparo.contacts.SendingStates;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Messages;
import org.amparo.conversations.TakingPart;
import org.amparo.conversations.Talk;
import org.amparo.responders.Handles;
import org.amparo.responders.Responders;

/// Watches whoever holds a conversation: that they answer, and in danger that they stay. Works inside the caller's
/// transaction, which holds the contact's row.
@Singleton
class Holding {
    private final RunsWoken woken;
    private final Runs runs;
    private final OfferRows offers;
    private final People people;
    private final Practising practising;
    private final Trouble trouble;
    private final ContactTexts contactTexts;
    private final DutyTexts dutyTexts;
    private final HolderCalls calls;
    private final Conversations conversations;
    private final TakingPart takingPart;
    private final SendingStates states;
    private final Messages messages;
    private final Handles handles;
    private final Responders responders;
    private final BeanProvider<HoldListener> listeners;

    Holding(
            RunsWoken woken,
            Runs runs,
            OfferRows offers,
            People people,
            Practising practising,
            Trouble trouble,
            ContactTexts contactTexts,
            DutyTexts dutyTexts,
            HolderCalls calls,
            Conversations conversations,
            TakingPart takingPart,
            SendingStates states,
            Messages messages,
            Handles handles,
            Responders responders,
            BeanProvider<HoldListener> listeners) {
        this.woken = woken;
        this.runs = runs;
        this.offers = offers;
        this.people = people;
        this.practising = practising;
        this.trouble = trouble;
        this.contactTexts = contactTexts;
        this.dutyTexts = dutyTexts;
        this.calls = calls;
        this.conversations = conversations;
        this.takingPart = takingPart;
        this.states = states;
        this.messages = messages;
        this.handles = handles;
        this.responders = responders;
        this.listeners = listeners;
    }

    /// Somebody holds it from now on: whoever else was asked, or held it before, may be somebody else's, and no
    /// alarm rings for it.
    void begin(RunRow row, Talk talk, UUID holder, Instant now) {
        offers.withdraw(row.id(), now);
        woken.wakeOthers(row, now);
        trouble.over(talk, now);
        if (!row.test()) {
            woken.wakePractice(holder, now);
        }
        watched(row, holder, now);
        if (talk.leftMessage()) {
            // They may be written to in agreed hours alone: nothing is owed before they write.
            runs.owes(row.id(), null, false, null);
        }
        listeners.stream().forEach(listener -> listener.held(talk, holder, now));
    }

    private void watched(RunRow row, UUID holder, Instant now) {
        var offAt = danger(row) ? people.offAt(row.line(), holder, now) : Optional.<Instant>empty();
        var nudge = now.plus(Policy.frozen(row.policy()).nudge());
        runs.held(row.id(), holder, offAt.filter(nudge::isAfter).orElse(nudge), offAt, now);
    }

    /// Whoever holds a talk in danger had gone off duty, and said that they are on duty again: a run that looks for
    /// somebody has that moment from nobody else.
    boolean isBack(RunRow row, Talk talk, Instant now) {
        return row.heldBy()
                .filter(_ -> row.offAt().isPresent())
                .filter(holder -> talk.holder().equals(Optional.of(holder)) && people.on(row.line(), holder, now))
                .isPresent();
    }

    /// They stay with it, and whoever was asked to follow them need not answer.
    void stays(RunRow row, Talk talk, Instant now) {
        offers.withdraw(row.id(), now);
        trouble.over(talk, now);
        watched(row, row.heldBy().orElseThrow(), now);
        if (!messages.waitsForAnswer(talk.id())) {
            runs.owes(row.id(), null, false, null);
        }
    }

    /// Whoever held it does not work here any more.
    boolean left(RunRow row) {
        return row.heldBy().filter(responders::left).isPresent();
    }

    /// What is due about a held conversation.
    void look(RunRow row, Talk talk, Instant now) {
        var holder = row.heldBy().orElseThrow();
        boolean danger = danger(row);
        if (left(row)) {
            gone(row, talk, holder, now);
            return;
        }
        if (row.test() && practising.holdsReal(holder)) {
            practiceOver(row, talk, holder, now);
            return;
        }
        if (danger && !people.on(row.line(), holder, now) && wasOn(row)) {
            trouble.of(Alarm.Kind.HOLDER_OFF_IN_DANGER, talk, Optional.of(holder), Optional.empty(), now);
            runs.restart(row, row.run().wish(), Optional.of(holder), false, now);
            return;
        }
        if (danger) {
            runs.offAt(row.id(), people.offAt(row.line(), holder, now).orElse(null));
        }
        if (row.unansweredSince().isEmpty()) {
            runs.owes(row.id(), null, false, null);
            return;
        }
        var since = row.unansweredSince().get();
        var policy = Policy.frozen(row.policy());
        var silenced = silenced(talk, now);
        if (!row.unreached() && silenced.isPresent()) {
            unread(row, talk, silenced.get().stopped(), since.plus(policy.nudge()), now);
            return;
        }
        if (row.unreached() || !now.isBefore(since.plus(policy.replace()))) {
            replace(row, talk, holder, since, now);
        } else if (!now.isBefore(since.plus(policy.nudge())) && !row.nudged()) {
            tell(row, talk, holder, "duty.nudge", since, now);
            calls.ring(talk, holder, now);
            runs.owes(row.id(), since, true, since.plus(policy.replace()));
        } else {
            runs.owes(row.id(), since, row.nudged(), since.plus(row.nudged() ? policy.replace() : policy.nudge()));
        }
    }

    /// They owe no answer. In danger somebody must read all the same what a stopped contact writes: a supervisor
    /// hears that they wrote and nobody could answer.
    private void unread(RunRow row, Talk talk, boolean stopped, Instant nudge, Instant now) {
        if (danger(row) && stopped && now.isBefore(nudge)) {
            runs.owes(row.id(), row.unansweredSince().orElse(null), false, nudge);
            return;
        }
        if (danger(row) && stopped) {
            trouble.of(Alarm.Kind.STOPPED_IN_DANGER, talk, row.heldBy(), row.unansweredSince(), now);
        }
        runs.owes(row.id(), null, false, null);
    }

    /// The contact asked for no texts, or cannot read now: whoever holds it may not answer, and owes nothing until
    /// they write again (`rulings.md` 1 and 6).
    private Optional<SendingState> silenced(Talk talk, Instant now) {
        return states.find(talk.contact(), talk.line()).filter(state -> !state.mayRead(now));
    }

    /// The silent one gives the place back to somebody else; the contact hears it (`rulings.md` 5).
    private void replace(RunRow row, Talk talk, UUID holder, Instant since, Instant now) {
        takingPart.release(talk.id(), holder, now);
        contactTexts.say(talk, "sys.helper-gone", now);
        tell(row, talk, holder, "duty.taken-away", since, now);
        trouble.of(Alarm.Kind.HOLDER_SILENT, talk, Optional.of(holder), Optional.of(since), now);
        runs.restart(row, row.run().wish(), Optional.of(holder), true, now);
    }

    /// Whoever held it does not work here any more: nobody would read what the contact writes.
    private void gone(RunRow row, Talk talk, UUID holder, Instant now) {
        takingPart.release(talk.id(), holder, now);
        contactTexts.say(talk, "sys.helper-gone", now);
        if (danger(row)) {
            trouble.of(Alarm.Kind.HOLDER_OFF_IN_DANGER, talk, Optional.of(holder), Optional.empty(), now);
        }
        runs.restart(row, row.run().wish(), Optional.of(holder), true, now);
    }

    /// A real talk is theirs: no practice beside it, so that words need no handle.
    private void practiceOver(RunRow row, Talk talk, UUID holder, Instant now) {
        conversations.close(talk.id(), "practice-over", now);
        contactTexts.say(talk, "sys.practice-over", now);
        tell(row, talk, holder, "duty.practice-over", now, now);
    }

    /// Nobody must stay with a danger that is played.
    private static boolean danger(RunRow row) {
        return row.run().wish().danger() && !row.test();
    }

    private void tell(RunRow row, Talk talk, UUID holder, String textId, Instant since, Instant now) {
        if (responders.find(holder).isEmpty()) {
            return;
        }
        var handle = handles.give(holder, talk.id(), talk.organisation(), now);
        var minutes = Long.toString(Duration.between(since, now).toMinutes());
        dutyTexts.text(
                row.line(), holder, textId, Map.of("handle", handle, "minutes", minutes), "run:" + row.id(), now);
    }

    /// They were on duty when they took it: who came from home goes on from home.
    private static boolean wasOn(RunRow row) {
        return row.offAt().isPresent();
    }
}
