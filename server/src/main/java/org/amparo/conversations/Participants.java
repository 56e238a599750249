package org.amparo.conversations;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.amparo.platform.Ids;
import org.jdbi.v3.core.Jdbi;

/// Who takes part in a conversation, from when to when. Works inside the caller's transaction.
@Singleton
class Participants {
    private final Jdbi jdbi;

    Participants(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Whoever is there already stays there once.
    void join(UUID organisation, UUID conversation, Role role, UUID person, Instant now) {
        if (here(conversation, person, role).isPresent()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO participant (id, organisation_id, conversation_id, kind, person_id, joined_at)
                        VALUES (:id, :organisation, :conversation, :kind, :person, :now)
                        """)
                .bind("id", Ids.next(now))
                .bind("organisation", organisation)
                .bind("conversation", conversation)
                .bind("kind", name(role))
                .bind("person", person)
                .bind("now", now)
                .execute());
    }

    boolean leave(UUID conversation, Role role, UUID person, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE participant SET left_at = :now
                         WHERE conversation_id = :id AND kind = :kind AND person_id = :person AND left_at IS NULL
                        """)
                        .bind("now", now)
                        .bind("id", conversation)
                        .bind("kind", name(role))
                        .bind("person", person)
                        .execute()
                > 0);
    }

    /// Everybody but the contact.
    void leaveAll(UUID conversation, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE participant SET left_at = :now
                         WHERE conversation_id = :id AND left_at IS NULL AND kind <> 'contact'
                        """)
                .bind("now", now)
                .bind("id", conversation)
                .execute());
    }

    Optional<UUID> here(UUID conversation, UUID person, Role... roles) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id FROM participant
                         WHERE conversation_id = :id AND person_id = :person AND left_at IS NULL AND kind IN (<kinds>)
                         ORDER BY joined_at LIMIT 1
                        """)
                .bind("id", conversation)
                .bind("person", person)
                .bindList("kinds", Arrays.stream(roles).map(Participants::name).toList())
                .mapTo(UUID.class)
                .findOne());
    }

    List<UUID> here(UUID conversation, Role role) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT person_id FROM participant
                         WHERE conversation_id = :id AND kind = :kind AND left_at IS NULL ORDER BY joined_at, id
                        """)
                .bind("id", conversation)
                .bind("kind", name(role))
                .mapTo(UUID.class)
                .list());
    }

    boolean ever(UUID conversation, Role role) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT FROM participant WHERE conversation_id = :id AND kind = :kind)")
                .bind("id", conversation)
                .bind("kind", name(role))
                .mapTo(Boolean.class)
                .one());
    }

    UUID contact(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT id FROM participant WHERE conversation_id = :id AND kind = 'contact'")
                .bind("id", conversation)
                .mapTo(UUID.class)
                .one());
    }

    Optional<UUID> lastHolder(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT person_id FROM participant
                         WHERE conversation_id = :id AND kind = 'responder' AND left_at IS NOT NULL
                         ORDER BY left_at DESC, id DESC LIMIT 1
                        """)
                .bind("id", conversation)
                .mapTo(UUID.class)
                .findOne());
    }

    /// When a holder last left it; empty when none did.
    Optional<Instant> heldUntil(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT left_at FROM participant
                         WHERE conversation_id = :id AND kind = 'responder' AND left_at IS NOT NULL
                         ORDER BY left_at DESC LIMIT 1
                        """)
                .bind("id", conversation)
                .mapTo(Instant.class)
                .findOne());
    }

    /// When that person last left it; empty when they never did.
    Optional<Instant> leftAt(UUID conversation, UUID person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT left_at FROM participant
                         WHERE conversation_id = :id AND person_id = :person AND left_at IS NOT NULL
                         ORDER BY left_at DESC LIMIT 1
                        """)
                .bind("id", conversation)
                .bind("person", person)
                .mapTo(Instant.class)
                .findOne());
    }

    /// Since when that person takes part; empty when they do not.
    Optional<Instant> joinedAt(UUID conversation, UUID person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT joined_at FROM participant
                         WHERE conversation_id = :id AND person_id = :person AND left_at IS NULL
                         ORDER BY joined_at LIMIT 1
                        """)
                .bind("id", conversation)
                .bind("person", person)
                .mapTo(Instant.class)
                .findOne());
    }

    List<UUID> takingPart(UUID person) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT conversation_id FROM participant
                         WHERE person_id = :person AND kind <> 'contact' AND left_at IS NULL
                         GROUP BY conversation_id ORDER BY min(joined_at), conversation_id
                        """).bind("person", person).mapTo(UUID.class).list());
    }

    List<UUID> present(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT person_id FROM participant
                         WHERE conversation_id = :conversation AND kind <> 'contact' AND left_at IS NULL
                         GROUP BY person_id ORDER BY bool_or(kind = 'responder') DESC, min(joined_at), person_id
                        """)
                .bind("conversation", conversation)
                .mapTo(UUID.class)
                .list());
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
