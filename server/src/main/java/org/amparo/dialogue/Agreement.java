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
    private static final String HANDOVER_NOTE = "handover-note";

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

    /// A 3 asks to see the note that would be passed on (`domain.md` R19), and nothing else.
    static boolean asksForTheNote(DecisionDraft draft, Question open) {
        return open.kind() == QuestionKind.AGREEMENT
                && open.options().get(1).equals(HANDOVER_NOTE)
                && draft.reading().numberAlone()
                && draft.is(3);
    }

    static boolean answered(DecisionDraft draft, Question open) {
        if (asksForTheNote(draft, open)) {
            draft.add(new Effect.ShowNote(UUID.fromString(open.options().getFirst())));
            return true;
        }
        boolean yes = draft.yes();
        if (!yes && !draft.no()) {
            return false;
        }
        var purpose = open.options().get(1);
        draft.closeQuestion();
        if (!purpose.equals(KEEP_TEXTS)) {
            draft.say("thanks");
        } else if (yes) {
            var zone = draft.situation().line().zone();
            draft.say("consent-yes", Map.of("date", Dates.day(draft.now(), zone, draft.locale())));
        } else {
            draft.say("consent-no");
        }
        draft.add(new Effect.Agreed(UUID.fromString(open.options().getFirst()), purpose, yes));
        return true;
    }
}
