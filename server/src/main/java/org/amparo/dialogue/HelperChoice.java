package org.amparo.dialogue;

import java.util.List;
import java.util.Optional;
import org.amparo.dialogue.Dialogue.Question;
import org.amparo.dialogue.Dialogue.QuestionKind;
import org.amparo.responders.Gender;

/// A woman or a man is asked for: such are asked first, and it never lowers the place. Where none is on duty who
/// speaks the language, the wait and the choice are told plainly (`domain.md` F.3, R40).
final class HelperChoice {
    private HelperChoice() {}

    static void ask(DecisionDraft draft, Gender gender) {
        boolean waits = draft.talkOpen();
        if (!draft.pages().peopleAnswer() || (!waits && OutOfHours.now(draft))) {
            Person.ask(draft);
            return;
        }
        Languages.settle(draft);
        if (!waits) {
            Person.takePlace(draft, draft.mayBeChild());
        }
        draft.add(new Effect.Prefer(Optional.of(gender), false));
        if (!draft.situation().duty().has(gender, draft.locale())) {
            draft.ask(QuestionKind.HELPER_CHOICE, List.of(gender.name()));
            draft.say("helper-choice-none");
        } else if (waits) {
            Person.sayPosition(draft);
        } else {
            ConsentQuestion.askOnce(draft);
        }
    }

    /// 1 waits for such a one alone, 2 talks to anyone; the question about their texts comes after it.
    static boolean answered(DecisionDraft draft, Question open) {
        if (!draft.talkOpen() || (!draft.yes() && !draft.no())) {
            return false;
        }
        var gender = Optional.of(Gender.valueOf(open.options().getFirst())).filter(_ -> draft.yes());
        draft.closeQuestion();
        draft.add(new Effect.Prefer(gender, draft.yes()));
        if (draft.situation().talk().consent().isPresent()) {
            Person.sayPosition(draft);
        } else {
            ConsentQuestion.askOnce(draft);
        }
        return true;
    }
}
