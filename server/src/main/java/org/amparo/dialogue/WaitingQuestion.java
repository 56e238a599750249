package org.amparo.dialogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amparo.delivery.Outbox;
import org.amparo.dialogue.Dialogue.Question;
import org.amparo.dialogue.Dialogue.QuestionKind;

/// What the line asked by itself, not as an answer to a text: whether somebody who waits goes on waiting or leaves
/// a message, whom they want to talk to, and whether it is a good time to text (`domain.md` C, E.2, F.3). Answered
/// once.
public final class WaitingQuestion {
    private static final String GOOD_TIME = "sys.follow-up-open";

    private static final String WHOM = "sys.helper-choice";

    private static final String OVER = "over";

    public static final Set<String> TEXTS =
            Set.of("sys.waiting-still", "sys.no-one-free", "sys.no-one-until", "sys.no-one-speaks", GOOD_TIME, WHOM);

    private WaitingQuestion() {}

    /// The newest of them that is not answered. Whom they want is asked no longer once another one came, or another
    /// wait.
    ///
    /// @param asked the newest first
    /// @param waiting since when they wait, or did before somebody came
    /// @param heldUntil when somebody last left them: what they answer may be what that one asked
    public static List<Question> of(
            List<Outbox.Asked> asked, Dialogue dialogue, Optional<Instant> waiting, Optional<Instant> heldUntil) {
        return asked.stream()
                .filter(one -> !dialogue.said(answer(one.row().toString())))
                .filter(one -> !one.textId().equals(WHOM)
                        || (one.equals(asked.getFirst())
                                && waiting.filter(since -> !one.at().isBefore(since))
                                        .isPresent()))
                .limit(1)
                .map(one -> question(
                        one, heldUntil.filter(until -> until.isAfter(one.at())).isPresent()))
                .toList();
    }

    private static Question question(Outbox.Asked asked, boolean beforeSomebody) {
        var kind = switch (asked.textId()) {
            case GOOD_TIME -> QuestionKind.GOOD_TIME;
            case WHOM -> QuestionKind.WHOM;
            default -> QuestionKind.GO_ON_WAITING;
        };
        var row = asked.row().toString();
        var options = kind == QuestionKind.WHOM && beforeSomebody ? List.of(row, OVER) : List.of(row);
        return new Question(kind, options, asked.at(), false, asked.row(), false);
    }

    /// Somebody held the talk since it was asked: a digit answers it no more, nor anything asked before it.
    static boolean over(Question open) {
        return open.options().contains(OVER);
    }

    /// 1 keeps the place, 2 leaves a message in its stead.
    static boolean goesOn(DecisionDraft draft, Question open) {
        var talk = draft.situation().talk();
        if (!talk.waiting() || talk.danger() || (!draft.yes() && !draft.no())) {
            return false;
        }
        close(draft, open);
        if (draft.no()) {
            draft.ask(QuestionKind.MESSAGE);
            draft.say("leave-message");
        } else {
            Person.sayPosition(draft);
        }
        return true;
    }

    /// 1 is for whoever holds the talk, or asks for a person again; 2 is silence.
    static boolean goodTime(DecisionDraft draft, Question open) {
        if (!draft.yes() && !draft.no()) {
            return false;
        }
        close(draft, open);
        if (draft.no()) {
            Unsafe.fallSilent(draft);
        } else if (!draft.situation().talk().held()) {
            Person.ask(draft);
        }
        return true;
    }

    static void close(DecisionDraft draft, Question open) {
        draft.closeQuestion();
        draft.change(dialogue -> dialogue.saying(answer(open.options().getFirst())));
    }

    private static String answer(String row) {
        return "answered " + row;
    }
}
