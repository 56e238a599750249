package org.amparo.dialogue;

import org.amparo.dialogue.Dialogue.QuestionKind;

/// FORGET: asked once more, then everything of the person is erased (`domain.md` G.3). Unanswered for ten minutes,
/// it is kept. Where no question can reach them it takes effect at once. While danger is open nothing tells of it:
/// whoever supervises knows first (`rulings.md` 6).
public final class Forgetting {
    /// What the texts that confirm an erasure begin with.
    public static final String DONE = "sys.forget-done";

    private Forgetting() {}

    static void ask(DecisionDraft draft) {
        if (!draft.situation().canAsk()) {
            erase(draft);
            return;
        }
        draft.ask(QuestionKind.FORGET);
        draft.say("forget-ask");
    }

    static boolean answered(DecisionDraft draft) {
        if (draft.yes()) {
            erase(draft);
            if (!inDanger(draft)) {
                draft.say(draft.situation().stopped() ? "forget-done-stopped" : "forget-done");
            }
            return true;
        }
        if (draft.no()) {
            draft.closeQuestion();
            draft.say("forget-kept");
            return true;
        }
        return false;
    }

    private static boolean inDanger(DecisionDraft draft) {
        var talk = draft.situation().talk();
        return talk.open() && talk.danger();
    }

    private static void erase(DecisionDraft draft) {
        draft.add(new Effect.Erase());
        draft.change(_ -> Dialogue.begin(draft.now()));
    }
}
