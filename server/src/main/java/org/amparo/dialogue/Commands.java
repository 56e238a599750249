package org.amparo.dialogue;

import java.util.ArrayList;
import org.amparo.contacts.SendingState.Safe;
import org.amparo.content.WordClass;
import org.amparo.reading.Reading;
import org.amparo.responders.Gender;

/// What a whole message asks for (`domain.md` E.2 and D, `rulings.md` 4), and where each command goes.
final class Commands {
    private Commands() {}

    /// Those that act whatever limits there are, and before an open question: UNSAFE, HUMAN (a woman, a man) and
    /// 9, FORGET, MYDATA, START and WRONG_NUMBER. STOP and danger were read before.
    static boolean urgent(DecisionDraft draft) {
        if (draft.situation().silentWord()) {
            Unsafe.fallSilent(draft);
            return true;
        }
        var hit = draft.reading().command();
        if (hit.isPresent()) {
            boolean clear = !hit.get().ask() && hit.get().tiedWith().isEmpty();
            if (clear && urgent(hit.get().kind())) {
                act(draft, hit.get().kind());
                return true;
            }
            return false;
        }
        if (draft.is(9) && draft.reading().numberAlone()) {
            Person.ask(draft);
            return true;
        }
        return false;
    }

    private static boolean urgent(WordClass command) {
        return switch (command) {
            case UNSAFE, HUMAN, WOMAN, MAN, OTHER_PERSON, FORGET, MYDATA, START, WRONG_NUMBER -> true;
            default -> false;
        };
    }

    /// All commands, and a language's name; one that two words fit equally well is asked about.
    static boolean any(DecisionDraft draft) {
        var hit = draft.reading().command();
        if (hit.isEmpty()) {
            return LanguageMenu.named(draft);
        }
        if (hit.get().tiedWith().isEmpty()) {
            act(draft, hit.get().kind());
        } else {
            askWhich(draft, hit.get());
        }
        return true;
    }

    private static void askWhich(DecisionDraft draft, Reading.CommandHit hit) {
        var commands = new ArrayList<WordClass>();
        commands.add(hit.kind());
        commands.addAll(hit.tiedWith());
        DidYouMean.askCommand(draft, commands);
    }

    static void act(DecisionDraft draft, WordClass command) {
        Languages.settleByCommand(draft);
        switch (command) {
            case STOP -> Stopping.stop(draft);
            case START -> draft.say("start");
            case HELP -> help(draft);
            case MENU -> Menu.show(draft);
            case LANG -> LanguageMenu.show(draft);
            case HUMAN -> Person.ask(draft);
            case WOMAN -> HelperChoice.ask(draft, Gender.WOMAN);
            case MAN -> HelperChoice.ask(draft, Gender.MAN);
            case OTHER_PERSON -> Person.other(draft);
            case FORGET -> Forgetting.ask(draft);
            case MYDATA -> MyData.show(draft);
            case UNSAFE -> Unsafe.fallSilent(draft);
            case WRONG_NUMBER -> Unsafe.wrongNumber(draft);
            case QUEUE -> queue(draft);
            case FEEDBACK -> Feedbacks.ask(draft);
            case SAFE -> {
                draft.add(new Effect.Answered(Safe.YES));
                Menu.show(draft, true);
            }
            default -> NotUnderstood.say(draft);
        }
    }

    /// The first HELP; a second within 10 minutes is danger.
    private static void help(DecisionDraft draft) {
        draft.change(dialogue -> dialogue.helpTyped(draft.now()));
        draft.say(draft.pages().help(draft.locale(), draft.situation().elsewhere()));
    }

    private static void queue(DecisionDraft draft) {
        if (draft.situation().talk().waiting()) {
            Person.sayPosition(draft);
        } else {
            help(draft);
        }
    }
}
