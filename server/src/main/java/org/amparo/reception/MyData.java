package org.amparo.reception;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.amparo.conversations.Conversations;
import org.amparo.language.Dates;
import org.amparo.language.Locales;

/// MYDATA: categories, counts and dates of what is held, never content (`domain.md` G.3, E.3).
final class MyData {
    private static final String CONSENTED = "yes";
    private static final String REFUSED = "no";

    /// How long texts are kept without consent: in danger, as a message left for later, else (`domain.md` G.1).
    private static final int DANGER_DAYS = 3;

    private static final int LEFT_MESSAGE_DAYS = 7;
    private static final int OTHER_DAYS = 1;

    /// At most; a day after it was read.
    private static final int FEEDBACK_DAYS = 30;

    /// Days that texts are kept with consent where the release names none (`domain.md` B.1).
    private static final int USUAL_DAYS = 30;

    private MyData() {}

    static void show(DecisionDraft draft) {
        var talk = draft.situation().talk();
        if (talk.texts() > 0
                || talk.consent().isPresent()
                || !draft.situation().kept().closed().isEmpty()
                || draft.situation().kept().feedback().texts() > 0) {
            show(draft, talk);
        } else {
            draft.say("mydata-none");
        }
    }

    private static void show(DecisionDraft draft, Situation.Talk talk) {
        var locale = draft.locale();
        var line = draft.situation().line();
        var until = until(draft, talk);
        draft.say(
                "mydata",
                Map.of(
                        "language", Locales.ownName(locale),
                        "consent", consent(draft, talk),
                        "messageCount", Integer.toString(texts(draft, talk)),
                        "date", Dates.day(until, line.zone(), locale)));
        if (!draft.situation().stopped() && agreed(draft, talk)) {
            ConsentQuestion.askAgain(draft);
        }
    }

    /// There is a yes to take back. Whoever said no is not asked again (`domain.md` R09), nor is a child.
    private static boolean agreed(DecisionDraft draft, Situation.Talk talk) {
        boolean yes = talk.consent()
                .map(CONSENTED::equals)
                .orElseGet(() -> draft.situation().kept().agreed());
        return yes && !draft.mayBeChild();
    }

    private static int texts(DecisionDraft draft, Situation.Talk talk) {
        return talk.texts()
                + draft.situation().kept().feedback().texts()
                + draft.situation().kept().closed().stream()
                        .mapToInt(Conversations.Kept::texts)
                        .sum();
    }

    /// When the last of it is gone.
    private static Instant until(DecisionDraft draft, Situation.Talk talk) {
        var open = talk.texts() > 0 || talk.consent().isPresent()
                ? Stream.of(draft.now().plus(Duration.ofDays(days(draft, talk))))
                : Stream.<Instant>empty();
        var closed = draft.situation().kept().closed().stream()
                .map(kept -> kept.closedAt().plus(Duration.ofDays(kept.agreed() ? messageDays(draft) : OTHER_DAYS)));
        var feedback = draft.situation().kept().feedback().newest().stream()
                .map(came -> came.plus(Duration.ofDays(FEEDBACK_DAYS)));
        return Stream.of(open, closed, feedback)
                .flatMap(one -> one)
                .max(Comparator.naturalOrder())
                .orElse(draft.now());
    }

    /// Yes, no, or a dash while there is no answer: it was not asked, or the question is open.
    private static String consent(DecisionDraft draft, Situation.Talk talk) {
        return switch (talk.consent().orElse("")) {
            case CONSENTED -> draft.pages().label("web.yes", draft.locale());
            case REFUSED -> draft.pages().label("web.no", draft.locale());
            default -> draft.situation().kept().agreed() ? draft.pages().label("web.yes", draft.locale()) : "-";
        };
    }

    private static int days(DecisionDraft draft, Situation.Talk talk) {
        if (talk.consent().filter(CONSENTED::equals).isPresent()) {
            return messageDays(draft);
        }
        if (talk.danger() && talk.consent().filter(REFUSED::equals).isEmpty()) {
            return DANGER_DAYS;
        }
        return talk.open() ? OTHER_DAYS : LEFT_MESSAGE_DAYS;
    }

    private static int messageDays(DecisionDraft draft) {
        var scope = draft.situation().line().scope();
        return draft.pages()
                .release()
                .value(scope, "messageDays")
                .map(Integer::valueOf)
                .orElse(USUAL_DAYS);
    }
}
