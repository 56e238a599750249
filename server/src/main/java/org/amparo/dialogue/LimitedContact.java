package org.amparo.dialogue;

import org.amparo.content.WordClass;
import org.amparo.dialogue.Dialogue.QuestionKind;

/// Somebody with whom a supervisor ended a talk for insults or threats, for a day (`domain.md` E.5, F.9). Danger is
/// heard as ever, HELP a second time included, and what everybody may always ask: STOP, UNSAFE, FORGET, MYDATA.
/// Nothing else is answered, and nobody is called.
final class LimitedContact {
    private LimitedContact() {}

    static void read(DecisionDraft draft) {
        if (Stopping.word(draft) || Danger.seen(draft)) {
            return;
        }
        Danger.noteHelp(draft);
        if (draft.situation().silentWord() || draft.asks(WordClass.UNSAFE)) {
            Unsafe.fallSilent(draft);
        } else if (draft.asks(WordClass.FORGET)) {
            Forgetting.ask(draft);
        } else if (draft.asks(WordClass.MYDATA)) {
            MyData.show(draft);
        } else if (draft.dialogue()
                .question(draft.now())
                .filter(open -> open.kind() == QuestionKind.FORGET)
                .isPresent()) {
            Forgetting.answered(draft);
        }
    }
}
