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
import org.amparo.conversations.OpenConversation;
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

    /// Before the holder leaves a talk: asks the contact about the note they wrote, if they did; while an earlier
    /// one is asked about, afterwards. Who wrote it hears so, or that it is gone because nobody can be asked now.
    ///
    /// @param next what the contact calls who goes on
    void ask(Talk talk, String next, Instant now) {
        notes.waiting(talk.id()).stream()
                .filter(note -> talk.holder().equals(Optional.of(note.by())))
                .findFirst()
                .ifPresent(note -> ask(talk, note, next, now));
    }

    private void ask(Talk talk, HandoverNotes.Waiting note, String next, Instant now) {
        var earlier = asked.open(talk.id());
        if (earlier.equals(Optional.of(note.id()))
                || consents.handoverNote(note.id(), now).isPresent()) {
            return;
        }
        var writer = responders.find(note.by());
        if (earlier.isPresent() && writer.isPresent()) {
            notes.askLater(note.id(), now);
            say(talk, writer.get(), "note-kept", now);
        } else if (writer.isPresent() && relays.mayRead(talk, now)) {
            questions.handoverNote(talk, note.id(), note.by(), writer.get().alias(), next, now);
            say(talk, writer.get(), "handover-asked", now);
        } else {
            notes.drop(note.id());
            writer.ifPresent(person -> say(talk, person, "note-unasked", now));
        }
    }

    /// What was asked before is answered, or nobody answered it in time: asks about the next note.
    void askNext(UUID conversation, Instant now) {
        conversations
                .find(conversation)
                .filter(talk -> talk.status() != OpenConversation.Status.CLOSED)
                .ifPresent(talk -> notes.toAskAbout(conversation).stream()
                        .filter(note -> !talk.holder().equals(Optional.of(note.by())))
                        .takeWhile(_ -> asked.open(conversation).isEmpty())
                        .forEach(note -> ask(talk, note, next(talk), now)));
    }

    private String next(Talk talk) {
        return talk.holder()
                .flatMap(responders::find)
                .map(Responder::alias)
                .orElseGet(() -> lineTexts.label(line(talk), "web.colleague", talk.locale()));
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
