package org.amparo.dialogue;

import java.time.Duration;
import org.amparo.content.WordClass;
import org.amparo.dialogue.Dialogue.QuestionKind;
import org.amparo.dialogue.Effect.Priority;

/// What a contact who stopped is answered (`rulings.md` 1): START, FORGET and MYDATA directly, anything else with
/// `restart-ask` at most once a day, another STOP or UNSAFE with nothing. Danger and a wish for a person still take
/// a place in the queue, unheard.
final class StoppedContact {
    private static final Duration ASKED_ONCE_IN = Duration.ofDays(1);

    private StoppedContact() {}

    static void read(DecisionDraft draft) {
        if (draft.asks(WordClass.STOP) || draft.asks(WordClass.WRONG_NUMBER) || unsafe(draft)) {
            return;
        }
        if (open(draft, QuestionKind.FORGET) && !draft.asks(WordClass.START) && Forgetting.answered(draft)) {
            return;
        }
        Feedbacks.keepSilently(draft);
        if (draft.asks(WordClass.START)) {
            draft.add(new Effect.Restart());
            draft.say("start");
        } else if (draft.asks(WordClass.FORGET)) {
            Forgetting.ask(draft);
        } else if (draft.asks(WordClass.MYDATA)) {
            MyData.show(draft);
        } else if (open(draft, QuestionKind.RESTART) && (draft.yes() || draft.is(9))) {
            restart(draft);
        } else {
            takePlace(draft);
            askRestart(draft);
        }
    }

    private static boolean unsafe(DecisionDraft draft) {
        return draft.asks(WordClass.UNSAFE) || draft.situation().silentWord();
    }

    private static boolean open(DecisionDraft draft, QuestionKind kind) {
        return draft.dialogue()
                .question(draft.now())
                .filter(open -> open.kind() == kind)
                .isPresent();
    }

    private static void restart(DecisionDraft draft) {
        draft.add(new Effect.Restart());
        draft.closeQuestion();
        if (draft.situation().talk().held()) {
            draft.say("start");
        } else if (draft.is(9)) {
            Person.ask(draft);
        } else if (draft.situation().talk().waiting()) {
            Person.sayWaiting(draft, draft.situation().childPossible());
        } else {
            draft.say("start");
        }
    }

    private static void takePlace(DecisionDraft draft) {
        boolean danger = draft.reading().danger().filter(hit -> !hit.negated()).isPresent() || Danger.helpAgain(draft);
        Danger.noteHelp(draft);
        if (danger) {
            draft.takePlace(Priority.DANGER);
        } else if (draft.asks(WordClass.HUMAN) || draft.is(9)) {
            draft.takePlace(draft.situation().childPossible() ? Priority.CHILD : Priority.NORMAL);
        }
    }

    private static void askRestart(DecisionDraft draft) {
        boolean askedToday = draft.situation()
                .restartAskedAt()
                .filter(at -> draft.now().isBefore(at.plus(ASKED_ONCE_IN)))
                .isPresent();
        if (!askedToday) {
            draft.ask(QuestionKind.RESTART);
            draft.add(new Effect.RestartAsked());
            draft.say("restart-ask");
        }
    }
}
