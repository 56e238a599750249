package org.amparo.dialogue;

import org.amparo.content.WordClass;
import org.amparo.dialogue.Effect.Priority;
import org.amparo.reading.Reading;

/// What the line itself still acts on while a responder holds the conversation (`rulings.md` 4): stop words,
/// FORGET, UNSAFE in its plain form, pictures and voice, which are not opened, the answer to an open question of
/// the line or to the responder's question for the secret word, and danger, which raises the flag without `crisis`.
/// Who says that they are a child is marked as one, without a word. Everything else is the responder's to read.
final class HeldConversation {
    private HeldConversation() {}

    static void read(DecisionDraft draft) {
        if (draft.situation().media()) {
            draft.say("media");
        }
        if (draft.reading().child()) {
            draft.add(new Effect.MayBeChild());
        }
        var hit = draft.reading().command();
        if (Feedbacks.given(draft)) {
            return; // the holder may be who it is about
        }
        if (draft.asks(WordClass.STOP)) {
            if (hit.filter(Reading.CommandHit::carrierWord).isPresent()) {
                Stopping.stop(draft);
            } else {
                Stopping.ask(draft);
            }
        } else if (draft.asks(WordClass.FORGET)) {
            Forgetting.ask(draft);
        } else if (draft.situation().silentWord()
                || hit.filter(Reading.CommandHit::plainUnsafe).isPresent()) {
            Unsafe.fallSilent(draft);
        } else if (CodeWord.right(draft)) {
            return;
        } else if (answer(draft)) {
            OpenQuestion.answered(draft);
        } else if (draft.reading().danger().isPresent()) {
            draft.takePlace(Priority.DANGER);
        } else {
            CodeWord.given(draft);
        }
    }

    /// A bare 1 or 2, or a word for yes or no, or 3 where the question offers it; a number beside other words is
    /// told to the responder.
    private static boolean answer(DecisionDraft draft) {
        if (draft.situation().afterUnsafe()) {
            // Somebody else may have the phone: nothing automatic is sent, and whoever holds the talk reads it.
            return false;
        }
        var reading = draft.reading();
        boolean bare = reading.numberAlone() && (draft.is(1) || draft.is(2));
        var question = draft.dialogue().question(draft.now()).filter(open -> !open.repeated());
        boolean shown =
                question.filter(open -> Agreement.asksForTheNote(draft, open)).isPresent();
        return shown || (question.isPresent() && (bare || reading.yes() || reading.no()));
    }
}
