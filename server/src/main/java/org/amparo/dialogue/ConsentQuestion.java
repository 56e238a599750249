package org.amparo.dialogue;

import java.util.List;
import java.util.Map;
import org.amparo.dialogue.Dialogue.Question;
import org.amparo.dialogue.Dialogue.QuestionKind;
import org.amparo.dialogue.Effect.Consent;
import org.amparo.dialogue.Effect.ConsentAnswer;
import org.amparo.language.Dates;

/// May we keep your texts? Asked beside the place in the queue, never before it, and not of a child, who gets
/// `child-notice` (`domain.md` E.2, CONSENT_ASK; E.5; `rulings.md` 6).
public final class ConsentQuestion {
    private static final String TEXT = "consent.v1";
    public static final String ID = "sys." + TEXT;

    private ConsentQuestion() {}

    static void askOnce(DecisionDraft draft) {
        if (draft.situation().talk().consent().isPresent()) {
            return;
        }
        if (draft.situation().kept().agreed() && !draft.mayBeChild()) {
            // They said yes to this very text before: it still holds.
            draft.add(new Consent(ConsentAnswer.YES));
        } else if (draft.mayBeChild()) {
            draft.add(new Consent(ConsentAnswer.CHILD_NOTICE));
            draft.say("child-notice");
        } else {
            ask(draft);
        }
    }

    static void ask(DecisionDraft draft) {
        draft.add(new Consent(ConsentAnswer.ASKED));
        draft.ask(QuestionKind.CONSENT);
        draft.say(TEXT);
    }

    /// After MYDATA, of whoever said yes: a 2 takes it back, a 1 gives it anew, and silence changes nothing
    /// (`domain.md` G.2: reversible by one text).
    static void askAgain(DecisionDraft draft) {
        draft.add(new Consent(ConsentAnswer.ASKED_AGAIN));
        draft.ask(QuestionKind.CONSENT_AGAIN);
        draft.say(TEXT);
    }

    /// It takes no place in the queue: nobody asked for a person.
    static boolean answeredAgain(DecisionDraft draft) {
        if (!draft.yes() && !draft.no()) {
            return false;
        }
        draft.add(new Consent(draft.yes() ? ConsentAnswer.YES : ConsentAnswer.NO));
        draft.closeQuestion();
        confirm(draft, draft.yes());
        return true;
    }

    private static void confirm(DecisionDraft draft, boolean yes) {
        if (yes) {
            var zone = draft.situation().line().zone();
            draft.say("consent-yes", Map.of("date", Dates.day(draft.now(), zone, draft.locale())));
        } else {
            draft.say("consent-no");
        }
    }

    static boolean answered(DecisionDraft draft, Question open) {
        if (draft.yes() || draft.no()) {
            answer(draft, draft.yes() ? ConsentAnswer.YES : ConsentAnswer.NO);
            confirm(draft, draft.yes());
            return true;
        }
        var reading = draft.reading();
        if (!draft.talkOpen()
                || reading.command().isPresent()
                || reading.number().isPresent()) {
            return false;
        }
        if (!open.repeated()) {
            draft.ask(Question.of(QuestionKind.CONSENT, List.of(), draft.now(), true));
            draft.say(TEXT);
        }
        return true;
    }

    private static void answer(DecisionDraft draft, ConsentAnswer answer) {
        if (!draft.talkOpen()) {
            // At the third miss only the question went out: the place comes with the answer.
            Person.takePlace(draft, draft.situation().childPossible());
        }
        draft.add(new Consent(answer));
        draft.closeQuestion();
    }
}
