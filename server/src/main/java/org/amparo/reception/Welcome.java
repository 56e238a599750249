package org.amparo.reception;

import java.util.List;
import java.util.Map;
import org.amparo.content.Piece;
import org.amparo.language.Locales;

/// The first text of a session (`domain.md` E.2, NEW): `welcome` with the language pages, or `welcome-known`, which
/// asks whether texting is safe. The topic it named is kept and answered first afterwards.
final class Welcome {
    private static final String ONCE = "begun";

    private Welcome() {}

    static boolean begun(DecisionDraft draft) {
        if (draft.dialogue().said(ONCE) || draft.talkOpen()) {
            return false;
        }
        draft.change(dialogue -> dialogue.saying(ONCE));
        Languages.noteTied(draft);
        var reading = draft.reading();
        if (reading.command().isPresent() || reading.chosenLanguage().isPresent() || draft.is(0)) {
            return false;
        }
        var topics = reading.topics();
        var best = topics.subList(0, Math.min(reading.tied(), topics.size()));
        draft.change(dialogue -> dialogue.keeping(best, draft.now()));
        if (draft.situation().locale().isPresent()) {
            SafetyQuestion.ask(draft, "welcome-known");
        } else if (draft.guess().isPresent()) {
            draft.speak(draft.guess().get(), false);
            SafetyQuestion.ask(draft, "welcome-known");
            afterGuess(draft);
        } else {
            draft.say("welcome");
            LanguageMenu.show(draft, 0, List.of());
        }
        return true;
    }

    private static void afterGuess(DecisionDraft draft) {
        if (!draft.pages().offers(draft.locale())) {
            Languages.sayNone(draft);
        } else if (draft.reading().language().romanised()) {
            draft.say(inEnglishToo(draft));
        }
    }

    /// Native script came first; English is for who reads Latin letters. A tie names both languages.
    private static List<Piece> inEnglishToo(DecisionDraft draft) {
        var likely = draft.reading().language().likely();
        var hint = likely.size() == 1
                ? Piece.of("sys.latin-hint", Locales.SOURCE)
                : Piece.of(
                        "sys.lang-hint-two",
                        Locales.SOURCE,
                        Map.of(
                                "optionA", Locales.englishName(likely.get(0)),
                                "optionB", Locales.englishName(likely.get(1))));
        return List.of(Piece.of("sys.welcome-known", Locales.SOURCE), hint.onNewLine(""));
    }
}
