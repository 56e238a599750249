package org.amparo.escalation;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.Contacts;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.conversations.Precedence;
import org.amparo.conversations.Taking;
import org.amparo.conversations.TakingPart;
import org.amparo.conversations.Talk;
import org.amparo.responders.Responder;
import org.jdbi.v3.core.Jdbi;

/// Puts a talk into somebody's hands without an offer: a supervisor takes it, or it is given on. Nobody is given
/// their own, nor one they are excluded from. Each public method is one transaction, or part of the caller's; safe
/// for many threads and nodes.
@Singleton
public class Takeovers {
    private final Jdbi jdbi;
    private final Conversations conversations;
    private final TakingPart takingPart;
    private final Contacts contacts;
    private final People people;
    private final Handovers handovers;

    Takeovers(
            Jdbi jdbi,
            Conversations conversations,
            TakingPart takingPart,
            Contacts contacts,
            People people,
            Handovers handovers) {
        this.jdbi = jdbi;
        this.conversations = conversations;
        this.takingPart = takingPart;
        this.contacts = contacts;
        this.people = people;
        this.handovers = handovers;
    }

    /// Whether it may be theirs now. True holds until the transaction ends: the contact's row is locked.
    @Transactional
    public boolean may(UUID conversation, Responder to) {
        return free(conversation, to).isPresent();
    }

    /// Whoever holds it, if anybody does, leaves it to that person; the contact hears who it is now.
    ///
    /// @return [Taking.Gone] also when it may not be theirs
    @Transactional
    public Taking take(UUID conversation, Responder to, Instant now) {
        return free(conversation, to).map(one -> take(one, to, now)).orElseGet(Taking.Gone::new);
    }

    private Optional<Talk> free(UUID conversation, Responder to) {
        return conversations
                .find(conversation)
                .filter(talk -> contacts.lock(talk.contact()))
                .flatMap(_ -> conversations.find(conversation))
                .filter(one -> one.status() != Status.CLOSED)
                .filter(one -> !people.barred(one.contact()).contains(to.id()));
    }

    private Taking take(Talk talk, Responder to, Instant now) {
        var holder = talk.holder();
        if (holder.filter(to.id()::equals).isPresent()) {
            return new Taking.Held(talk.id());
        }
        var taking = holder.isPresent()
                ? takingPart.handOver(talk.id(), holder.get(), to.id(), to.alias(), now)
                : takingPart.hold(talk.id(), to.id(), to.alias(), now);
        if (taking instanceof Taking.Held) {
            handovers.taken(talk.id(), to.id(), now);
        }
        return taking;
    }

    /// Who waits in that language and comes first.
    @Transactional
    public Optional<UUID> next(UUID line, String locale) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT c.id FROM conversation c
                         WHERE c.line_id = :line AND c.locale = :locale AND c.status = 'waiting' AND NOT c.test
                         ORDER BY %s LIMIT 1
                        """.formatted(Precedence.order("c")))
                .bind("line", line)
                .bind("locale", locale)
                .mapTo(UUID.class)
                .findOne());
    }
}
