package org.amparo.reception;

import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.SendingState;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.OpenConversation;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.dialogue.Effect;

/// One text while what follows from it is done: what earlier effects changed, later ones see. Of one thread, in one
/// transaction.
final class Course {
    private final Heard heard;
    private final Optional<OpenConversation> begun;
    private final boolean afterUnsafe;
    private SendingState sending;
    private Optional<UUID> conversation;
    private String locale;
    private Optional<UUID> asking = Optional.empty();
    private Optional<Effect.ConsentAnswer> consented = Optional.empty();

    /// @param sending what may be sent, now that they wrote
    /// @param open the conversation with the line before anything is done
    /// @param afterUnsafe the mark of UNSAFE stood until this text
    Course(Heard heard, SendingState sending, Optional<OpenConversation> open, boolean afterUnsafe) {
        this.heard = heard;
        this.begun = open;
        this.afterUnsafe = afterUnsafe;
        this.sending = sending;
        this.conversation = open.map(OpenConversation::id);
        this.locale = heard.contact().locale().orElse("en");
    }

    Heard heard() {
        return heard;
    }

    UUID contact() {
        return heard.contact().id();
    }

    UUID line() {
        return heard.line().id();
    }

    boolean afterUnsafe() {
        return afterUnsafe;
    }

    /// They can read again: the mark of UNSAFE stood, and this text did not set it anew.
    boolean readsAgain() {
        return afterUnsafe && !sending.unsafe();
    }

    /// A conversation was open before.
    boolean open() {
        return begun.isPresent();
    }

    boolean held() {
        return begun.filter(talk -> talk.status() == Status.HELD).isPresent();
    }

    boolean left() {
        return begun.filter(talk -> talk.status() == Status.LEFT).isPresent();
    }

    boolean inDanger() {
        return begun.flatMap(OpenConversation::dangerAt).isPresent();
    }

    /// The conversation this text belongs to now.
    Optional<UUID> conversation() {
        return conversation;
    }

    void goesOn(UUID opened) {
        conversation = Optional.of(opened);
    }

    SendingState sending() {
        return sending;
    }

    void sending(SendingState changed) {
        sending = changed;
    }

    /// The language they are answered in.
    String locale() {
        return locale;
    }

    void speaks(String chosen) {
        locale = chosen;
    }

    /// The row of the outbox that asks the dialogue's newest question.
    Optional<UUID> asking() {
        return asking;
    }

    void asks(UUID row) {
        asking = Optional.of(row);
    }

    /// What was asked or answered about keeping texts.
    Optional<Effect.ConsentAnswer> consented() {
        return consented;
    }

    void consented(Effect.ConsentAnswer answer) {
        consented = Optional.of(answer);
    }

    Conversations.Pair pair() {
        return new Conversations.Pair(heard.line().organisationId(), line(), contact(), locale);
    }
}
