package org.amparo.reception;

import jakarta.inject.Singleton;
import org.amparo.contacts.SendingStates;
import org.amparo.dialogue.Decision;
import org.amparo.escalation.WhomQuestion;

/// Does what was decided for one text, in its order: the effects, then what is kept of them. Works inside the
/// caller's transaction.
@Singleton
final class Following {
    private final SendingStates states;
    private final Effects effects;
    private final Saying saying;
    private final ConsentAnswers consents;
    private final DialogueRows dialogues;
    private final ConversationText conversationText;
    private final WhomQuestion whom;

    Following(
            SendingStates states,
            Effects effects,
            Saying saying,
            ConsentAnswers consents,
            DialogueRows dialogues,
            ConversationText conversationText,
            WhomQuestion whom) {
        this.states = states;
        this.effects = effects;
        this.saying = saying;
        this.consents = consents;
        this.dialogues = dialogues;
        this.conversationText = conversationText;
        this.whom = whom;
    }

    void follow(Decision decision, Course course) {
        var heard = course.heard();
        // Before what closes or erases a conversation, which saves the state too.
        states.save(course.sending());
        if (!course.held()) {
            // They write: this is no moment to ask.
            course.conversation().ifPresent(talk -> whom.withdraw(talk, heard.now()));
        }
        decision.effects().forEach(effect -> effects.act(effect, course));
        states.save(course.sending());
        if (heard.contact().test() && PracticePhones.calls(decision, course.open(), course.inDanger())) {
            saying.practice(course);
        }
        course.consented().ifPresent(answer -> consents.note(answer, course));
        var dialogue = decision.dialogue();
        dialogues.save(
                heard.contact(),
                heard.line(),
                course.asking().map(dialogue::askedBy).orElse(dialogue),
                heard.now());
        if (decision.keepText()) {
            course.conversation().ifPresent(talk -> conversationText.keep(talk, decision, course));
        }
    }
}
