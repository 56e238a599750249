package org.amparo.conversations;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.platform.Ids;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Jdbi;

/// What was said in conversations, each text sealed under its conversation's key.
///
/// What a contact says is kept inside the caller's transaction, which holds the contact's row; the acts of people
/// are one transaction each, or part of the caller's. Safe on many nodes.
@Singleton
public class Messages {
    private final Jdbi jdbi;
    private final Keyring keyring;
    private final Conversations conversations;
    private final Participants participants;
    private final Audit audit;

    Messages(Jdbi jdbi, Keyring keyring, Conversations conversations, Participants participants, Audit audit) {
        this.jdbi = jdbi;
        this.keyring = keyring;
        this.conversations = conversations;
        this.participants = participants;
        this.audit = audit;
    }

    /// Keeps a contact's text, sealed under the conversation's key. Whoever left a message that somebody holds is
    /// there now.
    ///
    /// @param mark what a responder should know of it, such as `help-typed`
    public UUID append(UUID conversation, String body, Optional<String> mark, Instant now) {
        jdbi.useHandle(
                handle -> handle.createUpdate("""
                        UPDATE conversation SET left_at = NULL
                         WHERE id = :id AND status = 'held' AND left_at IS NOT NULL
                        """).bind("id", conversation).execute());
        return keep(conversation, participants.contact(conversation), "in", body, mark, now);
    }

    /// Keeps what somebody who takes part wrote to the contact, sealed as the contact's texts are.
    ///
    /// @return its id; empty when that person takes no part, or nobody holds the talk
    @Transactional
    public Optional<UUID> relayed(UUID conversation, UUID person, String body, Instant now) {
        return conversations
                .locked(conversation)
                .filter(talk -> talk.status() == Status.HELD)
                .flatMap(
                        _ -> participants.here(conversation, person, Role.RESPONDER, Role.INTERPRETER, Role.SUPERVISOR))
                .map(author -> keep(conversation, author, "out", body, Optional.empty(), now));
    }

    /// What was said, oldest first, opened for a person to read: audited as that person's act.
    ///
    /// @param reader who holds the conversation, or supervises the shift
    @Transactional
    public List<Said> read(UUID conversation, UUID reader, Instant now) {
        var talk = conversations.find(conversation);
        talk.ifPresent(
                one -> audit.act(Act.by(reader, one.organisation(), Act.Kind.CONVERSATION_READ, conversation, now)));
        return talk.isPresent() ? all(conversation) : List.of();
    }

    /// What was said, oldest first, opened for the program itself, to carry it on: no act of a person, so not
    /// audited.
    public List<String> texts(UUID conversation) {
        return all(conversation).stream().flatMap(said -> said.words().stream()).toList();
    }

    /// The contact's texts, oldest first, that nobody has written back to; without those this responder had before,
    /// or has got since they hold it. Words of who interprets are no answer.
    public List<Said> unanswered(UUID conversation, UUID responder) {
        var had = participants.leftAt(conversation, responder).orElse(Instant.MIN);
        var live = participants.joinedAt(conversation, responder).orElse(Instant.MAX);
        var all = all(conversation);
        var interpreted = interpreted(conversation);
        int answered = 0;
        for (int i = 0; i < all.size(); i++) {
            var said = all.get(i);
            answered = said.in() || interpreted.contains(said.id()) ? answered : i + 1;
        }
        return all.subList(answered, all.size()).stream()
                .filter(Said::in)
                .filter(said -> said.at().isAfter(had) && !said.at().isAfter(live))
                .toList();
    }

    /// The last word is the contact's.
    public boolean waitsForAnswer(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT direction = 'in' FROM message WHERE conversation_id = :conversation
                         ORDER BY said_at DESC, id DESC LIMIT 1
                        """)
                .bind("conversation", conversation)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    /// They take part in a talk, and wrote to its contact since then.
    public boolean wrote(UUID person, Instant since) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM participant p JOIN message m ON m.author_id = p.id
                                        WHERE p.person_id = :person AND p.left_at IS NULL AND m.said_at >= :since)
                        """)
                .bind("person", person)
                .bind("since", since)
                .mapTo(Boolean.class)
                .one());
    }

    /// @param author the participant
    /// @param direction `in` from the contact, `out` to them
    private UUID keep(
            UUID conversation, UUID author, String direction, String body, Optional<String> mark, Instant now) {
        var id = Ids.next(now);
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            INSERT INTO message (id, organisation_id, line_id, conversation_id, author_id, direction, medium,
                                   mark, said_at)
                            SELECT :id, c.organisation_id, c.line_id, c.id, :author, :direction, 'text', :mark, :now
                              FROM conversation c WHERE c.id = :conversation
                            """)
                    .bind("id", id)
                    .bind("author", author)
                    .bind("direction", direction)
                    .bind("mark", mark.orElse(null))
                    .bind("now", now)
                    .bind("conversation", conversation)
                    .execute();
            handle.createUpdate("INSERT INTO message_body (message_id, sealed) VALUES (:id, :sealed)")
                    .bind("id", id)
                    .bind("sealed", keyring.seal(conversation, row(id), body.getBytes(StandardCharsets.UTF_8), now))
                    .execute();
        });
        return id;
    }

    /// Oldest first; words that were erased are empty.
    private List<Said> all(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT m.*, b.sealed, p.person_id FROM message m
                          LEFT JOIN message_body b ON b.message_id = m.id
                          LEFT JOIN participant p ON p.id = m.author_id
                         WHERE m.conversation_id = :conversation ORDER BY m.said_at, m.id
                        """)
                .bind("conversation", conversation)
                .map((row, _) -> said(conversation, row))
                .list());
    }

    /// Those of them that somebody wrote who interprets.
    private Set<UUID> interpreted(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT m.id FROM message m JOIN participant p ON p.id = m.author_id
                         WHERE m.conversation_id = :conversation AND p.kind = 'interpreter'
                        """)
                .bind("conversation", conversation)
                .mapTo(UUID.class)
                .set());
    }

    private Said said(UUID conversation, ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Said(
                id,
                row.getString("direction").equals("in"),
                Optional.ofNullable(row.getObject("person_id", UUID.class)),
                row.getTimestamp("said_at").toInstant(),
                Optional.ofNullable(row.getString("mark")),
                Optional.ofNullable(row.getBytes("sealed"))
                        .map(bytes -> new String(keyring.open(conversation, row(id), bytes), StandardCharsets.UTF_8)));
    }

    private static String row(UUID message) {
        return "message:" + message;
    }
}
