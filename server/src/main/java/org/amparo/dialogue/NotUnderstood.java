package org.amparo.dialogue;

/// A text that says nothing to us: twice a hint, the third time a person (`domain.md` E.2; `rulings.md` 6: at the
/// third miss only `consent` goes out, the place comes with its answer). Where there are no people
/// none is promised.
final class NotUnderstood {
    private NotUnderstood() {}

    static void say(DecisionDraft draft) {
        if (draft.talkOpen()) {
            // Whoever waits may write what they like: it is kept for the person who comes.
            return;
        }
        draft.notSensible();
        int misses = draft.dialogue().misses() + 1;
        draft.change(dialogue -> dialogue.counting(misses, dialogue.fruitless()));
        boolean people = draft.pages().peopleAnswer();
        if (misses == 2 && people) {
            draft.say("not-understood-again");
        } else if (misses == 3 && people) {
            offerPerson(draft);
        } else {
            draft.say("not-understood");
        }
    }

    private static void offerPerson(DecisionDraft draft) {
        if (OutOfHours.now(draft)) {
            OutOfHours.ask(draft);
        } else if (draft.situation().childPossible()) {
            Person.ask(draft);
        } else {
            ConsentQuestion.ask(draft);
        }
    }
}
