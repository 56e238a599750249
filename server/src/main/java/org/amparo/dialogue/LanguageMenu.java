package org.amparo.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amparo.dialogue.Dialogue.Question;
import org.amparo.dialogue.Dialogue.QuestionKind;
import org.amparo.language.Locales;

/// The pages of languages, and the choice of one (`domain.md` E.2, LANG_PICK; `rulings.md` 4): digits or a
/// language's name, 8 for more, 0 for the menu once a language is known.
final class LanguageMenu {
    private static final int MORE = 8;

    private LanguageMenu() {}

    /// The first page; languages that the first text could not be told apart from lead.
    static void show(DecisionDraft draft) {
        show(draft, 0, Languages.tied(draft));
    }

    /// @param first the languages that lead
    static void show(DecisionDraft draft, int page, List<String> first) {
        var options = new ArrayList<String>();
        options.add(Integer.toString(page));
        options.addAll(first);
        draft.ask(QuestionKind.LANGUAGE, options);
        draft.say(draft.pages().languages(page, first, draft.locale()));
    }

    /// "اردو" alone is a wish for that language, whether or not we asked.
    static boolean named(DecisionDraft draft) {
        var chosen = draft.reading().chosenLanguage();
        chosen.ifPresent(tag -> choose(draft, tag));
        return chosen.isPresent();
    }

    static boolean answered(DecisionDraft draft, Question open) {
        if (named(draft)) {
            return true;
        }
        if (draft.reading().number().isEmpty()) {
            return false;
        }
        int number = draft.reading().number().getAsInt();
        int page = Integer.parseInt(open.options().getFirst());
        var first = open.options().subList(1, open.options().size());
        var shown = draft.pages().languagePage(page, first);
        if (number == MORE) {
            show(draft, page + 1, first);
        } else if (number == 0 && draft.situation().locale().isPresent()) {
            Menu.show(draft);
        } else if (number == 0) {
            show(draft, 0, first);
        } else if (number <= shown.size()) {
            choose(draft, shown.get(number - 1));
        } else {
            return false;
        }
        return true;
    }

    private static void choose(DecisionDraft draft, String tag) {
        draft.speak(tag, true);
        draft.closeQuestion();
        if (draft.pages().offers(tag) || !Languages.sayNone(draft)) {
            // A language we only understand: what we write in is told as it is.
            var written = draft.pages().wording().servedIn("sys.menu", tag);
            draft.say("language-set", Map.of("language", Locales.ownName(written.orElse(Locales.SOURCE))));
        }
        if (!draft.talkOpen()) {
            SafetyQuestion.askOrGoOn(draft);
        }
    }
}
