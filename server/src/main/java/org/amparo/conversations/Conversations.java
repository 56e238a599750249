package org.amparo.conversations;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.conversations.OpenConversation.Priority;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.platform.ErasureStep;
import org.amparo.platform.Ids;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Jdbi;

/// Keeps conversations. Works inside the caller's transaction, which holds the contact's row; safe on many nodes.
@Singleton
public final class Conversations implements ErasureStep {
    /// A left message rests so long at most (`rulings.md` 6).
    private static final Duration LEFT_FOR = Duration.ofDays(7);

    private final Jdbi jdbi;
    private final Keyring keyring;
    private final LegalHolds holds;
    private final Audit audit;
    private final InstantSource time;

    Conversations(Jdbi jdbi, Keyring keyring, LegalHolds holds, Audit audit, InstantSource time) {
        this.jdbi = jdbi;
        this.keyring = keyring;
        this.holds = holds;
        this.audit = audit;
        this.time = time;
    }

    /// Whose conversation, on which line, in which language.
    public record Pair(UUID organisation, UUID line, UUID contact, String locale) {}

    public Optional<OpenConversation> open(UUID contact, UUID line) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT c.*,
                               (SELECT count(*) FROM message m WHERE m.conversation_id = c.id AND m.direction = 'in') AS texts,
                               (SELECT count(*) FROM conversation o
                                 WHERE o.line_id = c.line_id AND o.status = 'waiting' AND o.id <> c.id
                                   AND ((o.priority = 'danger')::int, (o.priority = 'child')::int, c.waiting_since, c.id)
                                     > ((c.priority = 'danger')::int, (c.priority = 'child')::int, o.waiting_since, o.id)
                               ) AS ahead
                          FROM conversation c
                         WHERE c.contact_id = :contact AND c.line_id = :line AND c.closed_at IS NULL
                        """)
                .bind("contact", contact)
                .bind("line", line)
                .map((row, _) -> conversation(row))
                .findOne());
    }

    /// Takes a place in the queue, or raises the one there is; a left message becomes a waiting conversation.
    public UUID await(Pair pair, Priority priority, Instant now) {
        var open = open(pair.contact(), pair.line());
        if (open.isEmpty()) {
            return create(pair, "waiting", priority, now);
        }
        var raised = priority.compareTo(open.get().priority()) < 0
                ? priority
                : open.get().priority();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE conversation
                           SET priority = :priority, locale = :locale,
                               danger_at = CASE WHEN :danger THEN COALESCE(danger_at, :now) ELSE danger_at END,
                               status = CASE WHEN status IN ('left', 'parked') THEN 'waiting' ELSE status END,
                               waiting_since = COALESCE(waiting_since, :now)
                         WHERE id = :id
                        """)
                .bind("priority", name(raised))
                .bind("locale", pair.locale())
                .bind("danger", priority == Priority.DANGER)
                .bind("now", now)
                .bind("id", open.get().id())
                .execute());
        return open.get().id();
    }

    /// A message left for later.
    public UUID leave(Pair pair, Instant now) {
        return open(pair.contact(), pair.line())
                .map(OpenConversation::id)
                .orElseGet(() -> create(pair, "left", Priority.NORMAL, now));
    }

    public void consent(UUID conversation, String answer) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE conversation SET consent = :answer WHERE id = :id")
                .bind("answer", answer)
                .bind("id", conversation)
                .execute());
    }

    /// Keeps a contact's text, sealed under the conversation's key.
    ///
    /// @param mark what a responder should know of it, such as `help-typed`
    public UUID append(UUID conversation, String body, Optional<String> mark, Instant now) {
        var id = Ids.next(now);
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            INSERT INTO message (id, organisation_id, line_id, conversation_id, author_id, direction, medium,
                                   mark, said_at)
                            SELECT :id, c.organisation_id, c.line_id, c.id, p.id, 'in', 'text', :mark, :now
                              FROM conversation c
                              JOIN participant p ON p.conversation_id = c.id AND p.kind = 'contact'
                             WHERE c.id = :conversation
                            """)
                    .bind("id", id)
                    .bind("mark", mark.orElse(null))
                    .bind("now", now)
                    .bind("conversation", conversation)
                    .execute();
            handle.createUpdate("INSERT INTO message_body (message_id, sealed) VALUES (:id, :sealed)")
                    .bind("id", id)
                    .bind(
                            "sealed",
                            keyring.seal(conversation, "message:" + id, body.getBytes(StandardCharsets.UTF_8), now))
                    .execute();
        });
        return id;
    }

    /// What was said, oldest first, opened for a person to read: audited as that person's act.
    ///
    /// @param reader who holds the conversation, or supervises the shift
    public List<String> read(UUID conversation, UUID reader, Instant now) {
        jdbi.withHandle(handle -> handle.createQuery("SELECT organisation_id FROM conversation WHERE id = :id")
                        .bind("id", conversation)
                        .mapTo(UUID.class)
                        .findOne())
                .ifPresent(organisation ->
                        audit.act(Act.by(reader, organisation, Act.Kind.CONVERSATION_READ, conversation, now)));
        return texts(conversation);
    }

    /// What was said, oldest first, opened for the program itself, to carry it on: no act of a person, so not
    /// audited.
    public List<String> texts(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT m.id, b.sealed FROM message m JOIN message_body b ON b.message_id = m.id
                         WHERE m.conversation_id = :conversation ORDER BY m.said_at, m.id
                        """)
                .bind("conversation", conversation)
                .map((row, _) -> new String(
                        keyring.open(
                                conversation, "message:" + row.getObject("id", UUID.class), row.getBytes("sealed")),
                        StandardCharsets.UTF_8))
                .list());
    }

    public void close(UUID conversation, String reason, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE conversation SET status = 'closed', closed_at = :now, close_reason = :reason, due_at = NULL
                         WHERE id = :id AND closed_at IS NULL
                        """)
                .bind("now", now)
                .bind("reason", reason)
                .bind("id", conversation)
                .execute());
    }

    /// Ends legal holds, destroys the keys of the contact's conversations and deletes their rows.
    @Override
    public void erase(UUID contact) {
        holds.endByErasure(contact, time.instant());
        jdbi.withHandle(handle -> handle.createQuery("SELECT id FROM conversation WHERE contact_id = :contact")
                        .bind("contact", contact)
                        .mapTo(UUID.class)
                        .list())
                .forEach(keyring::destroy);
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM conversation WHERE contact_id = :contact")
                .bind("contact", contact)
                .execute());
    }

    private UUID create(Pair pair, String status, Priority priority, Instant now) {
        var id = Ids.next(now);
        boolean waiting = status.equals("waiting");
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            INSERT INTO conversation (id, organisation_id, line_id, contact_id, status, priority, locale,
                                   child_possible, danger_at, waiting_since, due_at, opened_at)
                            VALUES (:id, :organisation, :line, :contact, :status, :priority, :locale,
                                   :child, :dangerAt, :waitingSince, :due, :now)
                            """)
                    .bind("id", id)
                    .bind("organisation", pair.organisation())
                    .bind("line", pair.line())
                    .bind("contact", pair.contact())
                    .bind("status", status)
                    .bind("priority", name(priority))
                    .bind("locale", pair.locale())
                    .bind("child", priority == Priority.CHILD)
                    .bind("dangerAt", priority == Priority.DANGER ? now : null)
                    .bind("waitingSince", waiting ? now : null)
                    .bind("due", waiting ? now : now.plus(LEFT_FOR))
                    .bind("now", now)
                    .execute();
            handle.createUpdate("""
                            INSERT INTO participant (id, organisation_id, conversation_id, kind, person_id, joined_at)
                            VALUES (:id, :organisation, :conversation, 'contact', :contact, :now)
                            """)
                    .bind("id", Ids.next(now))
                    .bind("organisation", pair.organisation())
                    .bind("conversation", id)
                    .bind("contact", pair.contact())
                    .bind("now", now)
                    .execute();
        });
        return id;
    }

    private static OpenConversation conversation(ResultSet row) throws SQLException {
        var consent = row.getString("consent");
        return new OpenConversation(
                row.getObject("id", UUID.class),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Priority.valueOf(row.getString("priority").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getTimestamp("waiting_since")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("danger_at")).map(Timestamp::toInstant),
                consent.equals("none") ? Optional.empty() : Optional.of(consent),
                row.getInt("texts"),
                row.getInt("ahead"));
    }

    private static String name(Priority priority) {
        return priority.name().toLowerCase(Locale.ROOT);
    }
}
