package org.amparo.delivery;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.Piece;
import org.amparo.numbers.SealedAddress;
import org.amparo.platform.ErasureStep;
import org.amparo.platform.Ids;
import org.amparo.platform.Wakeups;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Jdbi;

/// Takes messages to be sent. A row holds text ids, locale, release and arguments, never a body of ours; it is
/// written in the transaction that decided it, and leaves after that commits.
@Singleton
public final class Outbox implements DeliveryStatuses, ErasureStep {
    static final String POLLER = "delivery";

    /// A call is over, or its text is in doubt and ends, well within so long; older rows need not be read.
    private static final Duration IN_HAND = Duration.ofMinutes(10);

    static final String REPLACE = """
            UPDATE outbox SET status = 'dropped', reason = :reason, final_at = :now, <emptied>
             WHERE lane = :lane AND line_id = :line AND status = 'queued' AND replaceable
            """;

    private final Jdbi jdbi;
    private final Keyring keyring;
    private final ObjectMapper json;
    private final Wakeups wakeups;

    Outbox(Jdbi jdbi, Keyring keyring, ObjectMapper json, Wakeups wakeups) {
        this.jdbi = jdbi;
        this.keyring = keyring;
        this.json = json;
        this.wakeups = wakeups;
    }

    /// Queues a message; it is due at once.
    ///
    /// @return its row
    public UUID queue(Outgoing message, Instant now) {
        return queue(message, now, now);
    }

    /// Queues a message that is due later. Those behind it in its lane wait for it.
    ///
    /// @return its row
    public UUID queue(Outgoing message, Instant due, Instant now) {
        var id = Ids.next(now);
        var textId = message.textId();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO outbox (id, organisation_id, line_id, lane, contact_id, origin, class, text_id, locale,
                               release_id, parameters, first_in_lane, replaceable, resend_in_doubt, answers_at,
                               medium, recipient_id, recipient_kind, recipient_sealed, sealed_body, body_owner, body_row,
                               status, due_at, report_token, created_at)
                        VALUES (:id, :organisation, :line, :lane, CAST(:contact AS uuid), :origin, :class, :text, :locale,
                               CAST(:release AS uuid), CAST(:pieces AS jsonb), :first, :replaceable, :resend, :answersAt,
                               :medium, CAST(:recipient AS uuid), :kind, CAST(:sealedTo AS bytea),
                               CAST(:body AS bytea), CAST(:bodyOwner AS uuid), CAST(:bodyRow AS uuid),
                               'queued', :due, :token, :now)
                        """)
                .bind("id", id)
                .bind("organisation", message.organisationId())
                .bind("line", message.lineId())
                .bind("lane", message.lane())
                .bind("contact", message.contactId().orElse(null))
                .bind("origin", message.origin())
                .bind("class", message.textClass().name().toLowerCase(Locale.ROOT))
                .bind("text", textId)
                .bind("locale", message.locale())
                .bind("release", message.releaseId().orElse(null))
                .bind("medium", message.medium().name().toLowerCase(Locale.ROOT))
                .bind("recipient", message.recipient().map(SealedAddress::owner).orElse(null))
                .bind(
                        "kind",
                        message.recipient()
                                .map(recipient -> recipient.kind().column())
                                .orElse(null))
                .bind("sealedTo", message.recipient().map(SealedAddress::sealed).orElse(null))
                .bind("body", message.words().map(words -> seal(id, words, now)).orElse(null))
                .bind("bodyOwner", message.words().map(Words::owner).orElse(null))
                .bind("bodyRow", message.words().isPresent() ? id : null)
                .bind("pieces", write(message.pieces()))
                .bind("first", TextRules.first(textId))
                .bind("replaceable", TextRules.replaceable(textId))
                .bind("resend", TextRules.twiceBeatsNever(textId))
                .bind("answersAt", message.answersAt().orElse(null))
                .bind("due", due)
                .bind("now", now)
                .bind("token", Ids.secret())
                .execute());
        wakeups.tell(POLLER);
        return id;
    }

    /// On which line a text went, and in which language.
    public record Sent(UUID line, String locale) {}

    /// What is known of a message to a contact; empty when it went to somebody who answers, or to a practice phone.
    public Optional<Sent> toContact(UUID row) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT o.line_id, o.locale FROM outbox o
                          JOIN contact k ON k.id = o.contact_id AND NOT k.test
                         WHERE o.id = :id
                        """)
                .bind("id", row)
                .map((found, _) -> new Sent(found.getObject("line_id", UUID.class), found.getString("locale")))
                .findOne());
    }

    /// What was asked is no longer open: its texts and calls that have not left stay here. One in the hand of a
    /// call is not tried again, unless delivery is at it this very moment: the caller holds what delivery may wait
    /// for.
    public void withdraw(String origin, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE outbox SET status = 'dropped', reason = 'withdrawn', final_at = :now, <emptied>
                         WHERE origin = :origin AND origin <> '' AND status = 'queued'
                        """)
                .define("emptied", OutboxRow.EMPTIED)
                .bind("now", now)
                .bind("origin", origin)
                .execute());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE outbox SET reason = 'withdrawn', resend_in_doubt = false
                         WHERE id IN (SELECT id FROM outbox
                                       WHERE origin = :origin AND origin <> '' AND status = 'sending'
                                         AND carrier_id IS NULL AND sending_at > :since
                                         FOR UPDATE SKIP LOCKED)
                        """)
                .bind("origin", origin)
                .bind("since", now.minus(IN_HAND))
                .execute());
    }

    /// It is over: what was promised and is held for agreed hours stays here.
    public void withdrawHeld(String origin, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE outbox SET status = 'dropped', reason = 'withdrawn', final_at = :now, <emptied>
                         WHERE origin = :origin AND origin <> '' AND status = 'queued' AND class <> 'agreed'
                           AND held_until > :now
                        """)
                .define("emptied", OutboxRow.EMPTIED)
                .bind("now", now)
                .bind("origin", origin)
                .execute());
    }

    /// A new text came: menus, topics and the like that still wait in its lane are needless now.
    public void replaceWaiting(UUID lane, UUID line, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(REPLACE)
                .define("emptied", OutboxRow.EMPTIED)
                .bind("reason", SendingGate.DropReason.REPLACED.column())
                .bind("lane", lane)
                .bind("line", line)
                .bind("now", now)
                .execute());
    }

    /// What may be sent to a contact changed: what is held for agreed hours is looked at again now. All that waits
    /// in the lane is written, so that a text which is being held at this moment on another node is seen too. In
    /// the transaction of the change.
    public void lookAgain(UUID lane, Instant now) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        UPDATE outbox
                           SET due_at = CASE WHEN held_until > :now THEN CAST(:now AS timestamptz) ELSE due_at END,
                               held_until = LEAST(held_until, CAST(:now AS timestamptz))
                         WHERE lane = :lane AND status = 'queued'
                        """).bind("now", now).bind("lane", lane).execute());
        wakeups.tell(POLLER);
    }

    /// Takes texts that have not left yet away from a contact who is about to be erased, so that they stay.
    ///
    /// @param textIds what their ids begin with
    /// @return their rows, to be given to whoever they are for now
    public List<UUID> withhold(UUID contact, String textIds) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE outbox SET contact_id = NULL
                         WHERE contact_id = :contact AND starts_with(text_id, :ids)
                           AND (status = 'queued' OR (status = 'sending' AND carrier_id IS NULL))
                        RETURNING id
                        """)
                .bind("contact", contact)
                .bind("ids", textIds)
                .mapTo(UUID.class)
                .list());
    }

    /// Puts withheld texts into the lane of a contact.
    public void giveTo(List<UUID> rows, UUID contact) {
        if (!rows.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate(
                            "UPDATE outbox SET contact_id = :contact, lane = :contact WHERE id IN (<rows>)")
                    .bind("contact", contact)
                    .bindList("rows", rows)
                    .execute());
        }
    }

    /// When a `crisis` last really left for this contact on this line (its queued ones included): it is not
    /// repeated within 15 minutes.
    public Optional<Instant> lastCrisis(UUID contact, UUID line) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT max(COALESCE(sending_at, created_at)) FROM outbox
                         WHERE contact_id = :contact AND line_id = :line AND text_id LIKE 'sys.crisis%' AND text_id <> 'sys.crisis-no-one'
                           AND status IN ('queued', 'sending', 'sent', 'delivered')
                        """)
                .bind("contact", contact)
                .bind("line", line)
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
                .one());
    }

    /// A text that asks something, which left.
    public record Asked(UUID row, String textId, Instant at) {}

    /// Which of these texts left for this contact on this line since then, the newest first.
    public List<Asked> asked(UUID contact, UUID line, Collection<String> textIds, Instant since) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, text_id, COALESCE(sending_at, created_at) AS at FROM outbox
                         WHERE contact_id = :contact AND line_id = :line AND text_id IN (<texts>)
                           AND status IN ('sending', 'sent', 'delivered') AND COALESCE(sending_at, created_at) > :since
                         ORDER BY at DESC
                        """)
                .bind("contact", contact)
                .bind("line", line)
                .bindList("texts", List.copyOf(textIds))
                .bind("since", since)
                .map((row, _) -> new Asked(
                        row.getObject("id", UUID.class),
                        row.getString("text_id"),
                        row.getTimestamp("at").toInstant()))
                .list());
    }

    @Override
    public Map<UUID, DeliveryStatus> of(Collection<UUID> rows) {
        return statuses("status", rows);
    }

    /// The same, where one that ended in doubt counts as sent: the person may have it.
    public Map<UUID, DeliveryStatus> asSeen(Collection<UUID> rows) {
        return statuses("CASE WHEN in_doubt AND status = 'failed' THEN 'sent' ELSE status END", rows);
    }

    /// Rows no longer say what they came from; nobody hears of trouble with them.
    ///
    /// @param beginning of their origins
    public void forgetOrigins(String beginning) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE outbox SET origin = ''
                         WHERE origin <> '' AND origin COLLATE "C" BETWEEN :beginning AND :end
                        """)
                .bind("beginning", beginning)
                .bind("end", beginning + "~")
                .execute());
    }

    /// Nothing of a contact stays in the outbox but what statistics need: no row.
    @Override
    public void erase(UUID contact) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM outbox WHERE contact_id = :contact")
                .bind("contact", contact)
                .execute());
    }

    /// Before whatever a report that met trouble writes: it holds its row already.
    @Override
    public int order() {
        return FIRST - 2;
    }

    private Map<UUID, DeliveryStatus> statuses(String status, Collection<UUID> rows) {
        var found = new HashMap<UUID, DeliveryStatus>();
        if (!rows.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery(
                            "SELECT id, " + status + " AS status FROM outbox WHERE id IN (<rows>)")
                    .bindList("rows", List.copyOf(rows))
                    .map((row, _) -> found.put(
                            row.getObject("id", UUID.class), DeliveryStatus.ofColumn(row.getString("status"))))
                    .list());
        }
        return found;
    }

    private byte[] seal(UUID row, Words words, Instant now) {
        return keyring.seal(words.owner(), OutboxRow.seal(row), words.text().getBytes(StandardCharsets.UTF_8), now);
    }

    private String write(List<Piece> pieces) {
        try {
            return json.writeValueAsString(pieces.stream().map(StoredPiece::of).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
