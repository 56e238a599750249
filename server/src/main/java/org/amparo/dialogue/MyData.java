package org.amparo.dialogue;

import java.util.Map;
import org.amparo.conversations.Account;
import org.amparo.language.Dates;
import org.amparo.language.Locales;

/// MYDATA: categories, counts and dates of what is held, never content (`domain.md` G.3, E.3).
final class MyData {
    private static final String CONSENTED = "yes";

    /// Days that texts are kept with consent where the release names none (`domain.md` B.1).
    private static final int USUAL_DAYS = 30;

    private MyData() {}

    static void show(DecisionDraft draft) {
        var talk = draft.situation().talk();
        var kept = draft.situation().kept();
        var open = new Account.Open(talk.texts(), talk.consent(), talk.danger(), talk.open());
        var feedback =
                new Account.Feedback(kept.feedback().texts(), kept.feedback().newest());
        Account.of(open, kept.closed(), feedback, kept.agreed(), messageDays(draft), draft.now())
                .ifPresentOrElse(account -> show(draft, account), () -> draft.say("mydata-none"));
    }

    private static void show(DecisionDraft draft, Account account) {
        var locale = draft.locale();
        var zone = draft.situation().line().zone();
        draft.say(
                "mydata",
                Map.of(
                        "language", Locales.ownName(locale),
                        "consent", answer(draft, account),
                        "messageCount", Integer.toString(account.texts()),
                        "date", Dates.day(account.until(), zone, locale)));
        if (!draft.situation().stopped() && agreed(draft)) {
            ConsentQuestion.askAgain(draft);
        }
    }

    /// There is a yes to take back. Whoever said no is not asked again (`domain.md` R09), nor is a child.
    private static boolean agreed(DecisionDraft draft) {
        boolean yes = draft.situation()
                .talk()
                .consent()
                .map(CONSENTED::equals)
                .orElseGet(() -> draft.situation().kept().agreed());
        return yes && !draft.mayBeChild();
    }

    /// Yes, no, or a dash while there is no answer: it was not asked, or the question is open.
    private static String answer(DecisionDraft draft, Account account) {
        return account.agreed()
                .map(yes -> draft.pages().label(yes ? "web.yes" : "web.no", draft.locale()))
                .orElse("-");
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
