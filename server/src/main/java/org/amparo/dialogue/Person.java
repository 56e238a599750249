package org.amparo.dialogue;

import java.util.Map;
import org.amparo.dialogue.Effect.Priority;

/// "9", or the wish for a person in words: a place in the queue at once, then the consent question (`domain.md`
/// E.2, QUEUED; `rulings.md` 6). Out of hours a message may be left; a line without people says so.
final class Person {
    private Person() {}

    static void ask(DecisionDraft draft) {
        if (!draft.pages().peopleAnswer()) {
            draft.say("no-people");
            return;
        }
        Languages.settle(draft);
        if (draft.talkOpen()) {
            sayPosition(draft);
        } else if (OutOfHours.now(draft)) {
            OutOfHours.ask(draft);
        } else {
            takePlace(draft, draft.mayBeChild());
            ConsentQuestion.askOnce(draft);
        }
    }

    /// Not whoever talked with them last: never that one again, in the old place (`domain.md` F.3).
    static void other(DecisionDraft draft) {
        if (!draft.pages().peopleAnswer()) {
            ask(draft);
            return;
        }
        Languages.settle(draft);
        draft.add(new Effect.NotTheLast());
        if (draft.talkOpen()) {
            draft.say("other-person");
        } else {
            ask(draft);
        }
    }

    static void takePlace(DecisionDraft draft, boolean child) {
        draft.takePlace(child ? Priority.CHILD : Priority.NORMAL);
        NeededSkill.of(draft).ifPresent(skill -> draft.add(new Effect.Needs(skill)));
        sayWaiting(draft, child);
    }

    /// With the minutes it may take, where they are known.
    static void sayWaiting(DecisionDraft draft, boolean child) {
        draft.situation()
                .duty()
                .minutes(draft.locale(), child)
                .ifPresentOrElse(
                        minutes -> draft.say("waiting", Map.of("minutes", Integer.toString(minutes))),
                        () -> draft.say("waiting-unknown"));
    }

    static void sayPosition(DecisionDraft draft) {
        int ahead = draft.situation().duty().ahead(draft.locale());
        draft.say("queue-position", Map.of("count", Integer.toString(ahead)));
    }
}
