package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.SendingState;
import org.amparo.contacts.SendingStates;
import org.amparo.content.Piece;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.language.Dates;
import org.amparo.language.Locales;
import org.amparo.lines.Lines;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Tells somebody that a talk is theirs, and what they must know before they write: its language and urgency where
/// no offer said so, that its contact may be a child, and why nothing can be sent now. Never content, a number or a
/// subject (`rulings.md` 5). Works inside the caller's transaction; safe for many threads.
@Singleton
public class GivenTexts {
    private final Conversations conversations;
    private final SendingStates states;
    private final Handles handles;
    private final Responders responders;
    private final Lines lines;
    private final DutyTexts texts;

    GivenTexts(
            Conversations conversations,
            SendingStates states,
            Handles handles,
            Responders responders,
            Lines lines,
            DutyTexts texts) {
        this.conversations = conversations;
        this.states = states;
        this.handles = handles;
        this.responders = responders;
        this.lines = lines;
        this.texts = texts;
    }

    /// They took an offer, which said language and urgency.
    void accepted(Talk talk, Responder person, Instant now) {
        var locale = person.alertLocale();
        var handle = handle(talk, person, now);
        var pieces = new ArrayList<Piece>();
        var silent = silent(talk, person, handle, now);
        if (silent.isEmpty()) {
            // Who is not trained for children needs the reminder most.
            var textId = conversations.mayBeChild(talk) ? "duty.accepted-care" : "duty.accepted";
            pieces.add(Piece.of(textId, locale, Map.of("handle", handle)));
        } else {
            pieces.add(yours(person, handle));
            care(talk, locale).ifPresent(pieces::add);
            pieces.add(silent.get());
        }
        say(talk, person, pieces, now);
    }

    /// They took it by themselves.
    public void taken(Talk talk, Responder person, Instant now) {
        var handle = handle(talk, person, now);
        say(talk, person, whole(yours(person, handle), talk, person, handle, now), now);
    }

    /// Somebody put it into their hands.
    ///
    /// @param by their alias
    public void given(Talk talk, Responder person, String by, Instant now) {
        var handle = handle(talk, person, now);
        var named = Map.of("handle", handle, "alias", by);
        say(talk, person, whole(Piece.of("duty.given", person.alertLocale(), named), talk, person, handle, now), now);
    }

    /// It is somebody else's now: whoever had it hears whose.
    public void away(Talk talk, UUID before, String to, Instant now) {
        responders.find(before).ifPresent(person -> {
            var named = Map.of("handle", handle(talk, person, now), "newAlias", to);
            say(talk, person, List.of(Piece.of("duty.given-away", person.alertLocale(), named)), now);
        });
    }

    /// `B3 is yours. Urgent. They write in French. The care rules for the young apply. Write your text and it goes
    /// out.`
    private List<Piece> whole(Piece head, Talk talk, Responder person, String handle, Instant now) {
        var locale = person.alertLocale();
        var language = Map.of("language", Locales.name(talk.locale(), locale));
        var pieces = new ArrayList<Piece>();
        pieces.add(head);
        pieces.add(behind(talk.danger() ? "duty.given-urgent" : "duty.given-language", locale, language));
        care(talk, locale).ifPresent(pieces::add);
        pieces.add(silent(talk, person, handle, now).orElseGet(() -> behind("duty.given-write", locale, Map.of())));
        return pieces;
    }

    private Optional<Piece> care(Talk talk, String locale) {
        return conversations.mayBeChild(talk)
                ? Optional.of(behind("duty.given-care", locale, Map.of()))
                : Optional.empty();
    }

    /// Why nothing of theirs would leave now.
    private Optional<Piece> silent(Talk talk, Responder person, String handle, Instant now) {
        return states.find(talk.contact(), talk.line()).flatMap(state -> silent(state, person, handle, now));
    }

    private static Optional<Piece> silent(SendingState state, Responder person, String handle, Instant now) {
        var locale = person.alertLocale();
        if (state.stopped()) {
            return Optional.of(behind("duty.silent-stopped", locale, Map.of()));
        }
        if (state.unsafe()) {
            return Optional.of(behind("duty.silent-unsafe", locale, Map.of()));
        }
        if (!state.outsideHours(now)) {
            return Optional.empty();
        }
        return Optional.of(state.windowAt(now)
                .map(window -> Map.of("until", Dates.weekdayAndTime(window.from(), person.zone(), locale)))
                .map(until -> behind("duty.silent-hours", locale, until))
                .orElseGet(() -> behind("duty.silent-unset", locale, Map.of("handle", handle))));
    }

    private static Piece behind(String textId, String locale, Map<String, String> arguments) {
        return new Piece(textId, locale, " ", arguments);
    }

    private static Piece yours(Responder person, String handle) {
        return Piece.of("duty.yours", person.alertLocale(), Map.of("handle", handle));
    }

    private String handle(Talk talk, Responder person, Instant now) {
        return handles.give(person.id(), talk.id(), talk.organisation(), now);
    }

    private void say(Talk talk, Responder person, List<Piece> pieces, Instant now) {
        texts.say(lines.byId(talk.line()).orElseGet(lines::first), person, pieces, now);
    }
}
