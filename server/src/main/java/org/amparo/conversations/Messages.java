package org.amparo.conversations;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.platform.Ids;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Jdbi;

/// What was said in conversations, each text sealed under its conversation's key. Works inside the caller's
/// transaction.
@Singleton
class Messages {
    private final Jdbi jdbi;
    private final Keyring keyring;

    Messages(Jdbi jdbi, Keyring keyring) {
        this.jdbi = jdbi;
        this.keyring = keyring;
    }

    /// @param author the participant
    /// @param direction `in` from the contact, `out` to them
    UUID keep(UUID conversation, UUID author, String direction, String body, Optional<String> mark, Instant now) {
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
    List<Said> all(UUID conversation) {
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
    Set<UUID> interpreted(UUID conversation) {
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
