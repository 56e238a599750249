package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.ConsentGiven;
import org.amparo.contacts.Consents;
import org.amparo.contacts.NoteQuestions;
import org.amparo.contacts.Purpose;
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
    private final NoteQuestions asked;
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
            NoteQuestions asked,
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
        this.asked = asked;
        this.conversations = conversations;
        this.responders = responders;
        this.handles = handles;
        this.relays = relays;
        this.lines = lines;
        this.lineTexts = lineTexts;
        this.texts = texts;
    }

    /// Before the holder leaves a talk: asks the contact about the note they wrote, if they did. Who wrote it hears
    /// so, or that it is gone because they cannot be asked now: no question about a note stands behind another one.
    void ask(Talk talk, Instant now) {
        notes.waiting(talk.id()).stream()
                .filter(note -> talk.holder().equals(Optional.of(note.by())))
                .findFirst()
                .ifPresent(note -> ask(talk, note, now));
    }

    private void ask(Talk talk, HandoverNotes.Waiting note, Instant now) {
        if (asked.open(note.id()) || consents.handoverNote(note.id(), now).isPresent()) {
            return;
        }
        var writer = responders.find(note.by());
        if (writer.isPresent() && relays.mayRead(talk, now) && !asked.lately(talk.contact(), talk.line(), now)) {
            questions.handoverNote(talk, note.id(), note.by(), writer.get().alias(), whoeverGoesOn(talk), now);
            say(talk, writer.get(), "handover-asked", now);
        } else {
            notes.drop(note.id());
            writer.ifPresent(person -> say(talk, person, "note-unasked", now));
        }
    }

    /// Never a name: who holds the talk at the time of the yes may be somebody else by then.
    private String whoeverGoesOn(Talk talk) {
        return lineTexts.label(line(talk), "web.colleague", talk.locale());
    }

    /// To its contact, word for word, sealed until it has left.
    ///
    /// @param note what they are asked about
    void show(Talk talk, UUID note, Instant now) {
        notes.shown(talk.id(), note)
                .ifPresent(
                        words -> lineTexts.sealed(talk, line(talk), "sys.handover-note", Map.of("note", words), now));
    }

    /// Gives whoever holds the talk now the notes that others wrote, each once, if the contact said yes to it.
    void deliver(UUID conversation, Instant now) {
        var talk = conversations.find(conversation);
        var holder = talk.flatMap(Talk::holder).flatMap(responders::find);
        if (holder.isPresent()) {
            notes.waiting(conversation).stream()
                    .filter(note -> !note.by().equals(holder.get().id()))
                    .flatMap(note -> consents.handoverNote(note.id(), now).stream())
                    .forEach(given -> deliver(talk.get(), holder.get(), given, now));
        }
    }

    private void deliver(Talk talk, Responder holder, ConsentGiven<Purpose.HandoverNote> given, Instant now) {
        var words = notes.read(given, holder.id(), now);
        consents.use(given, now);
        words.ifPresent(note -> {
            say(talk, holder, "note-follows", now);
            relays.note(talk, holder, note, now);
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
