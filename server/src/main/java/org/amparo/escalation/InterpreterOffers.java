package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.amparo.delivery.Outbox;
import org.amparo.platform.Ids;
import org.jdbi.v3.core.Jdbi;

/// The table of who was asked to interpret. Works inside the caller's transaction, which holds the contact's row.
@Singleton
class InterpreterOffers {
    private static final String ORIGIN = "interpreter-offer:";

    /// Of a talk that was erased, its names lead elsewhere.
    private static final String SELECT = """
            SELECT o.id, o.request_id, COALESCE(r.conversation_id, r.erased_as) AS conversation_id, r.line_id, r.locale,
                   o.asked_at, r.ended_at IS NULL AND o.answer IN ('open', 'missed') AS live
              FROM interpreter_offer o JOIN interpreter_request r ON r.id = o.request_id
            """;

    private final Jdbi jdbi;
    private final Outbox outbox;

    InterpreterOffers(Jdbi jdbi, Outbox outbox) {
        this.jdbi = jdbi;
        this.outbox = outbox;
    }

    /// Somebody was asked.
    ///
    /// @param live an answer still counts
    record Standing(UUID offer, UUID request, UUID conversation, UUID line, String locale, boolean live, Instant at) {}

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
    UUID ask(InterpreterRows.Request request, UUID person, Instant until, Instant now) {
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

    /// Not this one, whether they were asked or not: they count as having said no. Whoever interprets in the talk
    /// leaves it at the next look.
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

    /// Nobody need answer any more; texts and calls that have not left stay here.
    void withdraw(UUID request, Instant now) {
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

    /// What somebody was asked last, of this talk or of any; one that still counts first. Who was only passed over
    /// was asked nothing.
    Optional<Standing> newest(UUID person, Optional<UUID> conversation, Duration within, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + """
                         WHERE o.responder_id = :person AND o.asked_at > :oldest AND o.answer <> 'accepted'
                           AND (o.answered_at IS NULL OR o.answered_at > o.asked_at)
                           AND (CAST(:conversation AS uuid) IS NULL
                             OR COALESCE(r.conversation_id, r.erased_as) = CAST(:conversation AS uuid))
                         ORDER BY live DESC, o.asked_at DESC, o.id DESC LIMIT 1
                        """)
                .bind("person", person)
                .bind("conversation", conversation.orElse(null))
                .bind("oldest", now.minus(within))
                .map((row, _) -> standing(row))
                .findOne());
    }

    /// What the call with this origin asked; empty when they said yes by now.
    Optional<Standing> of(String origin) {
        return id(origin)
                .flatMap(id -> jdbi.withHandle(
                        handle -> handle.createQuery(SELECT + " WHERE o.id = :id AND o.answer <> 'accepted'")
                                .bind("id", id)
                                .map((row, _) -> standing(row))
                                .findOne()));
    }

    /// Whom it asked.
    Optional<UUID> person(String origin) {
        return id(origin)
                .flatMap(id -> jdbi.withHandle(
                        handle -> handle.createQuery("SELECT responder_id FROM interpreter_offer WHERE id = :id")
                                .bind("id", id)
                                .mapTo(UUID.class)
                                .findOne()));
    }

    static String origin(UUID offer) {
        return ORIGIN + offer;
    }

    private static Optional<UUID> id(String origin) {
        return origin.startsWith(ORIGIN)
                ? Optional.of(UUID.fromString(origin.substring(ORIGIN.length())))
                : Optional.empty();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getObject("id", UUID.class),
                row.getObject("request_id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getObject("line_id", UUID.class),
                row.getString("locale"),
                row.getBoolean("live"),
                row.getTimestamp("asked_at").toInstant());
    }
}
