package org.amparo.dialogue;

import org.amparo.contacts.SendingState.Safe;
import org.amparo.content.WordClass;
import org.amparo.dialogue.Dialogue.Place;
import org.amparo.dialogue.Dialogue.PlaceKind;
import org.amparo.dialogue.Dialogue.QuestionKind;

/// "Is it safe to text?", once a session, as soon as the language is known (`domain.md` E.2, SAFE_ASK).
final class SafetyQuestion {
    static final String ONCE = "safe-question";

    private SafetyQuestion() {}

    /// It was asked in this session.
    static boolean asked(DecisionDraft draft) {
        return draft.dialogue().said(ONCE);
    }

    /// Asks, inside `welcome-known` or with `safe-question`.
    static void ask(DecisionDraft draft, String text) {
        draft.change(dialogue -> dialogue.saying(ONCE));
        draft.ask(QuestionKind.SAFE);
        draft.say(text);
    }

    /// Asks unless it is known or was asked; then what was asked for first.
    static void askOrGoOn(DecisionDraft draft) {
        boolean unknown = draft.situation().sending().safe() == Safe.UNKNOWN;
        if (unknown && !asked(draft)) {
            ask(draft, "safe-question");
        } else {
            goOn(draft, draft.situation().safe());
        }
    }

    static boolean answered(DecisionDraft draft) {
        if (draft.reading().stateWord()) {
            Unsafe.fallSilent(draft);
            return true;
        }
        if (saysYes(draft)) {
            answer(draft, Safe.YES);
            goOn(draft, true);
            return true;
        }
        if (draft.no()) {
            Unsafe.fallSilent(draft);
            return true;
        }
        if (draft.is(3)) {
            answer(draft, Safe.UNSURE);
            draft.say("safe-unsure");
            draft.standAt(PlaceKind.MENU, "");
            return true;
        }
        if (draft.reading().command().isEmpty()) {
            // Anything else: not known to be safe, and the text is read as at the menu.
            answer(draft, Safe.UNSURE);
            draft.change(dialogue ->
                    dialogue.at(new Place(PlaceKind.MENU, "", draft.now().minusMillis(1))));
        }
        return false;
    }

    /// A 1 counts alone, or beside a yes-word; beside other words it may mean anything (`rulings.md` 4).
    private static boolean saysYes(DecisionDraft draft) {
        var reading = draft.reading();
        boolean one =
                draft.is(1) && reading.numberAlone() && reading.secondNumber().isEmpty();
        return one || reading.yes() || draft.asks(WordClass.SAFE);
    }

    private static void answer(DecisionDraft draft, Safe safe) {
        draft.add(new Effect.Answered(safe));
        draft.closeQuestion();
    }

    /// The topic that was asked for first, else the menu.
    private static void goOn(DecisionDraft draft, boolean safe) {
        var kept = draft.dialogue().kept(draft.now());
        boolean person = draft.dialogue().keptPerson();
        draft.change(Dialogue::keepingNothing);
        if (kept.isEmpty()) {
            Menu.show(draft, safe);
        } else {
            Topics.offer(draft, kept, kept.size(), safe);
            if (person) {
                Person.ask(draft);
            }
        }
    }
}
