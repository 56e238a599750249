package org.amparo.dialogue;

import java.util.List;
import org.amparo.language.Locales;

/// Which language we write to somebody in, as far as their texts show it (`domain.md` E.2, E.5 "Several languages";
/// `rulings.md` 4). A language they chose stays.
final class Languages {
    private static final int WORDS_TO_CHANGE = 4;
    private static final String TIED = "tied:";
    private static final String NONE_SAID = "language-none";

    private Languages() {}

    /// A text plainly in another language changes ours, unless the person chose it, or the text is short.
    static void follow(DecisionDraft draft) {
        var situation = draft.situation();
        if (situation.localeChosen() || !draft.reading().language().sure()) {
            return;
        }
        if (situation.locale().isEmpty()) {
            settle(draft);
        } else if (draft.reading().words() >= WORDS_TO_CHANGE) {
            draft.guess()
                    .filter(tag -> !Locales.base(tag).equals(Locales.base(draft.locale())))
                    .ifPresent(tag -> draft.speak(tag, false));
        }
    }

    /// Somebody who asks for a person or says their age at once has not been asked for a language: what shows is
    /// used.
    static void settle(DecisionDraft draft) {
        if (draft.situation().locale().isEmpty() && !draft.spoke()) {
            draft.guess().ifPresent(tag -> draft.speak(tag, false));
        }
    }

    /// What follows a command is in the command's language. English ones are everybody's and settle nothing.
    static void settleByCommand(DecisionDraft draft) {
        if (!draft.reading().language().likely().contains(Locales.SOURCE)) {
            settle(draft);
        }
    }

    /// Notes the languages that the first text fits equally well: they lead the language pages.
    static void noteTied(DecisionDraft draft) {
        var likely = draft.reading().language().likely();
        if (likely.size() > 1) {
            likely.forEach(tag -> draft.change(dialogue -> dialogue.saying(TIED + tag)));
        }
    }

    static List<String> tied(DecisionDraft draft) {
        return draft.dialogue().once().stream()
                .filter(said -> said.startsWith(TIED))
                .map(said -> said.substring(TIED.length()))
                .toList();
    }

    /// Those that lead the first language page: the ones that fit equally well, else the one the text looks like.
    static List<String> leading(DecisionDraft draft) {
        var tied = tied(draft);
        return tied.isEmpty() ? draft.guess().stream().toList() : tied;
    }

    /// Says, once a session, that we understand the language but do not write it. False when it was said.
    static boolean sayNone(DecisionDraft draft) {
        if (draft.dialogue().said(NONE_SAID)) {
            return false;
        }
        draft.change(dialogue -> dialogue.saying(NONE_SAID));
        draft.say("language-none");
        return true;
    }
}
