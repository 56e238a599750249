package org.amparo.dialogue;

import java.time.Duration;
import java.util.LinkedHashSet;
import org.amparo.content.WordClass;
import org.amparo.dialogue.Dialogue.PlaceKind;
import org.amparo.dialogue.Effect.Priority;
import org.amparo.language.Locales;

/// Danger anywhere in a text (`domain.md` E.4): `crisis` in the text's language, and a place in the queue before
/// all others, with no question. On a line without people `crisis-alone` tells the truth (`rulings.md` 2).
final class Danger {
    private static final Duration CRISIS_ONCE_IN = Duration.ofMinutes(15);
    private static final Duration HELP_TWICE_WITHIN = Duration.ofMinutes(10);

    /// The topic whose readers are in danger now.
    private static final String TOPIC = "danger-now";

    private Danger() {}

    static boolean seen(DecisionDraft draft) {
        if (Unsafe.meant(draft)) {
            draft.takePlace(Priority.DANGER);
            Unsafe.fallSilent(draft);
            return true;
        }
        var hit = draft.reading().danger();
        if (hit.isEmpty()) {
            return helpTwice(draft);
        }
        if (hit.get().negated()) {
            Person.ask(draft);
        } else {
            crisis(draft, hit.get().locale());
        }
        return true;
    }

    private static boolean helpTwice(DecisionDraft draft) {
        boolean twice = helpAgain(draft);
        if (twice) {
            crisis(draft, draft.locale());
        }
        return twice;
    }

    /// HELP a second time within 10 minutes (`domain.md` E.2).
    static boolean helpAgain(DecisionDraft draft) {
        var helpAt = draft.dialogue().helpAt();
        return draft.asks(WordClass.HELP) && helpAt != null && draft.now().isBefore(helpAt.plus(HELP_TWICE_WITHIN));
    }

    /// This HELP may be the first of two, whether it is answered or not.
    static void noteHelp(DecisionDraft draft) {
        if (draft.asks(WordClass.HELP)) {
            draft.change(dialogue -> dialogue.helpTyped(draft.now()));
        }
    }

    /// Whoever reads the topic for danger now and then writes in their own words is in danger now.
    static boolean afterItsTopic(DecisionDraft draft) {
        boolean there = draft.dialogue()
                .placeAt(draft.now())
                .filter(place -> place.kind() == PlaceKind.TOPIC && place.id().equals(TOPIC))
                .isPresent();
        if (!there || draft.reading().words() < 2 || draft.reading().greeting()) {
            return false;
        }
        crisis(draft, draft.locale());
        return true;
    }

    private static void crisis(DecisionDraft draft, String textLocale) {
        if (draft.reading().child()) {
            draft.add(new Effect.MayBeChild());
        }
        // First, so that people who speak it are asked.
        if (draft.situation().locale().isEmpty() && draft.reading().language().sure()) {
            draft.speak(textLocale, false);
        }
        draft.takePlace(Priority.DANGER);
        draft.closeQuestion();
        draft.change(Dialogue::keepingNothing);
        if (!draft.situation().crisisWithin(CRISIS_ONCE_IN)) {
            sayCrisis(draft, textLocale);
        }
    }

    /// In the contact's language and in the text's; beside a language that is only guessed, in English too.
    private static void sayCrisis(DecisionDraft draft, String textLocale) {
        var languages = new LinkedHashSet<String>();
        draft.situation().locale().ifPresent(languages::add);
        languages.add(textLocale);
        if (draft.situation().locale().isEmpty() && !draft.reading().language().sure()) {
            languages.add(Locales.SOURCE);
        }
        boolean elsewhere = draft.situation().elsewhere();
        languages.forEach(language -> draft.say(draft.pages().crisis(language, elsewhere)));
    }
}
