package org.amparo.dialogue;

import java.util.Set;
import org.amparo.dialogue.Dialogue.Question;
import org.amparo.dialogue.Dialogue.QuestionKind;

/// The newest question of ours that is open, answered by this text (`domain.md` E.2: the states that ask, and how
/// long each stays open, see [Dialogue.QuestionKind]).
final class OpenQuestion {
    /// They finish what acts whatever limits there are (`rulings.md` 4).
    private static final Set<QuestionKind> ALWAYS = Set.of(
            QuestionKind.FORGET,
            QuestionKind.STOP,
            QuestionKind.CONSENT,
            QuestionKind.CONSENT_AGAIN,
            QuestionKind.AGREEMENT,
            QuestionKind.OUT_OF_HOURS,
            QuestionKind.WHOM,
            QuestionKind.HELPER_CHOICE,
            QuestionKind.MESSAGE);

    private OpenQuestion() {}

    /// False when none is open or the text is no answer to it: then it is read on.
    static boolean answered(DecisionDraft draft) {
        return draft.dialogue()
                .question(draft.now())
                .filter(open -> answered(draft, open))
                .isPresent();
    }

    static boolean alwaysAnswered(DecisionDraft draft) {
        return draft.dialogue()
                .question(draft.now())
                .filter(open -> ALWAYS.contains(open.kind()) && answered(draft, open))
                .isPresent();
    }

    private static boolean answered(DecisionDraft draft, Question open) {
        return switch (open.kind()) {
            case LANGUAGE -> LanguageMenu.answered(draft, open);
            case SAFE -> SafetyQuestion.answered(draft);
            case FORGET -> Forgetting.answered(draft);
            case STOP -> Stopping.answered(draft);
            case RESTART -> false;
            case DID_YOU_MEAN -> DidYouMean.answered(draft, open);
            case TOPIC_READY -> Topics.readyAnswered(draft, open);
            case CONSENT -> ConsentQuestion.answered(draft, open);
            case CONSENT_AGAIN -> ConsentQuestion.answeredAgain(draft);
            case AGREEMENT -> Agreement.answered(draft, open);
            case OUT_OF_HOURS -> OutOfHours.answered(draft);
            case WHOM -> HelperChoice.chosen(draft, open);
            case HELPER_CHOICE -> HelperChoice.answered(draft, open);
            case GO_ON_WAITING -> WaitingQuestion.goesOn(draft, open);
            case GOOD_TIME -> WaitingQuestion.goodTime(draft, open);
            case MESSAGE -> OutOfHours.messageLeft(draft);
            case SURVEY -> SurveyQuestion.answered(draft, open);
            case FEEDBACK -> Feedbacks.answered(draft);
        };
    }
}
