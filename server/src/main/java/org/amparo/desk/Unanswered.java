package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Messages;
import org.amparo.conversations.Said;
import org.amparo.conversations.Talk;
import org.amparo.escalation.HoldListener;
import org.amparo.responders.Responders;

/// Whoever takes a talk gets, in order, the contact's texts that nobody has answered yet, so that they need not
/// tell it again (`domain.md` R19, `interfaces.md`). What was answered stays between those two. Who interprets gets
/// those that came while nobody held it.
@Singleton
final class Unanswered implements HoldListener {
    private final Conversations conversations;
    private final Messages messages;
    private final Responders responders;
    private final RelayRows rows;
    private final Relays relays;

    Unanswered(Conversations conversations, Messages messages, Responders responders, RelayRows rows, Relays relays) {
        this.conversations = conversations;
        this.messages = messages;
        this.responders = responders;
        this.rows = rows;
        this.relays = relays;
    }

    @Override
    public void held(Talk talk, UUID holder, Instant now) {
        carry(talk, holder, holder, _ -> true, now);
        conversations.interpreters(talk.id()).stream()
                .filter(one -> !one.equals(holder))
                .forEach(one -> rows.last(talk.id(), one)
                        .ifPresent(last ->
                                carry(talk, holder, one, said -> said.at().isAfter(last), now)));
    }

    private void carry(Talk talk, UUID holder, UUID reader, Predicate<Said> which, Instant now) {
        responders
                .find(reader)
                .ifPresent(person -> messages.unanswered(talk.id(), holder).stream()
                        .filter(which)
                        .forEach(said -> said.words()
                                .filter(Unanswered::saysSomething)
                                .ifPresent(words -> relays.carryLater(talk, person, said.id(), words, now))));
    }

    /// A single sign answered a question of the line, or chose from its menu.
    static boolean saysSomething(String words) {
        return words.strip().codePointCount(0, words.strip().length()) > 1;
    }
}
