package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.amparo.conversations.Talk;
import org.amparo.delivery.Outbox;
import org.amparo.platform.Ids;
import org.amparo.platform.Wakeups;
import org.jdbi.v3.core.Jdbi;

/// The tables of requests for interpreters, and of who was asked. Works inside the caller's transaction, which
/// holds the contact's row.
@Singleton
class InterpreterRows {
    static final String POLLER = "interpreters";

    private final Jdbi jdbi;
    private final Outbox outbox;
    private final Wakeups wakeups;

    InterpreterRows(Jdbi jdbi, Outbox outbox, Wakeups wakeups) {
        this.jdbi = jdbi;
        this.outbox = outbox;
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

    /// Somebody was asked.
    ///
    /// @param live an answer still counts
    record Standing(UUID offer, UUID request, UUID conversation, UUID line, boolean live, Instant at) {}

    /// @return its id; the search that is under way already, if one is
    UUID open(Talk talk, String locale, Optional<UUID> by, Instant now) {
        var live = live(talk.id());
        if (live.isPresent()) {
            return live.get().id();
        }
        var id = Ids.next(now);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO interpreter_request (id, organisation_id, line_id, conversation_id, locale, asked_by,
                               due_at, created_at)
                        VALUES (:id, :organisation, :line, :conversation, :locale, CAST(:by AS uuid), :now, :now)
                        """)
                .bind("id", id)
                .bind("organisation", talk.organisation())
                .bind("line", talk.line())
                .bind("conversation", talk.id())
                .bind("locale", locale)
                .bind("by", by.orElse(null))
                .bind("now", now)
                .execute());
        wakeups.tell(POLLER);
        return id;
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

    /// Nobody is looked for any more; texts that have not left stay here.
    void end(UUID request, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE interpreter_request SET ended_at = :now, due_at = NULL WHERE id = :id AND ended_at IS NULL")
                .bind("now", now)
                .bind("id", request)
                .execute());
        jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE interpreter_offer SET answer = 'withdrawn'
                         WHERE request_id = :request AND answer IN ('open', 'missed')
                        RETURNING id
                        """)
                        .bind("request", request)
                        .mapTo(UUID.class)
                        .list())
                .forEach(offer -> outbox.withdraw(origin(offer), now));
    }

    List<InterpreterSearch.Asked> asked(UUID request) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM interpreter_offer WHERE request_id = :request AND answer IN ('open', 'declined', 'missed')
                         ORDER BY asked_at, id
                        """)
                .bind("request", request)
                .map((row, _) -> new InterpreterSearch.Asked(
                        row.getObject("responder_id", UUID.class),
                        Run.Answer.valueOf(row.getString("answer").toUpperCase(Locale.ROOT)),
                        row.getTimestamp("asked_at").toInstant(),
                        row.getTimestamp("until_at").toInstant()))
                .list());
    }

    /// Asks somebody, for the first time or again.
    ///
    /// @return the offer
    UUID ask(Request request, UUID person, Instant until, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO interpreter_offer (id, organisation_id, request_id, responder_id, answer, asked_at, until_at)
                        VALUES (:id, :organisation, :request, :person, 'open', :now, :until)
                        ON CONFLICT ON CONSTRAINT interpreter_offer_once DO UPDATE
                           SET answer = 'open', asked_at = EXCLUDED.asked_at, until_at = EXCLUDED.until_at, answered_at = NULL
                        RETURNING id
                        """)
                .bind("id", Ids.next(now))
                .bind("organisation", request.organisation())
                .bind("request", request.id())
                .bind("person", person)
                .bind("now", now)
                .bind("until", until)
                .mapTo(UUID.class)
                .one());
    }

    void missed(UUID request, UUID person) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE interpreter_offer SET answer = 'missed'
                         WHERE request_id = :request AND responder_id = :person AND answer = 'open'
                        """)
                .bind("request", request)
                .bind("person", person)
                .execute());
    }

    /// They said so of themselves before they were asked: not this one.
    void pass(UUID request, UUID organisation, UUID person, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO interpreter_offer (id, organisation_id, request_id, responder_id, answer, asked_at,
                               until_at, answered_at)
                        VALUES (:id, :organisation, :request, :person, 'declined', :now, :now, :now)
                        ON CONFLICT ON CONSTRAINT interpreter_offer_once
                            DO UPDATE SET answer = 'declined', answered_at = EXCLUDED.answered_at
                        """)
                .bind("id", Ids.next(now))
                .bind("organisation", organisation)
                .bind("request", request)
                .bind("person", person)
                .bind("now", now)
                .execute());
    }

    /// @param answer `accepted` or `declined`
    void answered(UUID offer, String answer, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE interpreter_offer SET answer = :answer, answered_at = :now WHERE id = :id")
                .bind("answer", answer)
                .bind("now", now)
                .bind("id", offer)
                .execute());
        outbox.withdraw(origin(offer), now);
    }

    /// What somebody was asked last, of this talk or of any; one that still counts first.
    Optional<Standing> newest(UUID person, Optional<UUID> conversation, Duration within, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT o.id, o.request_id, r.conversation_id, r.line_id, o.asked_at,
                               r.ended_at IS NULL AND o.answer IN ('open', 'missed') AS live
                          FROM interpreter_offer o JOIN interpreter_request r ON r.id = o.request_id
                         WHERE o.responder_id = :person AND o.asked_at > :oldest AND o.answer NOT IN ('accepted', 'declined')
                           AND (CAST(:conversation AS uuid) IS NULL OR r.conversation_id = CAST(:conversation AS uuid))
                         ORDER BY live DESC, o.asked_at DESC, o.id DESC LIMIT 1
                        """)
                .bind("person", person)
                .bind("conversation", conversation.orElse(null))
                .bind("oldest", now.minus(within))
                .map((row, _) -> new Standing(
                        row.getObject("id", UUID.class),
                        row.getObject("request_id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        row.getObject("line_id", UUID.class),
                        row.getBoolean("live"),
                        row.getTimestamp("asked_at").toInstant()))
                .findOne());
    }

    static String origin(UUID offer) {
        return "interpreter-offer:" + offer;
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
