package org.amparo.desk;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.OpenConversation;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.conversations.Places;
import org.amparo.conversations.TakingPart;
import org.amparo.conversations.Talk;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.Handovers;
import org.amparo.escalation.Returns;
import org.amparo.lines.Line;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;

/// A resting talk whose contact writes again: it goes back to the same responder, or somebody is looked for at
/// once, in the old place (`rulings.md` 6). Works inside the transaction that handles the contact's text.
@Singleton
public class ParkedTalks {
    private final Conversations conversations;
    private final Places places;
    private final TakingPart takingPart;
    private final Returns returns;
    private final Handovers handovers;
    private final Handles handles;
    private final DutyTexts texts;

    ParkedTalks(
            Conversations conversations,
            Places places,
            TakingPart takingPart,
            Returns returns,
            Handovers handovers,
            Handles handles,
            DutyTexts texts) {
        this.conversations = conversations;
        this.places = places;
        this.takingPart = takingPart;
        this.returns = returns;
        this.handovers = handovers;
        this.handles = handles;
        this.texts = texts;
    }

    /// It would go back to who held it.
    @Transactional
    public boolean goesBack(UUID conversation, Instant now) {
        return parked(conversation).flatMap(talk -> returns.to(talk, now)).isPresent();
    }

    /// The contact wrote: it is held again, and its holder hears that a text follows; or it waits, and somebody is
    /// asked.
    @Transactional
    public void wake(UUID conversation, Line line, Instant now) {
        parked(conversation)
                .ifPresent(talk -> returns.to(talk, now)
                        .ifPresentOrElse(holder -> back(talk, line, holder, now), () -> wait(talk, now)));
    }

    private void back(Talk talk, Line line, Responder holder, Instant now) {
        takingPart.hold(talk.id(), holder.id(), holder.alias(), now);
        handovers.taken(talk.id(), holder.id(), now);
        var handle = handles.give(holder.id(), talk.id(), talk.organisation(), now);
        texts.say(line, holder, "back", Map.of("handle", handle), now);
    }

    private void wait(Talk talk, Instant now) {
        var pair = new Conversations.Pair(talk.organisation(), talk.line(), talk.contact(), talk.locale());
        places.await(pair, OpenConversation.Priority.NORMAL, now);
        handovers.request(talk.id(), now);
    }

    private Optional<Talk> parked(UUID conversation) {
        return conversations.find(conversation).filter(talk -> talk.status() == Status.PARKED);
    }
}
