package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.amparo.conversations.Messages;
import org.amparo.conversations.Talk;
import org.amparo.escalation.HoldListener;
import org.amparo.responders.Responders;

/// Whoever takes a talk gets, in order, the contact's texts that nobody has answered yet, so that they need not
/// tell it again (`domain.md` R19, `interfaces.md`). What was answered stays between those two.
@Singleton
final class Unanswered implements HoldListener {
    private final Messages messages;
    private final Responders responders;
    private final Relays relays;

    Unanswered(Messages messages, Responders responders, Relays relays) {
        this.messages = messages;
        this.responders = responders;
        this.relays = relays;
    }

    @Override
    public void held(Talk talk, UUID holder, Instant now) {
        responders
                .find(holder)
                .ifPresent(person -> messages.unanswered(talk.id(), holder)
                        .forEach(said -> said.words()
                                .filter(Unanswered::saysSomething)
                                .ifPresent(words -> relays.carryLater(talk, person, said.id(), words, now))));
    }

    /// A single sign answered a question of the line, or chose from its menu.
    static boolean saysSomething(String words) {
        return words.strip().codePointCount(0, words.strip().length()) > 1;
    }
}
