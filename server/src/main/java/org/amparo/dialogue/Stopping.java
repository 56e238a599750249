package org.amparo.dialogue;

import org.amparo.content.WordClass;
import org.amparo.dialogue.Dialogue.QuestionKind;

/// STOP, the whole message only (`domain.md` E.2). A stop word that may be an ordinary word of another language is
/// asked about first, with `stop-ask` (`domain.md` E.6).
final class Stopping {
    private Stopping() {}

    static boolean word(DecisionDraft draft) {
        var hit = draft.reading().command().filter(command -> command.kind() == WordClass.STOP);
        if (hit.isEmpty()) {
            return false;
        }
        if (hit.get().ask() && !hit.get().carrierWord() && draft.situation().canAsk()) {
            ask(draft);
        } else {
            stop(draft);
        }
        return true;
    }

    /// The language it is answered in is kept: `restart-ask` comes in the same one.
    static void stop(DecisionDraft draft) {
        Languages.settleByCommand(draft);
        draft.add(new Effect.Stop());
        draft.closeQuestion();
        draft.say(draft.situation().line().stopNamed() ? "stop-named" : "stop");
    }

    static void ask(DecisionDraft draft) {
        Languages.settleByCommand(draft);
        draft.ask(QuestionKind.STOP);
        draft.say("stop-ask");
    }

    static boolean answered(DecisionDraft draft) {
        if (draft.yes()) {
            stop(draft);
            return true;
        }
        if (draft.no()) {
            draft.closeQuestion();
            Menu.show(draft);
            return true;
        }
        return false;
    }
}
