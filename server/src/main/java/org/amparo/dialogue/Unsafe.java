package org.amparo.dialogue;

import java.time.Duration;
import java.util.List;
import org.amparo.contacts.SendingState.Safe;
import org.amparo.content.Piece;
import org.amparo.content.ServedText;
import org.amparo.dialogue.Dialogue.QuestionKind;
import org.amparo.language.Locales;

/// Somebody else may read the phone: UNSAFE, the line's silent word, no to the safety question, or a wrong number
/// (`domain.md` E.3, E.5). One neutral text, then silence until they write again; the dialogue forgets where it
/// stood.
final class Unsafe {
    private static final Duration STATE_WORD_AFTER = Duration.ofMinutes(10);

    private Unsafe() {}

    static void fallSilent(DecisionDraft draft) {
        draft.add(new Effect.Answered(Safe.NO));
        draft.change(dialogue -> dialogue.unsafe(draft.now()));
        draft.say(cover(draft));
    }

    /// The line's own cover text, or the usual one in the contact's language.
    private static List<Piece> cover(DecisionDraft draft) {
        var pages = draft.pages();
        var cover = draft.situation().line().coverText();
        var source =
                pages.release().text("sys.unsafe-ack", Locales.SOURCE, false).map(ServedText::pattern);
        boolean usual = cover.isBlank() || source.filter(cover::equals).isPresent();
        return usual
                ? pages.say("unsafe-ack", draft.locale())
                : List.of(Piece.verbatim("sys.unsafe-ack", draft.locale(), cover));
    }

    /// Right after our safety question, after UNSAFE or after `crisis`, a bare "danger" says that texting is not
    /// safe (`domain.md` E.4).
    static boolean meant(DecisionDraft draft) {
        if (!draft.reading().stateWord()) {
            return false;
        }
        var dialogue = draft.dialogue();
        boolean asked = dialogue.question(draft.now())
                .filter(open -> open.kind() == QuestionKind.SAFE)
                .isPresent();
        var unsafeAt = dialogue.unsafeAt();
        boolean afterUnsafe = unsafeAt != null && draft.now().isBefore(unsafeAt.plus(STATE_WORD_AFTER));
        return asked || afterUnsafe || draft.situation().crisisWithin(STATE_WORD_AFTER);
    }

    static void wrongNumber(DecisionDraft draft) {
        lapse(draft);
        draft.say("wrong-number");
    }

    /// Somebody else has the number now: what was allowed ends.
    static void lapse(DecisionDraft draft) {
        draft.add(new Effect.WrongNumber());
        draft.change(dialogue -> dialogue.unsafe(draft.now()));
    }
}
