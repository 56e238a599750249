package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import org.amparo.alarms.KeptAway;
import org.amparo.conversations.Conversations;

/// Of an alarm about a talk hear neither those who must not see it nor the contact themselves, if they work here.
/// After FORGET nobody knows any more who that was.
@Singleton
final class KeptFromTalks implements KeptAway {
    private final Conversations conversations;
    private final People people;

    KeptFromTalks(Conversations conversations, People people) {
        this.conversations = conversations;
        this.people = people;
    }

    @Override
    public Set<UUID> from(UUID subject) {
        return conversations
                .find(subject)
                .map(talk -> people.barred(talk.contact()))
                .orElse(Set.of());
    }
}
