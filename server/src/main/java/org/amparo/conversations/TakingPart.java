package org.amparo.conversations;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.conversations.OpenConversation.Status;

/// Who holds a conversation, and who takes part beside them, from when to when. Nothing else writes it, but that
/// the end of a talk is the end of their part in it ([Conversations]).
///
/// Each method is one transaction, or part of the caller's, and locks the contact's row first. Safe on many nodes.
@Singleton
public class TakingPart {
    /// A parked talk is closed silently after so long (`rulings.md` 6).
    private static final Duration PARKED_FOR = Duration.ofHours(12);

    private final Conversations conversations;
    private final Participants participants;
    private final Announcements announcements;
    private final Audit audit;

    TakingPart(Conversations conversations, Participants participants, Announcements announcements, Audit audit) {
        this.conversations = conversations;
        this.participants = participants;
        this.announcements = announcements;
        this.audit = audit;
    }

    /// A responder takes a talk that waits, is parked, or was left as a message; the first one wins. The contact
    /// hears `joined` where texting is safe, but not from who comes back to a parked talk; whoever left a message
    /// is written to in agreed hours alone.
    ///
    /// @param alias what the contact calls the responder
    @Transactional
    public Taking hold(UUID conversation, UUID responder, String alias, Instant now) {
        var found = conversations.locked(conversation).filter(one -> one.status() != Status.CLOSED);
        if (found.isEmpty()) {
            return new Taking.Gone();
        }
        var talk = found.get();
        if (talk.holder().isPresent()) {
            var holder = talk.holder().get();
            return holder.equals(responder) ? new Taking.Held(conversation) : new Taking.HeldBy(holder);
        }
        boolean back = talk.status() == Status.PARKED
                && participants
                        .lastHolder(conversation)
                        .filter(responder::equals)
                        .isPresent();
        conversations.become(conversation, Status.HELD, Optional.empty(), now);
        // Whoever holds it interprets for nobody else.
        participants.leave(conversation, Role.INTERPRETER, responder, now);
        participants.join(talk.organisation(), conversation, Role.RESPONDER, responder, now);
        audit.act(Act.by(responder, talk.organisation(), Act.Kind.OFFER_ACCEPTED, conversation, now));
        if (!back) {
            announcements.joined(talk, alias, now);
        }
        return new Taking.Held(conversation);
    }

    /// The holder gives it back: it waits again, in its old place; a left message is a left message again.
    ///
    /// @return false when that person does not hold it
    @Transactional
    public boolean release(UUID conversation, UUID responder, Instant now) {
        var talk = conversations
                .locked(conversation)
                .filter(one -> one.holder().filter(responder::equals).isPresent());
        talk.ifPresent(one -> {
            participants.leave(conversation, Role.RESPONDER, responder, now);
            conversations.become(conversation, one.leftMessage() ? Status.LEFT : Status.WAITING, Optional.of(now), now);
            audit.act(Act.by(responder, one.organisation(), Act.Kind.CONVERSATION_PASSED, conversation, now));
        });
        return talk.isPresent();
    }

    /// From one responder to another, without waiting in between. The contact hears who it is now.
    @Transactional
    public Taking handOver(UUID conversation, UUID from, UUID to, String alias, Instant now) {
        var talk = conversations.locked(conversation).filter(one -> one.holder().isPresent());
        if (talk.isEmpty()) {
            return new Taking.Gone();
        }
        var holder = talk.get().holder().orElseThrow();
        if (!holder.equals(from)) {
            return new Taking.HeldBy(holder);
        }
        participants.leave(conversation, Role.RESPONDER, from, now);
        participants.leave(conversation, Role.INTERPRETER, to, now);
        participants.join(talk.get().organisation(), conversation, Role.RESPONDER, to, now);
        audit.act(Act.by(from, talk.get().organisation(), Act.Kind.CONVERSATION_PASSED, conversation, now));
        announcements.joined(talk.get(), alias, now);
        return new Taking.Held(conversation);
    }

    /// The contact has been silent: the responder is free, nothing is sent, texts stay for twelve hours
    /// (`rulings.md` 6).
    ///
    /// @return false for a talk in danger, which no timer parks, and for one that nobody holds
    @Transactional
    public boolean park(UUID conversation, Instant now) {
        var talk = conversations.locked(conversation).filter(one -> one.status() == Status.HELD && !one.danger());
        talk.ifPresent(_ -> {
            participants.leaveAll(conversation, now);
            conversations.become(conversation, Status.PARKED, Optional.of(now.plus(PARKED_FOR)), now);
        });
        return talk.isPresent();
    }

    /// An interpreter or a supervisor joins beside the holder.
    ///
    /// @return false when the talk is closed or erased
    @Transactional
    public boolean joins(UUID conversation, Role role, UUID person, Instant now) {
        if (role != Role.INTERPRETER && role != Role.SUPERVISOR) {
            throw new IllegalArgumentException("a responder joins by holding, a contact by writing");
        }
        var talk = conversations.locked(conversation).filter(one -> one.status() != Status.CLOSED);
        talk.ifPresent(one -> participants.join(one.organisation(), conversation, role, person, now));
        return talk.isPresent();
    }

    /// @return false when they took no part
    @Transactional
    public boolean leaves(UUID conversation, Role role, UUID person, Instant now) {
        if (role != Role.INTERPRETER && role != Role.SUPERVISOR) {
            throw new IllegalArgumentException("a holder leaves by releasing, parking or closing");
        }
        return conversations.locked(conversation).isPresent() && participants.leave(conversation, role, person, now);
    }
}
