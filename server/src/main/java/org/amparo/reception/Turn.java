package org.amparo.reception;

/// One text's turn: the order in which a text is read (`domain.md` E.2 as `rulings.md` 4 mends it). The first rule
/// that takes the text ends the turn. Pure: it looks at a [Situation] and makes a [Decision].
///
/// Each rule is a class of its own that writes into a [DecisionDraft]; a rule that returns a boolean says whether
/// it took the text.
final class Turn {
    private Turn() {}

    static Decision decide(Situation situation, Pages pages) {
        var draft = new DecisionDraft(situation, pages);
        if (situation.stopped()) {
            StoppedContact.read(draft);
        } else if (situation.talk().held()) {
            HeldConversation.read(draft);
        } else {
            read(draft);
        }
        return draft.decision();
    }

    private static void read(DecisionDraft draft) {
        if (Stopping.word(draft) || Danger.seen(draft) || Commands.urgent(draft)) {
            return;
        }
        if (Limits.reached(draft)) {
            Limits.hold(draft);
            return;
        }
        if (media(draft) || Child.seen(draft) || OpenQuestion.answered(draft) || Welcome.begun(draft)) {
            return;
        }
        Languages.follow(draft);
        if (Commands.any(draft) || Numbers.typed(draft) || Topics.named(draft) || Danger.afterItsTopic(draft)) {
            return;
        }
        if (draft.reading().greeting()) {
            Menu.show(draft);
            return;
        }
        NotUnderstood.say(draft);
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
