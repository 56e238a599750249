package org.amparo.reception;

import java.time.Duration;
import java.util.Map;
import org.amparo.language.Dates;
import org.amparo.language.Locales;

/// MYDATA: categories, counts and dates of what is held, never content (`domain.md` G.3, E.3).
final class MyData {
    private static final String CONSENTED = "yes";

    /// Days that texts are kept with consent where the release names none (`domain.md` B.1).
    private static final int USUAL_DAYS = 30;

    private MyData() {}

    static void show(DecisionDraft draft) {
        draft.situation()
                .talk()
                .consent()
                .ifPresentOrElse(consent -> show(draft, consent), () -> draft.say("mydata-none"));
    }

    private static void show(DecisionDraft draft, String consent) {
        var locale = draft.locale();
        boolean consented = consent.equals(CONSENTED);
        var line = draft.situation().line();
        var until = draft.now().plus(Duration.ofDays(consented ? messageDays(draft) : 1));
        draft.say(
                "mydata",
                Map.of(
                        "language", Locales.ownName(locale),
                        "consent", draft.pages().label(consented ? "web.yes" : "web.no", locale),
                        "messageCount",
                                Integer.toString(draft.situation().talk().texts()),
                        "date", Dates.day(until, line.zone(), locale)));
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
