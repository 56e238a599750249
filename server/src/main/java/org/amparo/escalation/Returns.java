package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
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
    private final Practising practising;

    Returns(Conversations conversations, Responders responders, People people, Practising practising) {
        this.conversations = conversations;
        this.responders = responders;
        this.people = people;
        this.practising = practising;
    }

    /// Who held it last, if they are on duty and free (`rulings.md` 6); of practice, if they take part still.
    public Optional<Responder> to(Talk talk, Instant now) {
        return conversations
                .lastHolder(talk.id())
                .flatMap(responders::find)
                .filter(one -> talk.test()
                        ? practising.free(talk.line(), now).contains(one.id())
                        : free(one, talk.line(), now))
                .filter(one -> !people.excluded(talk.contact()).contains(one.id()));
    }

    private boolean free(Responder person, UUID line, Instant now) {
        var load = people.load(line, person.id(), now);
        return person.available(now) == Availability.ON
                && people.on(line, person.id(), now)
                && load.held() < person.limit(load.danger());
    }
}
