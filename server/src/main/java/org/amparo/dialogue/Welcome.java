package org.amparo.dialogue;

import java.util.List;
import java.util.Map;
import org.amparo.content.Piece;
import org.amparo.language.Locales;

/// The first text of a session that asks for nothing we know by number or command (`domain.md` E.2, NEW): who we
/// are, in which language, and whether texting is safe. The topic it named is kept and answered first afterwards.
final class Welcome {
    static final String ONCE = "welcome";

    private Welcome() {}

    static boolean begun(DecisionDraft draft) {
        if (SafetyQuestion.asked(draft) || draft.talkOpen()) {
            return false;
        }
        Languages.noteTied(draft);
        var reading = draft.reading();
        if (reading.command().isPresent() || reading.chosenLanguage().isPresent() || picksFromMenu(draft)) {
            return false;
        }
        boolean known =
                draft.situation().locale().isPresent() || reading.language().sure();
        boolean welcomed = draft.dialogue().said(ONCE);
        if (welcomed && !known && reading.topics().isEmpty()) {
            return false;
        }
        keepTopics(draft);
        if (!known && !welcomed) {
            askLanguage(draft);
        } else if (welcomed) {
            // a topic is answered in the language it was named in, once we know whether that is safe
            Languages.settle(draft);
            SafetyQuestion.ask(draft, "safe-question");
        } else {
            Languages.settle(draft);
            SafetyQuestion.ask(draft, opening(draft));
            if (draft.situation().locale().isEmpty()) {
                afterGuess(draft);
            }
        }
        return true;
    }

    private static boolean picksFromMenu(DecisionDraft draft) {
        return draft.is(0)
                || (draft.reading().number().isPresent()
                        && draft.dialogue().placeAt(draft.now()).isPresent());
    }

    /// A later text without a topic leaves the one that is kept.
    private static void keepTopics(DecisionDraft draft) {
        var topics = draft.reading().topics();
        if (!topics.isEmpty()) {
            var best = topics.subList(0, Math.min(draft.reading().tied(), topics.size()));
            draft.change(dialogue -> dialogue.keeping(best, draft.reading().helpWithTopic(), draft.now()));
        }
    }

    /// A greeting of many languages, or words that fit several, fix none. Who we are is said once.
    static void askLanguage(DecisionDraft draft) {
        if (!draft.dialogue().said(ONCE)) {
            draft.change(dialogue -> dialogue.saying(ONCE));
            draft.say("welcome");
        }
        LanguageMenu.show(draft, 0, Languages.leading(draft));
    }

    /// Two texts follow one in Latin letters, its own writing and English: each is one segment (`rulings.md` 4).
    private static String opening(DecisionDraft draft) {
        var pages = draft.pages();
        boolean both = draft.situation().locale().isEmpty()
                && draft.reading().language().romanised()
                && pages.offers(draft.locale())
                && pages.wording()
                        .servedIn("sys.welcome-short", draft.locale())
                        .filter(served -> Locales.base(served).equals(Locales.base(draft.locale())))
                        .isPresent();
        return both ? "welcome-short" : "welcome-known";
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
