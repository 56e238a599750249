package org.amparo.dialogue;

import org.amparo.dialogue.Dialogue.PlaceKind;

/// The menu and its sections (`domain.md` E.2, MENU and SECTION), discreet while it is not known to be safe (E.3).
final class Menu {
    private Menu() {}

    /// Whoever has no language yet gets the languages: numbers without words would tell them nothing.
    static void show(DecisionDraft draft) {
        if (draft.situation().locale().isEmpty() && !draft.spoke() && !draft.talkOpen()) {
            Welcome.askLanguage(draft);
        } else {
            show(draft, draft.situation().safe());
        }
    }

    static void show(DecisionDraft draft, boolean safe) {
        draft.standAt(PlaceKind.MENU, "");
        draft.say(draft.pages().menu(draft.locale(), safe));
    }

    /// False when the menu has no such number.
    static boolean showSection(DecisionDraft draft, int number) {
        var section = draft.pages().release().sections().stream()
                .filter(one -> one.number() == number)
                .findFirst();
        section.ifPresent(one -> {
            draft.standAt(PlaceKind.SECTION, one.id());
            draft.say(draft.pages()
                    .section(one.id(), draft.locale(), draft.situation().safe()));
        });
        return section.isPresent();
    }
}
