package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Alarms;
import org.amparo.conversations.Talk;
import org.amparo.platform.Ids;
import org.amparo.platform.Wakeups;
import org.jdbi.v3.core.Jdbi;

/// The table of searches for interpreters. Works inside the caller's transaction, which holds the contact's row
/// where nothing else is said.
@Singleton
class InterpreterRows {
    static final String POLLER = "interpreters";

    /// A talk is looked at, whether somebody is looked for in it already or not. Needs no contact's row.
    static final String LOOK = """
            INSERT INTO interpreter_request (id, organisation_id, line_id, conversation_id, locale, due_at, created_at)
            SELECT :id, c.organisation_id, c.line_id, c.id, c.locale, :now, :now
              FROM conversation c WHERE c.id = :conversation AND c.closed_at IS NULL
            ON CONFLICT (conversation_id) WHERE ended_at IS NULL DO UPDATE SET due_at = EXCLUDED.due_at
            RETURNING id, organisation_id
            """;

    private final Jdbi jdbi;
    private final InterpreterOffers offers;
    private final Alarms alarms;
    private final Wakeups wakeups;

    InterpreterRows(Jdbi jdbi, InterpreterOffers offers, Alarms alarms, Wakeups wakeups) {
        this.jdbi = jdbi;
        this.offers = offers;
        this.alarms = alarms;
        this.wakeups = wakeups;
    }

    /// A search under way.
    ///
    /// @param wanted the holder asked for it; else the line does
    /// @param told the holder knows of it
    /// @param toldNone the holder knows that nobody can be asked just now
    record Request(
            UUID id,
            UUID organisation,
            UUID line,
            UUID conversation,
            String locale,
            boolean wanted,
            boolean told,
            boolean toldNone) {}

    /// Whoever holds the talk hears of it anew. One for another language gives way: there is one of each talk.
    ///
    /// @return its id; the search that is under way already, if one is
    UUID open(Talk talk, String locale, Optional<UUID> by, Instant now) {
        var live = live(talk.id());
        if (live.filter(one -> one.locale().equals(locale)).isPresent()) {
            again(live.get().id(), by);
            wake(live.get().id(), now);
            return live.get().id();
        }
        live.ifPresent(other -> end(other.id(), now));
        var id = jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO interpreter_request (id, organisation_id, line_id, conversation_id, locale, asked_by,
                               due_at, created_at)
                        VALUES (:id, :organisation, :line, :conversation, :locale, CAST(:by AS uuid), :now, :now)
                        ON CONFLICT (conversation_id) WHERE ended_at IS NULL
                            DO UPDATE SET locale = EXCLUDED.locale, asked_by = EXCLUDED.asked_by, due_at = EXCLUDED.due_at
                        RETURNING id
                        """)
                .bind("id", Ids.next(now))
                .bind("organisation", talk.organisation())
                .bind("line", talk.line())
                .bind("conversation", talk.id())
                .bind("locale", locale)
                .bind("by", by.orElse(null))
                .bind("now", now)
                .mapTo(UUID.class)
                .one());
        wakeups.tell(POLLER);
        return id;
    }

    private void again(UUID request, Optional<UUID> by) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE interpreter_request
                           SET asked_by = COALESCE(CAST(:by AS uuid), asked_by), told_at = NULL, told_none_at = NULL
                         WHERE id = :id
                        """)
                .bind("by", by.orElse(null))
                .bind("id", request)
                .execute());
    }

    Optional<Request> live(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM interpreter_request WHERE conversation_id = :conversation AND ended_at IS NULL
                           FOR UPDATE
                        """)
                .bind("conversation", conversation)
                .map((row, _) -> request(row))
                .findOne());
    }

    /// One that is due, its contact's row and its own locked; a row somebody else works on is passed over.
    Optional<Request> claimDue(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT r.* FROM interpreter_request r
                          JOIN conversation c ON c.id = r.conversation_id
                          JOIN contact k ON k.id = c.contact_id
                         WHERE r.due_at <= :now
                         ORDER BY r.due_at LIMIT 1
                           FOR UPDATE OF k, r SKIP LOCKED
                        """)
                .bind("now", now)
                .map((row, _) -> request(row))
                .findOne());
    }

    Optional<Instant> nextDue() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT min(due_at) FROM interpreter_request")
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .one());
    }

    void lookAgain(UUID request, Instant due) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE interpreter_request SET due_at = :due WHERE id = :id AND ended_at IS NULL")
                .bind("due", due)
                .bind("id", request)
                .execute());
    }

    /// Looked at by the poller at once.
    void wake(UUID request, Instant now) {
        lookAgain(request, now);
        wakeups.tell(POLLER);
    }

    void told(UUID request, boolean none, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE interpreter_request
                           SET told_at = :now, told_none_at = CASE WHEN :none THEN CAST(:now AS timestamptz) ELSE told_none_at END
                         WHERE id = :id
                        """)
                .bind("now", now)
                .bind("none", none)
                .bind("id", request)
                .execute());
    }

    /// Whoever interprets in it can be reached no more: they leave at the next look. Waits for no contact, whose
    /// row the caller may not have.
    void unreached(UUID conversation, UUID person, Instant now) {
        jdbi.useHandle(handle -> handle.createQuery(LOOK)
                .bind("id", Ids.next(now))
                .bind("conversation", conversation)
                .bind("now", now)
                .map((row, _) -> {
                    offers.pass(
                            row.getObject("id", UUID.class), row.getObject("organisation_id", UUID.class), person, now);
                    return person;
                })
                .list());
        wakeups.tell(POLLER);
    }

    /// Nobody is looked for any more; texts that have not left stay here.
    void end(UUID request, Instant now) {
        jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE interpreter_request SET ended_at = :now, due_at = NULL WHERE id = :id AND ended_at IS NULL
                        RETURNING conversation_id
                        """)
                        .bind("now", now)
                        .bind("id", request)
                        .mapTo(UUID.class)
                        .list())
                .forEach(talk -> alarms.clear(Alarm.Kind.NOBODY_INTERPRETS, Optional.of(talk), now));
        offers.withdraw(request, now);
    }

    /// Talks of a contact in which somebody was looked for.
    List<UUID> ofContact(UUID contact) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT DISTINCT r.conversation_id FROM interpreter_request r
                          JOIN conversation c ON c.id = r.conversation_id
                         WHERE c.contact_id = :contact
                        """)
                .bind("contact", contact)
                .mapTo(UUID.class)
                .list());
    }

    /// The contact erased everything: nobody is looked for. Whoever was asked may still answer, and hears that it
    /// is over: the rows stay, without whose talk it was and in which language.
    ///
    /// @param as what the names of that talk lead to from now on
    void erased(UUID conversation, UUID as, Instant now) {
        live(conversation).ifPresent(request -> end(request.id(), now));
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE interpreter_request
                           SET conversation_id = NULL, erased_as = :as, locale = 'und', asked_by = NULL
                         WHERE conversation_id = :conversation
                        """)
                .bind("as", as)
                .bind("conversation", conversation)
                .execute());
    }

    private static Request request(ResultSet row) throws SQLException {
        return new Request(
                row.getObject("id", UUID.class),
                row.getObject("organisation_id", UUID.class),
                row.getObject("line_id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getString("locale"),
                row.getObject("asked_by") != null,
                row.getTimestamp("told_at") != null,
                row.getTimestamp("told_none_at") != null);
    }
}
