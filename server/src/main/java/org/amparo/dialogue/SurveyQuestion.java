package org.amparo.dialogue;

import java.util.List;
import java.util.Optional;
import org.amparo.content.Topic;
import org.amparo.conversations.Surveys;
import org.amparo.dialogue.Dialogue.Question;
import org.amparo.dialogue.Dialogue.QuestionKind;
import org.amparo.dialogue.Effect.Helped;

/// Did it help? Planned once the third topic of a session was read, and answered by a number alone (`domain.md` C,
/// `survey`). Any other text is read as if nothing had been asked.
public final class SurveyQuestion {
    private static final int TOPICS = 3;
    private static final String READ = "read:";
    private static final String ANSWERED = "survey:";

    private SurveyQuestion() {}

    /// Notes a topic that was served; from the third on the question is planned.
    static void read(DecisionDraft draft, Topic topic) {
        var mark = READ + topic.id();
        if (draft.dialogue().said(mark)) {
            return;
        }
        draft.change(dialogue -> dialogue.saying(mark));
        long topics = draft.dialogue().once().stream()
                .filter(said -> said.startsWith(READ))
                .count();
        if (topics >= TOPICS && draft.situation().safe() && !draft.talkOpen()) {
            draft.add(new Effect.Survey());
        }
    }

    public static Question question(Surveys.Asked asked) {
        return new Question(
                QuestionKind.SURVEY, List.of(asked.row().toString()), asked.at(), false, asked.row(), false);
    }

    /// It was not answered yet, and nothing was shown since.
    public static boolean open(Dialogue dialogue, Question asked) {
        return !dialogue.said(ANSWERED + asked.options().getFirst());
    }

    static boolean answered(DecisionDraft draft, Question open) {
        var helped = helped(draft);
        if (helped.isEmpty() || draft.talkOpen()) {
            return false;
        }
        draft.add(new Effect.Surveyed(helped.get()));
        draft.closeQuestion();
        draft.change(dialogue -> dialogue.saying(ANSWERED + open.options().getFirst()));
        draft.say("thanks");
        return true;
    }

    private static Optional<Helped> helped(DecisionDraft draft) {
        var reading = draft.reading();
        return switch (reading.numberAlone() ? reading.number().orElse(0) : 0) {
            case 1 -> Optional.of(Helped.YES);
            case 2 -> Optional.of(Helped.A_BIT);
            case 3 -> Optional.of(Helped.NO);
            default -> Optional.empty();
        };
    }
}
