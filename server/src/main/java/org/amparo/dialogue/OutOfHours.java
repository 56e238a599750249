package org.amparo.dialogue;

import java.util.Map;
import org.amparo.content.WordClass;
import org.amparo.dialogue.Dialogue.QuestionKind;
import org.amparo.language.Dates;

/// A person is asked for while nobody at all is on duty: when somebody is who could take it, if that is known, and
/// a message may be left (`domain.md` E.2, LEAVE_MSG; `rulings.md` 6).
final class OutOfHours {
    private OutOfHours() {}

    static boolean now(DecisionDraft draft) {
        return draft.situation().duty().nobody();
    }

    static void ask(DecisionDraft draft) {
        var zone = draft.situation().line().zone();
        var next =
                draft.situation().duty().next(draft.locale()).map(at -> Dates.weekdayAndTime(at, zone, draft.locale()));
        draft.ask(QuestionKind.OUT_OF_HOURS);
        if (next.isPresent()) {
            draft.say("out-of-hours", Map.of("nextOpen", next.get()));
        } else {
            draft.say("out-of-hours-unknown");
        }
    }

    static boolean answered(DecisionDraft draft) {
        if (!draft.yes()) {
            return false;
        }
        draft.ask(QuestionKind.MESSAGE);
        draft.say("leave-message");
        return true;
    }

    /// An open wish to leave a message is looked at before a wish for a person inside a sentence: that is what
    /// people write there.
    static boolean sentenceLeft(DecisionDraft draft) {
        boolean open = draft.dialogue()
                .question(draft.now())
                .filter(question -> question.kind() == QuestionKind.MESSAGE)
                .isPresent();
        boolean sentence = draft.reading().words() > 3
                && draft.reading()
                        .command()
                        .filter(hit -> hit.exact() || hit.kind() != WordClass.HUMAN)
                        .isEmpty();
        return open && sentence && leave(draft);
    }

    /// The next text is the message, unless it is a command or a number.
    static boolean messageLeft(DecisionDraft draft) {
        return draft.reading().command().isEmpty() && !draft.reading().numberAlone() && leave(draft);
    }

    private static boolean leave(DecisionDraft draft) {
        if (draft.reading().child()) {
            draft.add(new Effect.MayBeChild());
        }
        draft.add(new Effect.LeaveMessage());
        draft.keepText();
        draft.closeQuestion();
        draft.say("thanks");
        return true;
    }
}
