package org.amparo.dialogue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amparo.contacts.OpenConsent;
import org.amparo.dialogue.Dialogue.Question;
import org.amparo.dialogue.Dialogue.QuestionKind;
import org.amparo.language.Dates;

/// What a responder asked to be allowed, answered by the contact (`domain.md` G.2): a follow-up, a referral, a note
/// for whoever takes over, or to keep texts. Only yes and no answer it; whatever else is written goes to the
/// responder.
public final class Agreement {
    private static final String KEEP_TEXTS = "keep-texts";

    private Agreement() {}

    public static Question question(OpenConsent open) {
        return new Question(
                QuestionKind.AGREEMENT,
                List.of(open.id().toString(), open.purpose()),
                open.askedAt(),
                false,
                open.row(),
                false);
    }

    static boolean answered(DecisionDraft draft, Question open) {
        boolean yes = draft.yes();
        if (!yes && !draft.no()) {
            return false;
        }
        var purpose = open.options().get(1);
        draft.add(new Effect.Agreed(UUID.fromString(open.options().getFirst()), purpose, yes));
        draft.closeQuestion();
        if (!purpose.equals(KEEP_TEXTS)) {
            draft.say("thanks");
        } else if (yes) {
            var zone = draft.situation().line().zone();
            draft.say("consent-yes", Map.of("date", Dates.day(draft.now(), zone, draft.locale())));
        } else {
            draft.say("consent-no");
        }
        return true;
    }
}
