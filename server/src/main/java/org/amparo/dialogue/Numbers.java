package org.amparo.dialogue;

import java.util.Map;
import org.amparo.dialogue.Dialogue.Place;

/// A number where no question is open (`domain.md` E.2): 9 is a person and 0 the menu everywhere, the others count
/// for the menu, the section, or the section of the topic last shown.
final class Numbers {
    private Numbers() {}

    static boolean typed(DecisionDraft draft) {
        if (draft.reading().number().isEmpty()) {
            return false;
        }
        int number = draft.reading().number().getAsInt();
        if (number == 9) {
            Person.ask(draft);
            return true;
        }
        if (number == 0) {
            Menu.show(draft);
            return true;
        }
        var place = draft.dialogue().placeAt(draft.now());
        if (place.isEmpty()) {
            // The position is forgotten: the main menu's numbers are what cards and habit give.
            return !draft.talkOpen() && Menu.showSection(draft, number);
        }
        boolean done = at(draft, place.get(), number);
        if (done) {
            nameSecond(draft);
        }
        return done;
    }

    private static boolean at(DecisionDraft draft, Place place, int number) {
        return switch (place.kind()) {
            case MENU -> Menu.showSection(draft, number);
            case SECTION -> Topics.showNumbered(draft, place.id(), number);
            case TOPIC ->
                draft.pages()
                        .release()
                        .topic(place.id())
                        .filter(topic -> Topics.showNumbered(draft, topic.section(), number))
                        .isPresent();
        };
    }

    /// "1 2": the first is done, and how to get the second is said (`domain.md` E.6).
    private static void nameSecond(DecisionDraft draft) {
        draft.reading()
                .secondNumber()
                .ifPresent(second -> draft.say("second-number", Map.of("number", Integer.toString(second))));
    }
}
