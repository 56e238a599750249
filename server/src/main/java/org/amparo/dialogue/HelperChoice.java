package org.amparo.dialogue;

import java.util.List;
import java.util.Optional;
import org.amparo.dialogue.Dialogue.Question;
import org.amparo.dialogue.Dialogue.QuestionKind;
import org.amparo.responders.Gender;

/// A woman or a man is asked for, in words or as the answer to the line's question, which is asked while both are
/// there: such are asked first, and it never lowers the place. Where none is on duty who speaks the language, the
/// wait and the choice are told plainly (`domain.md` F.3, R40). In a talk that somebody holds, and in danger,
/// nothing is left to choose.
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
        if (noneThere(draft, gender)) {
            return;
        }
        if (waits) {
            Person.sayPosition(draft);
        } else {
            ConsentQuestion.askOnce(draft);
        }
    }

    private static boolean noneThere(DecisionDraft draft, Gender gender) {
        boolean none = !draft.situation().duty().has(gender, draft.locale());
        if (none) {
            draft.ask(QuestionKind.HELPER_CHOICE, List.of(gender.name()));
            draft.say("helper-choice-none");
        }
        return none;
    }

    /// 1 a woman, 2 a man, 3 anyone. Where such a one went meanwhile, that is told as to whoever asks in words.
    static boolean chosen(DecisionDraft draft, Question open) {
        var answer = draft.reading().numberAlone() ? draft.reading().number().orElse(0) : 0;
        if (!chooses(draft) || WaitingQuestion.over(open) || answer < 1 || answer > 3) {
            return false;
        }
        WaitingQuestion.close(draft, open);
        var gender = answer == 3 ? Optional.<Gender>empty() : Optional.of(answer == 1 ? Gender.WOMAN : Gender.MAN);
        draft.add(new Effect.Prefer(gender, false));
        if (gender.filter(one -> noneThere(draft, one)).isEmpty()) {
            Person.sayPosition(draft);
        }
        return true;
    }

    private static boolean chooses(DecisionDraft draft) {
        var talk = draft.situation().talk();
        return talk.waiting() && !talk.danger();
    }

    /// 1 waits for such a one alone, 2 talks to anyone; the question about their texts comes after it.
    static boolean answered(DecisionDraft draft, Question open) {
        if (!chooses(draft) || (!draft.yes() && !draft.no())) {
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
