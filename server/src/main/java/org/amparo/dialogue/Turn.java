package org.amparo.dialogue;

import org.amparo.content.WordClass;

/// One text's turn: the order in which a text is read (`domain.md` E.2 as `rulings.md` 4 mends it). The first rule
/// that takes the text ends the turn. Pure: it looks at a [Situation] and makes a [Decision].
///
/// Each rule is a class of its own that writes into a [DecisionDraft]; a rule that returns a boolean says whether
/// it took the text.
public final class Turn {
    private Turn() {}

    public static Decision decide(Situation situation, Pages pages) {
        var draft = new DecisionDraft(situation, pages);
        if (situation.stopped()) {
            StoppedContact.read(draft);
        } else if (situation.talk().held()) {
            HeldConversation.read(draft);
        } else if (situation.kept().limited() && !situation.talk().open()) {
            LimitedContact.read(draft);
        } else {
            read(draft);
        }
        return draft.decision();
    }

    private static void read(DecisionDraft draft) {
        if (Stopping.word(draft)
                || (draft.talkOpen() && CodeWord.right(draft))
                || Feedbacks.given(draft)
                || Danger.seen(draft)
                || waitsInSilence(draft)
                || OutOfHours.sentenceLeft(draft)
                || Commands.urgent(draft)) {
            return;
        }
        if (Limits.reached(draft)) {
            Limits.hold(draft);
            return;
        }
        if (media(draft) || Child.seen(draft) || farewell(draft) || OpenQuestion.answered(draft)) {
            return;
        }
        if (draft.reading().marketing() && !draft.talkOpen()) {
            return; // whoever sends it to thousands reads no answer (`domain.md` E.5)
        }
        Languages.follow(draft);
        if (Welcome.begun(draft)) {
            return;
        }
        if (Commands.any(draft) || Numbers.typed(draft) || Topics.named(draft) || Danger.afterItsTopic(draft)) {
            return;
        }
        if (draft.reading().greeting()) {
            Menu.show(draft);
            return;
        }
        NotUnderstood.say(draft);
    }

    /// Whoever waits and said UNSAFE: what they write next is kept for the person who comes, and nothing automatic
    /// is sent; only silence and erasing act, and a wrong number without a word (`rulings.md` 1).
    private static boolean waitsInSilence(DecisionDraft draft) {
        var situation = draft.situation();
        boolean waits = situation.afterUnsafe()
                && situation.talk().open()
                && !situation.silentWord()
                && !draft.asks(WordClass.UNSAFE)
                && !draft.asks(WordClass.FORGET);
        if (waits) {
            Feedbacks.keepSilently(draft);
        }
        if (waits && draft.asks(WordClass.WRONG_NUMBER)) {
            Unsafe.lapse(draft);
        }
        return waits;
    }

    /// "Ok thanks bye" asks for nothing and gets nothing: each text more may be seen by somebody else
    /// (`domain.md` E.3). As the first text of a session it is welcomed as any other.
    private static boolean farewell(DecisionDraft draft) {
        return draft.reading().closing() && SafetyQuestion.asked(draft);
    }

    /// Pictures and voice are not opened; words beside them are read (`domain.md` E.5).
    private static boolean media(DecisionDraft draft) {
        var situation = draft.situation();
        if (!situation.media() || !situation.blank()) {
            return false;
        }
        draft.say("media");
        return true;
    }
}
