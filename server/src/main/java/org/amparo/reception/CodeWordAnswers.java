package org.amparo.reception;

import jakarta.inject.Singleton;
import org.amparo.contacts.CodeWords;
import org.amparo.contacts.Consents;
import org.amparo.desk.Relays;
import org.amparo.dialogue.Effect;
import org.amparo.escalation.Handovers;

/// What a contact's answer to the question for the secret word changes. Works inside the caller's transaction.
@Singleton
final class CodeWordAnswers {
    private final CodeWords codeWords;
    private final Consents consents;
    private final Handovers handovers;
    private final Relays relays;

    CodeWordAnswers(CodeWords codeWords, Consents consents, Handovers handovers, Relays relays) {
        this.codeWords = codeWords;
        this.consents = consents;
        this.handovers = handovers;
        this.relays = relays;
    }

    /// The holder hears what became of it, never the word. After a wrong one the number may be somebody else's.
    void answered(Effect.CodeWordAnswer answer, Course course) {
        var contact = course.contact();
        var now = course.heard().now();
        switch (answer) {
            case CHOSEN -> codeWords.choose(contact, course.heard().text().body(), now);
            case DECLINED -> codeWords.declined(contact);
            case RIGHT -> codeWords.right(contact, now);
            case WRONG, WRONG_LAST -> {
                codeWords.wrong(contact, now);
                course.sending(course.sending().permissionsLapsed());
                consents.withdrawAll(contact, now);
            }
        }
        course.conversation().ifPresent(id -> {
            handovers.heard(id, now);
            relays.tell(
                    id,
                    switch (answer) {
                        case CHOSEN -> "word-set";
                        case DECLINED -> "word-none";
                        case RIGHT -> "word-right";
                        case WRONG -> "word-wrong";
                        case WRONG_LAST -> "word-locked";
                    },
                    now);
        });
    }
}
