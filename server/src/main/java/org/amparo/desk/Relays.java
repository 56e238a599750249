package org.amparo.desk;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.SendingState;
import org.amparo.contacts.SendingStates;
import org.amparo.conversations.ConsentReminders;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Messages;
import org.amparo.conversations.OpenConversation;
import org.amparo.conversations.Talk;
import org.amparo.delivery.Outbox;
import org.amparo.delivery.Outgoing;
import org.amparo.delivery.Words;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.Handovers;
import org.amparo.language.Segments;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.amparo.responders.Stretches;

/// Carries words between a contact and those who hold, interpret or joined the talk: through the line, in order,
/// kept sealed, bound to one named talk. Neither side learns a number; the contact reads words alone, a responder
/// reads the handle before them. Nothing in a responder's words is scanned.
///
/// Each public method is one transaction, or part of the caller's.
@Singleton
public class Relays {
    /// One text holds at most 1600 characters; ten segments are always fewer.
    private static final int SEGMENTS = 10;

    private final Conversations conversations;
    private final Messages messages;
    private final RelayRows rows;
    private final Outbox outbox;
    private final SendingStates states;
    private final Responders responders;
    private final Handles handles;
    private final DutyTexts texts;
    private final Lines lines;
    private final Handovers handovers;
    private final LineTexts lineTexts;
    private final ConsentReminders reminders;
    private final Stretches stretches;

    Relays(
            Conversations conversations,
            Messages messages,
            RelayRows rows,
            Outbox outbox,
            SendingStates states,
            Responders responders,
            Handles handles,
            DutyTexts texts,
            Lines lines,
            Handovers handovers,
            LineTexts lineTexts,
            ConsentReminders reminders,
            Stretches stretches) {
        this.conversations = conversations;
        this.messages = messages;
        this.rows = rows;
        this.outbox = outbox;
        this.states = states;
        this.responders = responders;
        this.handles = handles;
        this.texts = texts;
        this.lines = lines;
        this.handovers = handovers;
        this.lineTexts = lineTexts;
        this.reminders = reminders;
        this.stretches = stretches;
    }

    /// What a responder must know of a contact's text beside its words.
    ///
    /// @param media pictures, voice or files came with it and were not opened
    /// @param maybeUnsafe it may mean that they cannot read safely
    public record Signs(boolean media, boolean maybeUnsafe) {}

    /// A contact's text, which is kept already, for everybody who takes part.
    @Transactional
    public void fromContact(UUID conversation, UUID message, String body, Signs signs, Instant now) {
        var found = conversations.find(conversation).filter(one -> one.status() == OpenConversation.Status.HELD);
        if (found.isEmpty()) {
            return;
        }
        var talk = found.get();
        conversations.present(conversation).stream()
                .flatMap(id -> responders.find(id).stream())
                .forEach(person -> {
                    if (!body.isBlank()) {
                        carry(talk, person, message, Optional.empty(), signs.maybeUnsafe() ? "(!) " : "", body, now);
                    }
                    if (signs.media()) {
                        say(talk, person, "media-tried", now);
                    }
                    rows.passed(talk, person.id(), false, now);
                });
        rows.doubt(conversation, signs.maybeUnsafe(), now);
    }

    /// Everybody who takes part hears what happened to the talk: `stopped`, `unsafe`, `erased`.
    @Transactional
    public void tell(UUID conversation, String what, Instant now) {
        conversations
                .find(conversation)
                .ifPresent(talk -> conversations.present(conversation).stream()
                        .flatMap(id -> responders.find(id).stream())
                        .forEach(person -> say(talk, person, what, now)));
    }

    /// Somebody who took part hears that it is closed.
    void over(Talk talk, UUID person, Instant now) {
        rows.forget(talk.id(), person);
        responders.find(person).ifPresent(one -> say(talk, one, "closed", now));
    }

    /// Words of somebody who takes part, for the contact and for the others who take part; or held back, or refused
    /// with a word why.
    @Transactional
    public void toContact(Talk talk, Responder person, String handle, String words, Instant now) {
        if (refused(talk, person, handle, now)) {
            return;
        }
        if (rows.inDoubt(talk.id(), person.id())) {
            rows.hold(talk.id(), person.id(), words, now);
            texts.say(line(talk), person, "unsafe-ask", Map.of("handle", handle), now);
            return;
        }
        send(talk, person, words, now);
    }

    /// What was held back goes out.
    ///
    /// @return false when nothing was
    @Transactional
    public boolean confirmed(Talk talk, Responder person, String handle, Instant now) {
        if (!rows.inDoubt(talk.id(), person.id()) || refused(talk, person, handle, now)) {
            return rows.inDoubt(talk.id(), person.id());
        }
        rows.confirmed(talk.id(), person.id()).ifPresent(words -> send(talk, person, words, now));
        return true;
    }

    private void send(Talk talk, Responder person, String words, Instant now) {
        var message = messages.relayed(talk.id(), person.id(), words, now);
        if (message.isEmpty()) {
            // Nobody holds it just now; who joined to interpret stays until somebody does.
            say(talk, person, "unheld", now);
            return;
        }
        var origin =
                RelayOrigin.toContact(talk.id(), message.get(), person.id()).toString();
        for (var part : Segments.split(words, SEGMENTS)) {
            outbox.queue(
                    Outgoing.toContact(
                            talk.organisation(),
                            talk.line(),
                            talk.contact(),
                            origin,
                            new Words(talk.id(), "relay.to-contact", talk.locale(), part)),
                    now);
        }
        rows.passed(talk, person.id(), true, now);
        if (!conversations.interpreters(talk.id()).contains(person.id())) {
            // Who interprets does not answer for whoever holds the talk.
            handovers.answered(talk.id(), now);
        }
        if (talk.holder().filter(person.id()::equals).isPresent() && reminders.remind(talk.id(), now)) {
            say(talk, person, "consent-open", now);
        }
        if (!talk.test() && stretches.wrote(person, now) && person.answers(talk.line())) {
            say(talk, person, "pause-due", now);
        }
        conversations.present(talk.id()).stream()
                .filter(other -> !other.equals(person.id()))
                .flatMap(id -> responders.find(id).stream())
                .forEach(other -> {
                    carry(talk, other, message.get(), Optional.of(person.id()), person.alias() + ": ", words, now);
                    rows.passed(talk, other.id(), false, now);
                });
    }

    /// A note that goes along with a talk, for who holds it now.
    void note(Talk talk, Responder person, String words, Instant now) {
        carry(talk, person, talk.id(), Optional.empty(), "", words, now);
    }

    /// Nothing keeps a text of ours or of a responder from the contact now.
    boolean mayRead(Talk talk, Instant now) {
        return states.find(talk.contact(), talk.line())
                .filter(one -> one.mayRead(now))
                .isPresent();
    }

    /// Nothing may be sent to the contact now; whoever wanted to is told why.
    boolean refused(Talk talk, Responder person, String handle, Instant now) {
        var state = states.find(talk.contact(), talk.line());
        if (state.filter(SendingState::stopped).isPresent()) {
            texts.say(line(talk), person, "stopped", Map.of("handle", handle), now);
            return true;
        }
        if (state.filter(one -> one.unsafe() || one.outsideHours(now)).isPresent()) {
            texts.say(line(talk), person, "not-sent", Map.of("handle", handle), now);
            return true;
        }
        return false;
    }

    /// A text of the contact's that is older than whoever holds the talk now.
    void carryLater(Talk talk, Responder person, UUID message, String words, Instant now) {
        carry(talk, person, message, Optional.empty(), "", words, now);
        rows.passed(talk, person.id(), false, now);
    }

    /// In parts, each beginning with the handle, and of practice with the word for it.
    ///
    /// @param by who wrote it; empty for a contact's words, and for a note
    private void carry(
            Talk talk, Responder person, UUID message, Optional<UUID> by, String mark, String body, Instant now) {
        var reach = responders.text(person.id());
        if (reach.isEmpty()) {
            return;
        }
        var before =
                handles.give(person.id(), talk.id(), talk.organisation(), now) + ": " + practice(talk, person) + mark;
        var origin =
                RelayOrigin.toResponder(talk.id(), message, by, person.id()).toString();
        for (var part : parts(before, body)) {
            outbox.queue(
                    Outgoing.toResponder(
                            talk.organisation(),
                            talk.line(),
                            person.id(),
                            reach.get().address(),
                            origin,
                            new Words(talk.id(), "relay.to-responder", talk.locale(), part)),
                    now);
        }
    }

    private String practice(Talk talk, Responder person) {
        return talk.test() ? "(" + lineTexts.label(line(talk), "duty.practice-word", person.alertLocale()) + ") " : "";
    }

    private static List<String> parts(String before, String body) {
        if (Segments.count(before + body).segments() <= SEGMENTS) {
            return List.of(before + body);
        }
        return Segments.split(body, SEGMENTS - 1).stream().map(before::concat).toList();
    }

    private void say(Talk talk, Responder person, String text, Instant now) {
        var handle = handles.give(person.id(), talk.id(), talk.organisation(), now);
        texts.say(line(talk), person, text, Map.of("handle", handle), now);
    }

    private Line line(Talk talk) {
        return lines.byId(talk.line()).orElseGet(lines::first);
    }
}
