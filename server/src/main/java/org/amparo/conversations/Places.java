package org.amparo.conversations;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.amparo.conversations.OpenConversation.Priority;
import org.amparo.platform.Ids;
import org.jdbi.v3.core.Jdbi;

/// Opens conversations: somebody waits, in their place in the queue of the line, or leaves a message for later. A
/// contact has one open conversation with a line.
///
/// Works inside the caller's transaction, which holds the contact's row. Safe on many nodes.
@Singleton
public class Places {
    /// A left message rests so long at most (`rulings.md` 6).
    private static final Duration LEFT_FOR = Duration.ofDays(7);

    private final Jdbi jdbi;
    private final Conversations conversations;
    private final Participants participants;

    Places(Jdbi jdbi, Conversations conversations, Participants participants) {
        this.jdbi = jdbi;
        this.conversations = conversations;
        this.participants = participants;
    }

    /// Takes a place in the queue, or raises the one there is; a left message becomes a waiting conversation.
    public UUID await(Conversations.Pair pair, Priority priority, Instant now) {
        var open = conversations.open(pair.contact(), pair.line());
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
                               left_at = NULL, parked_at = NULL,
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

    /// A message left for later, also by somebody who waits; not in danger.
    public UUID leave(Conversations.Pair pair, Instant now) {
        var open = conversations.open(pair.contact(), pair.line());
        if (open.isEmpty()) {
            return create(pair, "left", Priority.NORMAL, now);
        }
        var id = open.get().id();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE conversation SET status = 'left', left_at = :now, waiting_since = NULL, due_at = :due
                         WHERE id = :id AND status = 'waiting' AND danger_at IS NULL
                        """)
                .bind("now", now)
                .bind("due", now.plus(LEFT_FOR))
                .bind("id", id)
                .execute());
        return id;
    }

    /// It is more urgent, or a child's, than was known; who holds it, or asks for it, stays as they are. A talk
    /// that rests waits again, for danger.
    public void raise(UUID conversation, Priority priority, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE conversation
                           SET priority = CASE WHEN priority = 'danger' THEN priority ELSE :priority END,
                               danger_at = CASE WHEN :danger THEN COALESCE(danger_at, :now) ELSE danger_at END,
                               child_possible = child_possible OR :child,
                               status = CASE WHEN :danger AND status = 'parked' THEN 'waiting' ELSE status END,
                               parked_at = CASE WHEN :danger THEN NULL ELSE parked_at END,
                               waiting_since = CASE WHEN :danger AND status = 'parked'
                                   THEN COALESCE(waiting_since, :now) ELSE waiting_since END
                         WHERE id = :id
                        """)
                .bind("priority", name(priority))
                .bind("danger", priority == Priority.DANGER)
                .bind("child", priority == Priority.CHILD)
                .bind("now", now)
                .bind("id", conversation)
                .execute());
    }

    private UUID create(Conversations.Pair pair, String status, Priority priority, Instant now) {
        var id = Ids.next(now);
        boolean waiting = status.equals("waiting");
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            INSERT INTO conversation (id, organisation_id, line_id, contact_id, status, priority, locale,
                                   child_possible, danger_at, waiting_since, left_at, due_at, opened_at, test)
                            VALUES (:id, :organisation, :line, :contact, :status, :priority, :locale,
                                   :child, :dangerAt, :waitingSince, :leftAt, :due, :now,
                                   (SELECT k.test FROM contact k WHERE k.id = :contact))
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
                    .bind("leftAt", waiting ? null : now)
                    .bind("due", waiting ? now : now.plus(LEFT_FOR))
                    .bind("now", now)
                    .execute();
        });
        participants.join(pair.organisation(), id, Role.CONTACT, pair.contact(), now);
        return id;
    }

    private static String name(Priority priority) {
        return priority.name().toLowerCase(Locale.ROOT);
    }
}
