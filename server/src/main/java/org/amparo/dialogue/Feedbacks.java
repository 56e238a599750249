package org.amparo.dialogue;

import java.util.Optional;
import org.amparo.dialogue.Dialogue.QuestionKind;

/// What somebody writes about the service itself: `FEEDBACK` with words behind it, or the next text after FEEDBACK
/// alone (`domain.md` A R32; topic `feedback`). It goes to whoever supervises and not into the talk: the person it
/// may be about does not read it.
final class Feedbacks {
    /// So many words after FEEDBACK alone are an answer to it, whatever topics they name.
    private static final int A_SENTENCE = 3;

    private Feedbacks() {}

    /// `FEEDBACK` and words. Danger in them is danger all the same: then the text is read on, and is both.
    ///
    /// @return true when the text is that and nothing else
    static boolean given(DecisionDraft draft) {
        var reading = draft.reading();
        if (!reading.feedback() || Limits.reached(draft)) {
            return false;
        }
        keep(draft);
        if (reading.danger().filter(danger -> !danger.negated()).isPresent()) {
            return false;
        }
        if (draft.pages().peopleAnswer()) {
            thank(draft);
        } else {
            ask(draft);
        }
        return true;
    }

    /// Nobody would read it where no people are: then it is not kept, and the topic says so.
    private static void keep(DecisionDraft draft) {
        if (draft.pages().peopleAnswer()) {
            draft.add(new Effect.Feedback());
        }
    }

    /// While somebody waits in silence, or stopped, the words are kept and nothing is said.
    static void keepSilently(DecisionDraft draft) {
        if (draft.reading().feedback()) {
            keep(draft);
            draft.keptElsewhere();
        }
    }

    /// FEEDBACK alone: how it is done. Whoever waits for a person writes to that person next.
    static void ask(DecisionDraft draft) {
        var topic = draft.pages().release().topic("feedback");
        if (!draft.talkOpen() && draft.pages().peopleAnswer()) {
            topic.ifPresent(_ -> draft.ask(QuestionKind.FEEDBACK));
        }
        topic.ifPresent(one -> Topics.tell(draft, one));
    }

    static boolean answered(DecisionDraft draft) {
        var reading = draft.reading();
        boolean words = reading.command().isEmpty()
                && reading.number().isEmpty()
                && Optional.of(reading)
                        .filter(one -> one.greeting() || one.closing())
                        .isEmpty()
                && reading.chosenLanguage().isEmpty()
                && (reading.words() >= A_SENTENCE || reading.topics().isEmpty())
                && reading.words() > 0;
        if (!words || draft.talkOpen()) {
            return false;
        }
        draft.add(new Effect.Feedback());
        draft.closeQuestion();
        thank(draft);
        return true;
    }

    private static void thank(DecisionDraft draft) {
        Languages.settle(draft);
        draft.keptElsewhere();
        draft.say("thanks");
    }
}
