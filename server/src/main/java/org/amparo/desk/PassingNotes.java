package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.Consents;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.HandoverNotes;
import org.amparo.conversations.Questions;
import org.amparo.conversations.Talk;
import org.amparo.escalation.DutyTexts;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// A note for whoever takes a talk over: the contact is asked, and without their yes it is gone (`domain.md` R19).
/// The talk does not wait for the answer. Works inside the caller's transaction.
@Singleton
final class PassingNotes {
    private final HandoverNotes notes;
    private final Questions questions;
    private final Consents consents;
    private final Conversations conversations;
    private final Responders responders;
    private final Handles handles;
    private final Relays relays;
    private final Lines lines;
    private final LineTexts lineTexts;
    private final DutyTexts texts;

    PassingNotes(
            HandoverNotes notes,
            Questions questions,
            Consents consents,
            Conversations conversations,
            Responders responders,
            Handles handles,
            Relays relays,
            Lines lines,
            LineTexts lineTexts,
            DutyTexts texts) {
        this.notes = notes;
        this.questions = questions;
        this.consents = consents;
        this.conversations = conversations;
        this.responders = responders;
        this.handles = handles;
        this.relays = relays;
        this.lines = lines;
        this.lineTexts = lineTexts;
        this.texts = texts;
    }

    /// Before the holder leaves a talk: asks the contact about the note they wrote, if they did. Who wrote it hears
    /// so, or that it is gone because nobody can be asked now.
    ///
    /// @param next what the contact calls who goes on
    void ask(Talk talk, String next, Instant now) {
        var holder = talk.holder().flatMap(responders::find);
        if (holder.isEmpty() || !notes.waiting(talk.id(), holder.get().id())) {
            return;
        }
        var person = holder.get();
        boolean asked =
                relays.mayRead(talk, now) && questions.handoverNote(talk.id(), person.id(), person.alias(), next, now);
        if (!asked) {
            notes.drop(talk.id());
        }
        say(talk, person, asked ? "handover-asked" : "note-unasked", now);
    }

    /// To its contact, word for word, sealed until it has left.
    void show(Talk talk, Instant now) {
        notes.asked(talk.id())
                .ifPresent(note -> lineTexts.sealed(talk, line(talk), "sys.handover-note", Map.of("note", note), now));
    }

    /// Gives the note to whoever holds the talk now, once, if the contact said yes.
    void deliver(UUID conversation, Instant now) {
        var talk = conversations.find(conversation);
        var holder = talk.flatMap(Talk::holder).flatMap(responders::find);
        var given = consents.handoverNote(conversation, now);
        if (holder.isEmpty()
                || given.isEmpty()
                || notes.waiting(conversation, holder.get().id())) {
            return;
        }
        Optional<String> words = notes.read(given.get(), holder.get().id(), now);
        consents.use(given.get(), now);
        words.ifPresent(note -> {
            say(talk.get(), holder.get(), "note-follows", now);
            relays.note(talk.get(), holder.get(), note, now);
        });
    }

    private void say(Talk talk, Responder person, String what, Instant now) {
        var handle = handles.give(person.id(), talk.id(), talk.organisation(), now);
        texts.say(line(talk), person, what, Map.of("handle", handle), now);
    }

    private Line line(Talk talk) {
        return lines.byId(talk.line()).orElseGet(lines::first);
    }
}
