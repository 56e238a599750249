package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.amparo.contacts.Contacts;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.responders.Handles;
import org.jdbi.v3.core.Jdbi;

/// What somebody has in hand on a line: talks they hold, interpret or have joined, by the names they know them by.
/// Works inside the caller's transaction.
@Singleton
final class Holdings {
    private final Conversations conversations;
    private final Handles handles;
    private final Contacts contacts;
    private final Jdbi jdbi;

    Holdings(Conversations conversations, Handles handles, Contacts contacts, Jdbi jdbi) {
        this.conversations = conversations;
        this.handles = handles;
        this.contacts = contacts;
        this.jdbi = jdbi;
    }

    /// Texts of one person are handled one after the other, on whichever nodes they come. Before any contact is
    /// locked.
    void turn(UUID person) {
        jdbi.useHandle(handle -> handle.createQuery(
                        "SELECT pg_advisory_xact_lock(hashtextextended('desk ' || :person, 0)) IS NULL")
                .bind("person", person.toString())
                .mapTo(Boolean.class)
                .list());
    }

    /// Locks the contacts of all they have in hand and of what else a text may be about, before anything else of a
    /// talk, and in the order of their ids: texts of several people and of contacts that come at the same time wait
    /// for each other one way only.
    void lock(UUID person, Collection<UUID> others) {
        Stream.concat(
                        conversations.takingPart(person).stream(),
                        others.stream().flatMap(talk -> conversations.find(talk).stream()))
                .map(Talk::contact)
                .distinct()
                .sorted()
                .forEach(contacts::lock);
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
