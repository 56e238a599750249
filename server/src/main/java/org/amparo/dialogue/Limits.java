package org.amparo.dialogue;

import java.time.Duration;
import java.util.Map;

/// What keeps two machines from talking for ever, and one sender from flooding the line (`domain.md` G.5,
/// `rulings.md` 4). Danger, a wish for a person and the commands that always act have been read before.
final class Limits {
    private static final int TEXTS_IN_TEN_MINUTES = 20;
    private static final int WAIT_MINUTES = 10;
    private static final int SAME_TEXTS = 3;
    private static final int FRUITLESS_REPLIES = 5;
    private static final Duration QUIET_AFTER_LOOP = Duration.ofHours(1);

    private Limits() {}

    /// True when this text gets no menu and no `not-understood`. Nobody who waits for a person is held back.
    static boolean reached(DecisionDraft draft) {
        return !draft.talkOpen() && (draft.dialogue().quiet(draft.now()) || flood(draft) || loop(draft));
    }

    /// Falls silent, but for the answers that finish what always acts: a FORGET that nobody can confirm is none.
    static void hold(DecisionDraft draft) {
        if (OpenQuestion.alwaysAnswered(draft) || draft.dialogue().quiet(draft.now())) {
            return;
        }
        if (flood(draft)) {
            fallQuiet(draft, Duration.ofMinutes(WAIT_MINUTES));
            draft.say("rate-limited", Map.of("minutes", Integer.toString(WAIT_MINUTES)));
        } else {
            fallQuiet(draft, QUIET_AFTER_LOOP);
        }
    }

    private static void fallQuiet(DecisionDraft draft, Duration time) {
        draft.change(dialogue -> dialogue.quietUntil(draft.now().plus(time)));
    }

    private static boolean flood(DecisionDraft draft) {
        return draft.dialogue().heardLately() > TEXTS_IN_TEN_MINUTES;
    }

    private static boolean loop(DecisionDraft draft) {
        var dialogue = draft.dialogue();
        return (dialogue.sameLately() >= SAME_TEXTS && !turnsPages(draft)) || dialogue.fruitless() >= FRUITLESS_REPLIES;
    }

    /// A number typed again and again is somebody turning pages, not a machine.
    private static boolean turnsPages(DecisionDraft draft) {
        var dialogue = draft.dialogue();
        return draft.reading().number().isPresent() && (dialogue.place() != null || dialogue.question() != null);
    }
}
