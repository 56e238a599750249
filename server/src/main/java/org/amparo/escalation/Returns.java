package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.responders.Availability;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Says whom a resting talk goes back to. Works inside the caller's transaction.
@Singleton
public class Returns {
    private final Conversations conversations;
    private final Responders responders;
    private final People people;

    Returns(Conversations conversations, Responders responders, People people) {
        this.conversations = conversations;
        this.responders = responders;
        this.people = people;
    }

    /// Who held it last, if they are on duty and free (`rulings.md` 6).
    public Optional<Responder> to(Talk talk, Instant now) {
        return conversations
                .lastHolder(talk.id())
                .flatMap(responders::find)
                .filter(one -> one.available(now) == Availability.ON && people.on(talk.line(), one.id(), now))
                .filter(one -> {
                    var load = people.load(talk.line(), one.id());
                    return load.held() < one.limit(load.danger());
                })
                .filter(one -> !responders.excluded(talk.contact()).contains(one.id()));
    }
}
