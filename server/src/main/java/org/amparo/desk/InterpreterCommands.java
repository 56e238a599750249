package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.Releases;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Messages;
import org.amparo.conversations.Talk;
import org.amparo.desk.Targets.Target;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.Interpreters;
import org.amparo.escalation.Offers;
import org.amparo.language.Locales;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// An interpreter as the third in a talk: asked for by whoever holds it, joins, reads what nobody answered yet, and
/// goes. What they write with the handle reaches both sides, as [Relays] carries it. Works inside the caller's
/// transaction.
@Singleton
final class InterpreterCommands {
    private static final String OFF = "off";

    private final Targets targets;
    private final Interpreters interpreters;
    private final Offers offers;
    private final Conversations conversations;
    private final Messages messages;
    private final Responders responders;
    private final RelayRows rows;
    private final Relays relays;
    private final TalkCommands commands;
    private final Releases releases;
    private final DutyTexts texts;

    InterpreterCommands(
            Targets targets,
            Interpreters interpreters,
            Offers offers,
            Conversations conversations,
            Messages messages,
            Responders responders,
            RelayRows rows,
            Relays relays,
            TalkCommands commands,
            Releases releases,
            DutyTexts texts) {
        this.targets = targets;
        this.interpreters = interpreters;
        this.offers = offers;
        this.conversations = conversations;
        this.messages = messages;
        this.responders = responders;
        this.rows = rows;
        this.relays = relays;
        this.commands = commands;
        this.releases = releases;
        this.texts = texts;
    }

    /// `#interpreter`, with a language other than the talk's or `off`; of whoever holds it.
    void ask(DeskText text, Said.Interpreter said, Instant now) {
        targets.of(text, said.handle(), now).ifPresent(target -> {
            var wanted = said.language().strip().toLowerCase(Locale.ROOT);
            if (!target.talk().holder().equals(Optional.of(text.person().id()))) {
                say(text, "holder-only", target, now);
            } else if (wanted.equals(OFF)) {
                off(text, target, now);
            } else {
                ask(text, target, wanted, now);
            }
        });
    }

    private void ask(DeskText text, Target target, String wanted, Instant now) {
        var offered = releases.current().offered(true);
        var locale = wanted.isEmpty()
                ? Optional.of(target.talk().locale())
                : responders.speaks(text.line().id(), wanted) ? Optional.of(wanted) : Locales.byName(wanted, offered);
        var here = locale.flatMap(tag -> interpreters.here(target.talk(), tag));
        if (locale.isEmpty()) {
            say(text, "interpreter-how", target, now);
        } else if (here.isPresent()) {
            var arguments =
                    Map.of("handle", target.handle(), "alias", here.get().alias());
            texts.say(text.line(), text.person(), "interpreter-joined", arguments, now);
        } else {
            interpreters.ask(
                    target.talk().id(), locale.get(), Optional.of(text.person().id()), now);
        }
    }

    private void off(DeskText text, Target target, Instant now) {
        var here = interpreters.in(target.talk().id());
        interpreters.cancel(target.talk().id(), now);
        here.forEach(one -> gone(target.talk(), one, false, now));
        if (here.isEmpty()) {
            say(text, "interpreter-off", target, now);
        }
    }

    /// `#leave` of an interpreter; who holds the talk gives it on.
    void leave(DeskText text, Said.Leave said, Instant now) {
        if (!left(text, said.handle(), now)) {
            commands.pass(text, new Said.Pass(said.handle(), ""), now);
        }
    }

    /// An interpreter leaves the talk of that name, or the only one they have in hand.
    ///
    /// @return false when they do not interpret there; nothing is said then
    boolean left(DeskText text, Optional<String> handle, Instant now) {
        return targets.inHand(text, handle, now)
                .filter(target -> interpreters
                        .in(target.talk().id())
                        .contains(text.person().id()))
                .map(target -> {
                    gone(target.talk(), text.person().id(), true, now);
                    return true;
                })
                .orElse(false);
    }

    /// STOP of somebody who interprets: our texts may reach them no more, so they leave at once.
    void stopped(DeskText text, Instant now) {
        conversations.takingPart(text.person().id()).stream()
                .filter(talk ->
                        interpreters.in(talk.id()).contains(text.person().id()))
                .forEach(talk -> gone(talk, text.person().id(), true, now));
    }

    private void gone(Talk talk, UUID person, boolean again, Instant now) {
        interpreters.leave(talk.id(), person, again, now);
        rows.forget(talk.id(), person);
    }

    /// The talk that an answer of theirs is about, if any; nothing is locked.
    Optional<UUID> about(UUID person, Optional<String> handle, Instant now) {
        return interpreters.asked(person, handle, now).map(Interpreters.Asked::conversation);
    }

    /// A bare `1` or `2` of theirs would answer whether they interpret.
    boolean asked(UUID person, Instant now) {
        return interpreters
                .asked(person, Optional.empty(), now)
                .filter(Interpreters.Asked::live)
                .isPresent();
    }

    /// Answers the question whether they interpret, if that is the newest thing they were asked.
    ///
    /// @return false when it is an answer to something else
    boolean answered(DeskText text, Said.Answer answer, Instant now) {
        var person = text.person();
        var asked = interpreters.asked(person.id(), answer.handle(), now);
        var offered = offers.newest(person.id(), answer.handle(), now);
        if (asked.isEmpty() || offered.filter(one -> before(asked.get(), one)).isPresent()) {
            return false;
        }
        if (answer.yes()) {
            interpreters.accept(person.id(), answer.handle(), now).ifPresent(talk -> joined(talk, person, now));
        } else {
            interpreters.decline(person.id(), answer.handle(), now);
        }
        return true;
    }

    /// A `1` pressed in the call that asked them.
    ///
    /// @return what is said; empty when the call asked nobody to interpret
    Optional<String> pressed(String origin, Instant now) {
        return interpreters.asked(origin).map(person -> {
            var pressed = interpreters.accept(person, origin, now);
            pressed.joined().ifPresent(talk -> responders.find(person).ifPresent(one -> joined(talk, one, now)));
            return pressed.theirs() ? "duty.call-joined" : "duty.call-too-late";
        });
    }

    /// What still counts goes first, then the newer.
    private static boolean before(Interpreters.Asked asked, Offers.Newest offered) {
        return asked.live() == offered.live() ? offered.at().isAfter(asked.at()) : offered.live();
    }

    /// They read, in order, what nobody has answered yet.
    private void joined(Talk talk, Responder person, Instant now) {
        rows.forget(talk.id(), person.id());
        rows.passed(talk, person.id(), false, now);
        messages.unanswered(talk.id(), person.id())
                .forEach(said -> said.words()
                        .filter(Unanswered::saysSomething)
                        .ifPresent(words -> relays.carryLater(talk, person, said.id(), words, now)));
    }

    private void say(DeskText text, String what, Target target, Instant now) {
        texts.say(text.line(), text.person(), what, Map.of("handle", target.handle()), now);
    }
}
