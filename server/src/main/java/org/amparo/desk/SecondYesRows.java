package org.amparo.desk;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.conversations.Talk;
import org.amparo.delivery.Outbox;
import org.amparo.platform.Ids;
import org.amparo.platform.OldRows;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.amparo.platform.Wakeups;
import org.amparo.sealing.Keyring;
import org.amparo.sealing.SealBroken;
import org.jdbi.v3.core.Jdbi;

/// The tables of second answers that are asked for, and of whom. Works inside the caller's transaction, which holds
/// the contact's row.
@Singleton
class SecondYesRows implements RetentionStep {
    static final String POLLER = "second-yes";

    private final Jdbi jdbi;
    private final Keyring keyring;
    private final Outbox outbox;
    private final Wakeups wakeups;

    SecondYesRows(Jdbi jdbi, Keyring keyring, Outbox outbox, Wakeups wakeups) {
        this.jdbi = jdbi;
        this.keyring = keyring;
        this.outbox = outbox;
        this.wakeups = wakeups;
    }

    /// A yes that is asked for.
    ///
    /// @param by the responder who wants to refer
    /// @param told they know that nobody answered yet
    record Request(
            UUID id,
            UUID organisation,
            UUID line,
            UUID conversation,
            UUID partner,
            UUID by,
            boolean told,
            Instant createdAt) {}

    /// Somebody it was asked of.
    ///
    /// @param until they are waited for
    record Asked(UUID person, Instant at, Instant until, boolean read, boolean passed) {}

    /// What somebody was asked.
    ///
    /// @param live an answer still counts
    record Standing(UUID request, UUID conversation, boolean live, boolean passed, Instant at) {}

    enum Answer {
        YES,
        NO,
        /// Nobody answered in its time.
        LAPSED,
        /// The talk went on without it.
        DROPPED
    }

    /// @param note as it would be given
    Request open(Talk talk, UUID partner, String note, UUID by, Instant now) {
        var id = Ids.next(now);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO second_yes (id, organisation_id, line_id, conversation_id, partner_id, note, asked_by,
                               due_at, created_at)
                        VALUES (:id, :organisation, :line, :conversation, :partner, :note, :by, :now, :now)
                        """)
                .bind("id", id)
                .bind("organisation", talk.organisation())
                .bind("line", talk.line())
                .bind("conversation", talk.id())
                .bind("partner", partner)
                .bind("note", keyring.seal(talk.id(), row(id), note.getBytes(StandardCharsets.UTF_8), now))
                .bind("by", by)
                .bind("now", now)
                .execute());
        wakeups.tell(POLLER);
        return new Request(id, talk.organisation(), talk.line(), talk.id(), partner, by, false, now);
    }

    Optional<Request> live(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM second_yes WHERE conversation_id = :conversation AND ended_at IS NULL FOR UPDATE
                        """)
                .bind("conversation", conversation)
                .map((row, _) -> request(row))
                .findOne());
    }

    /// One that is due, its contact's row and its own locked; a row somebody else works on is passed over.
    Optional<Request> claimDue(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT s.* FROM second_yes s
                          JOIN conversation c ON c.id = s.conversation_id
                          JOIN contact k ON k.id = c.contact_id
                         WHERE s.due_at <= :now
                         ORDER BY s.due_at LIMIT 1
                           FOR UPDATE OF k, s SKIP LOCKED
                        """)
                .bind("now", now)
                .map((row, _) -> request(row))
                .findOne());
    }

    Optional<Instant> nextDue() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT min(due_at) FROM second_yes")
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .one());
    }

    void lookAgain(UUID request, Instant due) {
        jdbi.useHandle(
                handle -> handle.createUpdate("UPDATE second_yes SET due_at = :due WHERE id = :id AND ended_at IS NULL")
                        .bind("due", due)
                        .bind("id", request)
                        .execute());
        wakeups.tell(POLLER);
    }

    void told(UUID request, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE second_yes SET told_at = :now WHERE id = :id")
                .bind("now", now)
                .bind("id", request)
                .execute());
    }

    /// The note, opened; empty once the talk's words are gone, and their key with them.
    Optional<String> note(Request request) {
        var sealed = jdbi.withHandle(handle -> handle.createQuery("SELECT note FROM second_yes WHERE id = :id")
                .bind("id", request.id())
                .mapTo(byte[].class)
                .one());
        try {
            return Optional.of(new String(
                    keyring.open(request.conversation(), row(request.id()), sealed), StandardCharsets.UTF_8));
        } catch (SealBroken e) {
            return Optional.empty();
        }
    }

    /// It is over: the note goes at once, and questions that have not left stay here.
    void end(Request request, Answer answer, Optional<UUID> by, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE second_yes
                           SET ended_at = :now, due_at = NULL, note = NULL, answer = :answer, answered_by = CAST(:by AS uuid)
                         WHERE id = :id
                        """)
                .bind("now", now)
                .bind("answer", answer.name().toLowerCase(Locale.ROOT))
                .bind("by", by.orElse(null))
                .bind("id", request.id())
                .execute());
        outbox.withdraw(origin(request.id()), now);
    }

    List<Asked> asked(UUID request) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM second_asked WHERE second_yes_id = :request ORDER BY asked_at, responder_id
                        """)
                .bind("request", request)
                .map((row, _) -> new Asked(
                        row.getObject("responder_id", UUID.class),
                        row.getTimestamp("asked_at").toInstant(),
                        row.getTimestamp("until_at").toInstant(),
                        row.getTimestamp("read_at") != null,
                        row.getTimestamp("passed_at") != null))
                .list());
    }

    void ask(Request request, UUID person, Instant until, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO second_asked (second_yes_id, responder_id, organisation_id, asked_at, until_at)
                        VALUES (:request, :person, :organisation, :now, :until)
                        """)
                .bind("request", request.id())
                .bind("person", person)
                .bind("organisation", request.organisation())
                .bind("now", now)
                .bind("until", until)
                .execute());
    }

    /// They were shown the note, and are waited for anew.
    void read(UUID request, UUID person, Instant until, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE second_asked SET read_at = COALESCE(read_at, :now), passed_at = NULL, until_at = :until
                         WHERE second_yes_id = :request AND responder_id = :person
                        """)
                .bind("now", now)
                .bind("until", until)
                .bind("request", request)
                .bind("person", person)
                .execute());
    }

    void passed(UUID request, UUID person, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE second_asked SET passed_at = :now WHERE second_yes_id = :request AND responder_id = :person
                        """)
                .bind("now", now)
                .bind("request", request)
                .bind("person", person)
                .execute());
    }

    /// What somebody was asked last on a line, of this talk or of any; one that still counts first.
    Optional<Standing> newest(UUID person, UUID line, Optional<UUID> conversation, Duration within, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT s.id, s.conversation_id, s.ended_at IS NULL AS live, a.passed_at IS NOT NULL AS passed, a.asked_at
                          FROM second_asked a JOIN second_yes s ON s.id = a.second_yes_id
                         WHERE a.responder_id = :person AND s.line_id = :line AND a.asked_at > :oldest
                           AND (CAST(:conversation AS uuid) IS NULL OR s.conversation_id = CAST(:conversation AS uuid))
                         ORDER BY live DESC, a.asked_at DESC, s.id DESC LIMIT 1
                        """)
                .bind("person", person)
                .bind("line", line)
                .bind("conversation", conversation.orElse(null))
                .bind("oldest", now.minus(within))
                .map((row, _) -> new Standing(
                        row.getObject("id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        row.getBoolean("live"),
                        row.getBoolean("passed"),
                        row.getTimestamp("asked_at").toInstant()))
                .findOne());
    }

    /// The talks of a line about which they were asked and shown the note, and whose question is open.
    List<UUID> read(UUID person, UUID line) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT s.conversation_id FROM second_asked a JOIN second_yes s ON s.id = a.second_yes_id
                         WHERE a.responder_id = :person AND s.line_id = :line AND s.ended_at IS NULL
                           AND a.read_at IS NOT NULL
                         ORDER BY a.read_at
                        """)
                .bind("person", person)
                .bind("line", line)
                .mapTo(UUID.class)
                .list());
    }

    /// Whether a second person said yes to this partner in this talk, before the contact did.
    boolean agreed(UUID consent) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM second_yes y
                                         JOIN consent c ON c.conversation_id = y.conversation_id AND c.partner_id = y.partner_id
                                        WHERE c.id = :consent AND y.answer = 'yes' AND y.ended_at <= c.answered_at)
                        """)
                .bind("consent", consent)
                .mapTo(Boolean.class)
                .one());
    }

    static String origin(UUID request) {
        return "second-yes:" + request;
    }

    private static String row(UUID request) {
        return "second-yes:" + request;
    }

    private static Request request(ResultSet row) throws SQLException {
        return new Request(
                row.getObject("id", UUID.class),
                row.getObject("organisation_id", UUID.class),
                row.getObject("line_id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getObject("partner_id", UUID.class),
                row.getObject("asked_by", UUID.class),
                row.getTimestamp("told_at") != null,
                row.getTimestamp("created_at").toInstant());
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("second_yes")
                        .keeps(
                                RetentionClass.RUN,
                                "that a second person was asked about a child's referral, and the answer: ids, times",
                                "id",
                                "organisation_id",
                                "line_id",
                                "conversation_id",
                                "partner_id",
                                "asked_by",
                                "told_at",
                                "due_at",
                                "created_at",
                                "ended_at",
                                "answer",
                                "answered_by")
                        .keeps(
                                RetentionClass.DANGER_TEXT,
                                "the note a second person is asked about, sealed; gone with the answer, within a day",
                                "note"),
                StoredTable.named("second_asked")
                        .keeps(
                                RetentionClass.RUN,
                                "who was asked for a second yes, when they read it or passed: ids, times",
                                "second_yes_id",
                                "responder_id",
                                "organisation_id",
                                "asked_at",
                                "until_at",
                                "read_at",
                                "passed_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        int gone = OldRows.delete(jdbi, "second_yes", "id", "ended_at", times.before(RetentionClass.RUN, now), atMost);
        return Map.of(RetentionClass.RUN, gone);
    }
}
