package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.alarms.Alarm;
import org.jdbi.v3.core.Jdbi;

/// Checks the promise that no open conversation is without an owner: somebody who holds it and is watched, a
/// running escalation, a patience of its own, or an alarm that rings. Practice may have none.
@Singleton
public class OpenConversations {
    /// What was due longer ago is not running any more.
    private static final Duration LATE = Duration.ofSeconds(30);

    private final Jdbi jdbi;

    OpenConversations(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The open conversations nobody owns; always empty while everything is well.
    public List<UUID> withoutOwner(Instant now) {
        return find(now, "").stream().map(Alone::conversation).toList();
    }

    /// A conversation nobody owns.
    ///
    /// @param due when its search or its holder was to be looked at, if there is any; whoever looks changes it
    record Alone(UUID conversation, Optional<Instant> due) {}

    /// The same, and those for which an alarm stands that says just that.
    List<Alone> alone(Instant now) {
        return find(now, Alarm.Kind.NOBODY_OWNS.column());
    }

    private List<Alone> find(Instant now, String but) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT c.id, (SELECT max(r.due_at) FROM escalation_run r
                                       WHERE r.conversation_id = c.id AND r.status <> 'ended') AS due
                          FROM conversation c
                         WHERE c.closed_at IS NULL AND c.status <> 'automatic' AND NOT c.test
                           AND NOT (c.status IN ('parked', 'left') AND c.due_at > :late)
                           AND NOT EXISTS (SELECT FROM escalation_run r
                                            WHERE r.conversation_id = c.id AND r.status = 'running' AND r.due_at > :late)
                           AND NOT EXISTS (SELECT FROM escalation_run r
                                            WHERE r.conversation_id = c.id AND r.status = 'held' AND c.status = 'held'
                                              AND (r.due_at > :late OR (r.due_at IS NULL AND r.unanswered_since IS NULL)))
                           AND NOT EXISTS (SELECT FROM alarm a WHERE a.subject_id = c.id AND a.due_at > :late
                                              AND a.kind <> :but)
                         ORDER BY c.id
                        """)
                .bind("late", now.minus(LATE))
                .bind("but", but)
                .map((row, _) -> new Alone(
                        row.getObject("id", UUID.class),
                        Optional.ofNullable(row.getTimestamp("due")).map(Timestamp::toInstant)))
                .list());
    }
}
