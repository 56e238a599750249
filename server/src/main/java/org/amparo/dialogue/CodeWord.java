package org.amparo.dialogue;

import org.amparo.contacts.CodeWords;
import org.amparo.dialogue.Effect.CodeWordAnswer;

/// The secret word a responder asked for: the next short text is taken for it, kept nowhere and told to nobody
/// (`domain.md` E.3). A wrong one ends every permission at once, for the phone may be somebody else's; the holder
/// hears of it, and the contact is asked again.
public final class CodeWord {
    /// A question that is open.
    ///
    /// @param word the text could be one: it is short
    /// @param right it is the contact's word
    /// @param last one more wrong word ends the asking
    public record Asked(CodeWords.Kind kind, boolean word, boolean right, boolean last) {}

    private CodeWord() {}

    /// The right word counts before whatever else it may mean, but for what must always act.
    static boolean right(DecisionDraft draft) {
        boolean right = draft.situation().codeWord().filter(Asked::right).isPresent();
        if (right) {
            answer(draft, CodeWordAnswer.RIGHT);
        }
        return right;
    }

    /// Any other short text, read after what the line acts on in it. A plea is no word, nor is a long text.
    static boolean given(DecisionDraft draft) {
        var asked = draft.situation().codeWord();
        if (asked.isEmpty() || draft.reading().danger().isPresent()) {
            return false;
        }
        if (asked.get().kind() == CodeWords.Kind.CHOOSE) {
            return chosen(draft, asked.get());
        }
        if (!asked.get().word()) {
            return false;
        }
        answer(draft, asked.get().last() ? CodeWordAnswer.WRONG_LAST : CodeWordAnswer.WRONG);
        if (!asked.get().last()) {
            draft.say("code-word");
        }
        return true;
    }

    /// 2 instead of a word: they want none.
    private static boolean chosen(DecisionDraft draft, Asked asked) {
        if (draft.no() || asked.word()) {
            answer(draft, draft.no() ? CodeWordAnswer.DECLINED : CodeWordAnswer.CHOSEN);
            draft.say("thanks");
            return true;
        }
        return false;
    }

    private static void answer(DecisionDraft draft, CodeWordAnswer answer) {
        draft.add(new Effect.CodeWord(answer));
        draft.keptElsewhere();
    }
}
