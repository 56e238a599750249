package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.AlarmFacts;
import org.amparo.alarms.Alarms;
import org.amparo.content.Piece;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.OpenConversation;
import org.amparo.conversations.Taking;
import org.amparo.conversations.Talk;
import org.amparo.desk.Targets.Target;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.GivenTexts;
import org.amparo.escalation.Handovers;
import org.amparo.escalation.HolderCalls;
import org.amparo.escalation.Takeovers;
import org.amparo.responders.Availability;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// What a supervisor's commands do, and how a responder calls for one. Works inside the caller's transaction.
@Singleton
final class Supervision {
    private final Targets targets;
    private final Takeovers takeovers;
    private final Conversations conversations;
    private final Handovers handovers;
    private final Responders responders;
    private final Handles handles;
    private final Alarms alarms;
    private final RelayRows rows;
    private final PassingNotes passing;
    private final HolderCalls calls;
    private final DutyHours hours;
    private final GivenTexts given;
    private final DutyTexts texts;

    Supervision(
            Targets targets,
            Takeovers takeovers,
            Conversations conversations,
            Handovers handovers,
            Responders responders,
            Handles handles,
            Alarms alarms,
            RelayRows rows,
            PassingNotes passing,
            HolderCalls calls,
            DutyHours hours,
            GivenTexts given,
            DutyTexts texts) {
        this.targets = targets;
        this.takeovers = takeovers;
        this.conversations = conversations;
        this.handovers = handovers;
        this.responders = responders;
        this.handles = handles;
        this.alarms = alarms;
        this.rows = rows;
        this.passing = passing;
        this.calls = calls;
        this.hours = hours;
        this.given = given;
        this.texts = texts;
    }

    /// A supervisor takes a talk: the one they name, else the one of the newest alarm that is theirs, else the only
    /// one they were told of. A responder calls their supervisor with it.
    void mine(DeskText text, Said.Mine mine, Instant now) {
        if (!text.person().supervises(text.line().id())) {
            call(text, mine, now);
            return;
        }
        var wanted = mine.handle().isEmpty() ? ofAlarm(text, now) : Optional.<Target>empty();
        wanted.or(() -> targets.supervised(text, mine.handle(), now)).ifPresent(target -> take(text, target, now));
    }

    private void take(DeskText text, Target target, Instant now) {
        var person = text.person();
        var talk = target.talk();
        var holder = talk.holder().filter(one -> !one.equals(person.id()));
        if (!takeovers.may(talk.id(), person)) {
            // What they were told of goes on ringing: they cannot act.
            say(text, "gone", target, now);
            return;
        }
        acts(person, talk, now);
        holder.ifPresent(_ -> passing.ask(talk, now));
        if (!(takeovers.take(talk.id(), person, now) instanceof Taking.Held)) {
            say(text, "gone", target, now);
            return;
        }
        rows.forget(talk.id(), person.id());
        holder.ifPresent(from -> leaves(talk, from, person, now));
        given.taken(talk, person, now);
        passing.deliver(talk.id(), now);
    }

    /// From one responder to another: by the holder, or by a supervisor, who may place any talk.
    void give(DeskText text, Said.Give said, Instant now) {
        var person = text.person();
        boolean supervisor = person.supervises(text.line().id());
        var to = responders.of(text.line().id()).stream()
                .filter(one -> one.alias().equalsIgnoreCase(said.alias().strip()))
                .filter(one -> !one.id().equals(person.id()))
                // A partner's line is asked by its own step alone; who interprets answers nobody.
                .filter(one -> one.answers(text.line().id())
                        || one.supervises(text.line().id()))
                .findFirst();
        if (to.isEmpty()) {
            texts.say(text.line(), person, "alias-unknown", Map.of(), now);
            return;
        }
        var target = supervisor ? targets.supervised(text, said.handle(), now) : targets.of(text, said.handle(), now);
        target.ifPresent(one -> given(text, one, to.get(), now));
    }

    private void given(DeskText text, Target target, Responder to, Instant now) {
        var talk = target.talk();
        var person = text.person();
        var holder = talk.holder().filter(one -> !one.equals(to.id()));
        boolean may = (person.supervises(text.line().id()) || holder.isPresent()) && takeovers.may(talk.id(), to);
        var unread = may ? unread(to, now) : Optional.<String>empty();
        if (unread.isPresent()) {
            texts.say(text.line(), person, unread.get(), Map.of("alias", to.alias()), now);
            return;
        }
        if (may) {
            acts(person, talk, now);
            holder.ifPresent(_ -> passing.ask(talk, now));
        }
        if (!may || !(takeovers.take(talk.id(), to, now) instanceof Taking.Held)) {
            say(text, "gone", target, now);
            return;
        }
        rows.forget(talk.id(), to.id());
        given.given(talk, to, person.alias(), now);
        calls.ring(talk, to.id(), now);
        holder.filter(from -> !from.equals(person.id())).ifPresent(from -> leaves(talk, from, to, now));
        holder.ifPresent(from -> rows.forget(talk.id(), from));
        texts.say(text.line(), person, wentTo(text, target, to, now), now);
        passing.deliver(talk.id(), now);
    }

    /// Why nobody would read it while the alarm is still: they have no number, or are away with no end, as after a
    /// STOP, since which the carrier may let no text of ours through. Who said so, or was set away for a time, is
    /// given it all the same: they are reached.
    private Optional<String> unread(Responder to, Instant now) {
        if (responders.text(to.id()).isEmpty()) {
            return Optional.of("give-unreached");
        }
        boolean stopped =
                to.available(now) == Availability.AWAY && to.availableUntil().isEmpty();
        return stopped ? Optional.of("give-away") : Optional.empty();
    }

    /// Whoever else was told of that talk hears who acts, before what they were told of is over.
    private void acts(Responder person, Talk talk, Instant now) {
        alarms.with(person.id()).stream()
                .filter(alarm -> alarm.subject().equals(Optional.of(talk.id())))
                .forEach(alarm -> alarms.acknowledge(alarm.id(), person.id(), now));
    }

    /// `B3 went to Noor. Thank you.`; in danger with what keeps them from reading it at once: `Noor: off`.
    private List<Piece> wentTo(DeskText text, Target target, Responder to, Instant now) {
        var locale = text.person().alertLocale();
        var pieces = new ArrayList<Piece>();
        pieces.add(Piece.of("duty.given-away", locale, Map.of("handle", target.handle(), "newAlias", to.alias())));
        if (target.talk().danger()) {
            absence(text, to, now)
                    .ifPresent(why -> pieces.add(new Piece(why, locale, " " + to.alias() + ": ", Map.of())));
        }
        return pieces;
    }

    private Optional<String> absence(DeskText text, Responder to, Instant now) {
        return switch (to.available(now)) {
            case OFF -> Optional.of("duty.why-off");
            case AWAY -> Optional.of("duty.why-away");
            case BREAK -> Optional.of("duty.why-break");
            case ON ->
                to.answers(text.line().id())
                                && hours.until(text.line().id(), to.id(), now).isEmpty()
                        ? Optional.of("duty.why-not-on-duty")
                        : Optional.empty();
        };
    }

    /// The mark of a possible child, set wrongly. Why is not kept: only who took it away, and when.
    void childOff(DeskText text, Said.ChildOff said, Instant now) {
        var person = text.person();
        if (said.reason().isBlank()) {
            texts.say(
                    text.line(),
                    person,
                    "child-how",
                    Map.of("handle", said.handle().orElse("B3")),
                    now);
        } else if (!person.supervises(text.line().id())) {
            texts.say(text.line(), person, "supervisor-only", Map.of(), now);
        } else {
            targets.supervised(text, said.handle(), now).ifPresent(target -> {
                boolean done = conversations.noChild(target.talk().id(), person.id(), now);
                if (done) {
                    handovers.noChild(target.talk().id(), now);
                }
                say(text, done ? "child-off" : "child-none", target, now);
            });
        }
    }

    private void call(DeskText text, Said.Mine mine, Instant now) {
        var person = text.person();
        var line = text.line();
        boolean about = mine.handle().isPresent()
                || !conversations.takingPart(person.id()).isEmpty();
        if (!about) {
            alarms.raise(
                    Alarm.Kind.SUPERVISOR_CALLED,
                    line.organisationId(),
                    Optional.of(line.id()),
                    Optional.of(person.id()),
                    AlarmFacts.NONE.responder(person.id()),
                    now);
            texts.say(line, person, "supervisor-called", Map.of(), now);
            return;
        }
        targets.of(text, mine.handle(), now).ifPresent(target -> {
            var talk = target.talk();
            if (talk.test()) {
                say(text, "practice-alarm", target, now);
                return;
            }
            var theirs = responders.supervisors(line.id()).stream()
                    .findFirst()
                    .map(one -> handle(one, talk, now))
                    .orElse("-");
            alarms.raise(
                    talk.danger() ? Alarm.Kind.LOOK_AT_DANGER : Alarm.Kind.LOOK_AT_TALK,
                    talk.organisation(),
                    Optional.of(talk.line()),
                    Optional.of(talk.id()),
                    AlarmFacts.of(theirs).responder(person.id()),
                    now);
            texts.say(line, person, "supervisor-called", Map.of(), now);
        });
    }

    /// The talk of the newest alarm that is this supervisor's; of one about a language, whoever waits first.
    private Optional<Target> ofAlarm(DeskText text, Instant now) {
        var person = text.person();
        return alarms.with(person.id()).stream()
                .flatMap(alarm -> talk(alarm, text).stream())
                .filter(talk -> !talk.holder().equals(Optional.of(person.id())))
                .findFirst()
                .map(talk -> new Target(handle(person, talk, now), talk));
    }

    private Optional<Talk> talk(Alarm alarm, DeskText text) {
        var line = text.line().id();
        var waiting = alarm.kind() == Alarm.Kind.WAITING_TOO_LONG || alarm.kind() == Alarm.Kind.NOBODY_ON_DUTY
                ? alarm.facts().locale().flatMap(locale -> takeovers.next(line, locale))
                : Optional.<UUID>empty();
        return waiting.or(alarm::subject)
                .flatMap(conversations::find)
                .filter(talk -> talk.line().equals(line) && talk.status() != OpenConversation.Status.CLOSED);
    }

    private void leaves(Talk talk, UUID from, Responder to, Instant now) {
        rows.forget(talk.id(), from);
        given.away(talk, from, to.alias(), now);
    }

    private String handle(Responder person, Talk talk, Instant now) {
        return handles.give(person.id(), talk.id(), talk.organisation(), now);
    }

    private void say(DeskText text, String what, Target target, Instant now) {
        texts.say(text.line(), text.person(), what, Map.of("handle", target.handle()), now);
    }
}
