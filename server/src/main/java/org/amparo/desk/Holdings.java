package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.amparo.contacts.Contacts;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.responders.Handles;

/// What somebody has in hand on a line: talks they hold, interpret or have joined, by the names they know them by.
/// Works inside the caller's transaction.
@Singleton
final class Holdings {
    private final Conversations conversations;
    private final Handles handles;
    private final Contacts contacts;

    Holdings(Conversations conversations, Handles handles, Contacts contacts) {
        this.conversations = conversations;
        this.handles = handles;
        this.contacts = contacts;
    }

    /// Locks the contacts of all they have in hand, before anything else of a talk, as everywhere: a text of theirs
    /// and one of the contact that come at the same time wait for each other one way only.
    void lock(UUID person) {
        conversations.takingPart(person).stream().map(Talk::contact).sorted().forEach(contacts::lock);
    }

    /// The longest held first. Names are given to those that have none, and count as used now.
    Map<String, Talk> of(UUID person, UUID line, Instant now) {
        var held = new LinkedHashMap<String, Talk>();
        conversations.takingPart(person).stream()
                .filter(talk -> talk.line().equals(line))
                .forEach(talk -> held.put(handles.give(person, talk.id(), talk.organisation(), now), talk));
        return held;
    }

    static String list(Map<String, Talk> held) {
        return String.join(", ", held.keySet());
    }
}
