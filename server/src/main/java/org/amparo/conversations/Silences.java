package org.amparo.conversations;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.conversations.OpenConversation.Status;
import org.jdbi.v3.core.Jdbi;

/// Finds talks in which the contact has been silent for long, and asks whether they are still there (`domain.md`
/// E.2, LIVE; `rulings.md` 6). A left message is not looked at: its time is that of what is kept. A talk is looked
/// at when its `due_at` comes; whoever wrote meanwhile only moves it on. Works inside the caller's transaction;
/// safe on many nodes.
@Singleton
public class Silences {
    static final Duration ASKED_AFTER = Duration.ofMinutes(15);
    static final Duration PARKED_AFTER = Duration.ofMinutes(30);

    /// A holder who owes an answer is reminded and replaced long before; if nobody did that, the talk rests at
    /// last.
    private static final Duration PARKED_ANYHOW = Duration.ofMinutes(60);

    private final Jdbi jdbi;
    private final Conversations conversations;
    private final Announcements announcements;

    Silences(Jdbi jdbi, Conversations conversations, Announcements announcements) {
        this.jdbi = jdbi;
        this.conversations = conversations;
        this.announcements = announcements;
    }

    /// What a talk's silence calls for.
    public enum Step {
        ASK,
        PARK,
        CLOSE,
        NOTHING
    }

    /// @param next when it is looked at again, after `ASK` and `NOTHING`
    public record Silent(Talk talk, Step step, Instant next) {}

    /// The next talk that is due, with its contact's row locked; what another node works on is passed over.
    public Optional<Silent> claimDue(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT c.id, c.due_at, c.still_there_at, s.last_inbound_at,
                               (SELECT max(p.joined_at) FROM participant p
                                 WHERE p.conversation_id = c.id AND p.kind = 'responder' AND p.left_at IS NULL) AS held_at,
                               (SELECT max(m.said_at) FROM message m
                                 WHERE m.conversation_id = c.id AND m.direction = 'out') AS answered_at
                          FROM conversation c
                          JOIN contact k ON k.id = c.contact_id
                          LEFT JOIN sending_state s ON s.contact_id = c.contact_id AND s.line_id = c.line_id
                         WHERE c.status IN ('held', 'parked') AND (c.due_at IS NULL OR c.due_at <= :now)
                         ORDER BY c.due_at NULLS FIRST LIMIT 1
                           FOR UPDATE OF k, c SKIP LOCKED
                        """)
                .bind("now", now)
                .map((row, _) -> silent(row, now))
                .findOne());
    }

    public Optional<Instant> nextDue() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT min(due_at) FROM conversation WHERE status IN ('held', 'parked')")
                        .map((row, _) -> instant(row, 1))
                        .one());
    }

    /// It is looked at again then.
    public void lookAgain(UUID conversation, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE conversation SET due_at = :at WHERE id = :id")
                .bind("at", at)
                .bind("id", conversation)
                .execute());
    }

    /// Asks once in each silence; leaves only while texting is safe.
    public void ask(Talk talk, Instant now) {
        announcements.say(talk, "sys.still-there", Map.of(), now);
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE conversation SET still_there_at = :now WHERE id = :id")
                .bind("now", now)
                .bind("id", talk.id())
                .execute());
    }

    private Silent silent(ResultSet row, Instant now) throws SQLException {
        var talk = conversations.find(row.getObject("id", UUID.class)).orElseThrow();
        var heldAt = instant(row, "held_at").orElse(now);
        var silentSince =
                instant(row, "last_inbound_at").filter(heldAt::isBefore).orElse(heldAt);
        boolean asked = instant(row, "still_there_at")
                .filter(at -> !at.isBefore(silentSince))
                .isPresent();
        boolean answered = instant(row, "answered_at")
                .filter(at -> !at.isBefore(silentSince))
                .isPresent();
        return step(talk, silentSince, asked, answered, now);
    }

    /// Pure.
    ///
    /// @param silentSince the contact's last text, or when the holder took the talk
    /// @param asked whether they were asked since then
    /// @param answered whether somebody wrote to them since then
    static Silent step(Talk talk, Instant silentSince, boolean asked, boolean answered, Instant now) {
        if (talk.status() != Status.HELD) {
            return new Silent(talk, Step.CLOSE, now);
        }
        var rests = silentSince.plus(answered ? PARKED_AFTER : PARKED_ANYHOW);
        var asks = silentSince.plus(ASKED_AFTER);
        boolean stays = talk.danger() || talk.leftMessage();
        var later = now.plus(PARKED_AFTER);
        if (!stays && !now.isBefore(rests)) {
            return new Silent(talk, Step.PARK, now);
        }
        if (!asked && !talk.leftMessage() && !now.isBefore(asks) && now.isBefore(rests)) {
            return new Silent(talk, Step.ASK, stays ? later : rests);
        }
        if (now.isBefore(asks)) {
            return new Silent(talk, Step.NOTHING, asks);
        }
        return new Silent(talk, Step.NOTHING, stays ? later : rests);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
