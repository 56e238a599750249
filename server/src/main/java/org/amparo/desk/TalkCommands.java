package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.contacts.Contacts;
import org.amparo.contacts.SendingState;
import org.amparo.contacts.SendingStates;
import org.amparo.content.Releases;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.FollowUps;
import org.amparo.conversations.HandoverNotes;
import org.amparo.conversations.Outcome;
import org.amparo.conversations.Questions;
import org.amparo.conversations.TakingPart;
import org.amparo.desk.Targets.Target;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.Handovers;
import org.amparo.language.Locales;
import org.amparo.responders.Responder;
import org.amparo.statistics.Event;
import org.amparo.statistics.Statistics;

/// What a responder's commands do to a talk. Works inside the caller's transaction.
@Singleton
final class TalkCommands {
    /// A note for whoever takes over is short (`domain.md` R19).
    private static final int NOTE = 600;

    private final Targets targets;
    private final Conversations conversations;
    private final TakingPart takingPart;
    private final HandoverNotes notes;
    private final Questions questions;
    private final FollowUps followUps;
    private final Contacts contacts;
    private final SendingStates states;
    private final RelayRows rows;
    private final Relays relays;
    private final PassingNotes passing;
    private final DutyTexts texts;
    private final Releases releases;
    private final Statistics statistics;
    private final Audit audit;
    private final Handovers handovers;
    private final GivenCommand given;

    TalkCommands(
            Targets targets,
            Conversations conversations,
            TakingPart takingPart,
            HandoverNotes notes,
            Questions questions,
            FollowUps followUps,
            Contacts contacts,
            SendingStates states,
            RelayRows rows,
            Relays relays,
            PassingNotes passing,
            DutyTexts texts,
            Releases releases,
            Statistics statistics,
            Audit audit,
            Handovers handovers,
            GivenCommand given) {
        this.targets = targets;
        this.conversations = conversations;
        this.takingPart = takingPart;
        this.notes = notes;
        this.questions = questions;
        this.followUps = followUps;
        this.contacts = contacts;
        this.states = states;
        this.rows = rows;
        this.relays = relays;
        this.passing = passing;
        this.texts = texts;
        this.releases = releases;
        this.statistics = statistics;
        this.audit = audit;
        this.handovers = handovers;
        this.given = given;
    }

    void close(DeskText text, Said.Close close, Instant now) {
        var outcome = Outcomes.read(close.outcome());
        if (outcome.isEmpty()) {
            say(text, "close-codes", Map.of(), now);
            return;
        }
        targets.of(text, close.handle(), now).ifPresent(target -> {
            if (interprets(text, target, now)) {
                return;
            }
            var present = conversations.present(target.talk().id());
            conversations.close(target.talk().id(), outcome.get(), text.person().id(), now);
            if (!target.talk().test()) {
                count(text, target, outcome.get(), now);
            }
            rows.forget(target.talk().id(), text.person().id());
            say(text, "closed", target, now);
            given.closed(text, target, outcome.get(), now);
            present.stream()
                    .filter(one -> !one.equals(text.person().id()))
                    .forEach(one -> relays.over(target.talk(), one, now));
        });
    }

    /// The talk goes to somebody else at once; a note goes along once the contact said yes.
    void pass(DeskText text, Said.Pass pass, Instant now) {
        targets.of(text, pass.handle(), now).ifPresent(target -> {
            var talk = target.talk();
            var person = text.person();
            if (!talk.holder().equals(Optional.of(person.id()))) {
                say(text, "holder-only", target, now);
            } else if (pass.note().length() > NOTE) {
                say(text, "note-length", Map.of(), now);
            } else {
                say(text, "passed", target, now);
                if (!pass.note().isBlank()) {
                    notes.write(talk.id(), person.id(), pass.note(), now);
                }
                passing.ask(talk, now);
                takingPart.release(talk.id(), person.id(), now);
                handovers.passed(talk.id(), person.id(), now);
                rows.forget(talk.id(), person.id());
            }
        });
    }

    void note(DeskText text, Said.Note note, Instant now) {
        targets.of(text, note.handle(), now).ifPresent(target -> {
            if (note.words().isBlank() || note.words().length() > NOTE) {
                say(text, "note-length", Map.of(), now);
            } else {
                boolean kept = notes.write(target.talk().id(), text.person().id(), note.words(), now);
                say(text, kept ? "note-kept" : "holder-only", target, now);
            }
        });
    }

    void later(DeskText text, Said.Later later, Instant now) {
        targets.of(text, later.handle(), now).ifPresent(target -> {
            if (!relays.refused(target.talk(), text.person(), target.handle(), now)) {
                boolean asked =
                        questions.followUp(target.talk().id(), text.person().id(), now);
                say(text, asked ? "follow-up-asked" : "holder-only", target, now);
            }
        });
    }

    /// Who is it? Their secret word is asked for before anything is said of earlier talks; without one they choose.
    void word(DeskText text, Said.Word word, Instant now) {
        targets.of(text, word.handle(), now)
                .ifPresent(target -> questions
                        .codeWord(target.talk().id(), text.person().id(), word.anew(), now)
                        .ifPresent(asked -> say(text, asked ? "word-asked" : "word-locked", target, now)));
    }

    /// A person sets when it is safe, in the line's zone.
    void hours(DeskText text, Said.Hours said, Instant now) {
        if (said.hours().isEmpty()) {
            say(text, "hours-wrong", Map.of("handle", said.handle().orElse("B3")), now);
            return;
        }
        var slot = said.hours().get();
        targets.of(text, said.handle(), now).ifPresent(target -> {
            if (interprets(text, target, now)) {
                return;
            }
            var hours = new FollowUps.Hours(slot.day(), slot.from(), slot.until());
            followUps.setWindow(
                    target.talk().id(),
                    List.of(hours),
                    text.line().zone(),
                    text.person().id(),
                    now);
            say(text, "hours-set", Map.of("handle", target.handle(), "window", window(slot, text.person())), now);
        });
    }

    /// The responder learnt that the contact cannot read safely: nothing leaves until they write.
    void unsafe(DeskText text, Said.Unsafe said, Instant now) {
        targets.of(text, said.handle(), now).ifPresent(target -> {
            var talk = target.talk();
            contacts.lock(talk.contact());
            states.find(talk.contact(), talk.line())
                    .map(state -> state.answered(SendingState.Safe.NO, now))
                    .ifPresent(states::save);
            audit.act(Act.by(text.person().id(), talk.organisation(), Act.Kind.CONVERSATION_CHANGED, talk.id(), now));
            say(text, "unsafe", target, now);
        });
    }

    void language(DeskText text, Said.Language said, Instant now) {
        targets.of(text, said.handle(), now).ifPresent(target -> {
            if (interprets(text, target, now)) {
                return;
            }
            var offered = releases.current().offered(true);
            var tag = offered.contains(said.language().toLowerCase(Locale.ROOT))
                    ? Optional.of(said.language().toLowerCase(Locale.ROOT))
                    : Locales.byName(said.language(), offered);
            if (tag.isEmpty()) {
                say(text, "language-unknown", Map.of(), now);
                return;
            }
            contacts.speaks(target.talk().contact(), tag.get(), true);
            conversations.speaks(target.talk().id(), tag.get());
            say(text, "language-set", Map.of("handle", target.handle(), "language", tag.get()), now);
        });
    }

    /// Somebody else's number: no permission holds any more, and it is closed without a word.
    void wrong(DeskText text, Said.Wrong said, Instant now) {
        targets.of(text, said.handle(), now).ifPresent(target -> {
            var talk = target.talk();
            if (interprets(text, target, now)) {
                return;
            }
            var present = conversations.present(talk.id());
            conversations.close(talk.id(), Outcome.WRONG_NUMBER.word(), now);
            followUps.lapse(talk.contact(), talk.line(), now);
            if (!talk.test()) {
                count(text, target, Outcome.WRONG_NUMBER, now);
            }
            rows.forget(talk.id(), text.person().id());
            say(text, "wrong-number", target, now);
            present.stream().filter(one -> !one.equals(text.person().id())).forEach(one -> relays.over(talk, one, now));
        });
    }

    /// Whoever interprets ends nothing and settles nothing: that is for who holds the talk, or a supervisor. They
    /// hear so.
    private boolean interprets(DeskText text, Target target, Instant now) {
        boolean interprets = conversations
                .interpreters(target.talk().id())
                .contains(text.person().id());
        if (interprets) {
            say(text, "holder-only", target, now);
        }
        return interprets;
    }

    private void count(DeskText text, Target target, Outcome outcome, Instant now) {
        if (outcome == Outcome.TEST) {
            return;
        }
        var line = text.line();
        var place = new Event.Place(line.organisationId(), line.id(), line.zone());
        statistics.count(Event.about(place, Event.Kind.CLOSED, target.talk().locale(), outcome.word()), now);
    }

    private static String window(Said.Slot slot, Responder person) {
        DayOfWeek day = slot.day();
        return day.getDisplayName(TextStyle.SHORT, Locale.forLanguageTag(person.alertLocale())) + " " + slot.from()
                + "-" + slot.until();
    }

    private void say(DeskText text, String what, Target target, Instant now) {
        say(text, what, Map.of("handle", target.handle()), now);
    }

    private void say(DeskText text, String what, Map<String, String> arguments, Instant now) {
        texts.say(text.line(), text.person(), what, arguments, now);
    }
}
