package org.amparo.dialogue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.SendingState;
import org.amparo.content.Piece;
import org.amparo.responders.Gender;
import org.amparo.responders.Skill;

/// One thing that follows from a text, decided without I/O and done by whoever asked, in one transaction.
public sealed interface Effect {
    /// Says something; the first piece's text id gives its class.
    ///
    /// @param asks it asks the dialogue's newest question, which is open once this has left
    record Say(List<Piece> pieces, boolean asks) implements Effect {
        public Say {
            pieces = List.copyOf(pieces);
        }
    }

    record Speak(String locale, boolean chosen) implements Effect {}

    record Answered(SendingState.Safe safe) implements Effect {}

    /// Into our own ledger; nothing more is sent but what `rulings.md` 1 names.
    record Stop() implements Effect {}

    record Restart() implements Effect {}

    record RestartAsked() implements Effect {}

    record MayBeChild() implements Effect {}

    /// A place in the queue, at once; a place that is there is only raised. This text is its first, kept sealed.
    record Wait(Priority priority) implements Effect {}

    /// A woman or a man is asked for, or anyone again; a wish that never lowers the place.
    ///
    /// @param only nobody else meanwhile: they chose to wait
    record Prefer(Optional<Gender> gender, boolean only) implements Effect {}

    /// Whoever talked with them last is not asked again.
    record NotTheLast() implements Effect {}

    /// What they asked about calls for somebody trained for it.
    record Needs(Skill skill) implements Effect {}

    record Consent(ConsentAnswer answer) implements Effect {}

    /// What a responder asked was answered.
    ///
    /// @param purpose as the database says it, such as `follow-up`
    record Agreed(UUID consent, String purpose, boolean yes) implements Effect {}

    /// They want to see the note they were asked about; the question stays open.
    record ShowNote(UUID consent) implements Effect {}

    /// The text answers the question for the secret word; it is kept nowhere.
    record CodeWord(CodeWordAnswer answer) implements Effect {}

    /// This text is a message left for later.
    record LeaveMessage() implements Effect {}

    /// Whether it helped is asked once they have read, if texting is safe then.
    record Survey() implements Effect {}

    /// They said whether it helped.
    record Surveyed(Helped helped) implements Effect {}

    /// This text is about the service itself, and is kept for whoever supervises.
    record Feedback() implements Effect {}

    /// Everything of this person is erased once the answer has left.
    record Erase() implements Effect {}

    /// The number is somebody else's now: every permission lapses.
    record WrongNumber() implements Effect {}

    /// How urgent a waiting conversation is; the order is the order of the queue.
    enum Priority {
        DANGER,
        CHILD,
        NORMAL
    }

    /// The answers of `survey`, by their numbers.
    enum Helped {
        YES,
        A_BIT,
        NO
    }

    enum ConsentAnswer {
        ASKED,
        /// Asked again beside an answer, which holds until there is another.
        ASKED_AGAIN,
        YES,
        NO,
        CHILD_NOTICE
    }

    enum CodeWordAnswer {
        CHOSEN,
        DECLINED,
        RIGHT,
        WRONG,
        /// Wrong once too often: nothing is asked any more.
        WRONG_LAST
    }
}
