package org.amparo.delivery;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.Contacts;
import org.amparo.platform.Ids;
import org.amparo.platform.Wakeups;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Records what became of a message: by the carrier's answer to the call, by its reports, or by its silence. Any
/// number of nodes may do so at once.
@Singleton
class Outcomes implements DeliveryReports {
    /// So long after it was taken, nothing having been heard, the carrier is asked; then at growing intervals.
    static final Duration ASK_AFTER = Duration.ofSeconds(60);

    /// Then nothing more will be heard.
    static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

    private final Jdbi jdbi;
    private final Contacts contacts;
    private final Carrier carrier;
    private final Copies copies;
    private final Endings endings;
    private final InstantSource time;
    private final Wakeups wakeups;

    Outcomes(
            Jdbi jdbi,
            Contacts contacts,
            Carrier carrier,
            Copies copies,
            Endings endings,
            InstantSource time,
            Wakeups wakeups) {
        this.jdbi = jdbi;
        this.contacts = contacts;
        this.carrier = carrier;
        this.copies = copies;
        this.endings = endings;
        this.time = time;
        this.wakeups = wakeups;
    }

    /// A row that came to its end, and whom that is told to.
    record Ended(UUID id, String origin) {
        static Ended of(ResultSet row) throws SQLException {
            return new Ended(row.getObject("id", UUID.class), row.getString("origin"));
        }
    }

    /// A message the carrier is to be asked about.
    record Unheard(UUID lineId, String carrierId) {}

    /// Claims messages the carrier took and never reported on. Those too old end.
    @Transactional
    List<Unheard> claimUnheard(int most, Instant now) {
        jdbi.withHandle(handle -> handle.createQuery("""
                                UPDATE outbox SET status = 'failed', reason = 'no-report', final_at = :now, <emptied>
                                 WHERE id IN (SELECT id FROM outbox
                                               WHERE status IN ('sending', 'sent') AND sending_at <= :since
                                                 FOR UPDATE SKIP LOCKED)
                                RETURNING id, origin
                                """)
                        .define("emptied", OutboxRow.EMPTIED)
                        .bind("now", now)
                        .bind("since", now.minus(GIVE_UP_AFTER))
                        .map((row, _) -> Ended.of(row))
                        .list())
                .forEach(row ->
                        endings.trouble(row.id(), row.origin(), DeliveryStatus.FAILED, Carrier.Reason.OTHER, true));
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE outbox SET asked_at = :now
                         WHERE id IN (SELECT id FROM outbox
                                       WHERE status IN ('sending', 'sent') AND carrier_id IS NOT NULL
                                         AND sending_at <= :since
                                         AND (asked_at IS NULL OR CAST(:now AS timestamptz) >= asked_at + (asked_at - sending_at))
                                       ORDER BY sending_at LIMIT :most
                                         FOR UPDATE SKIP LOCKED)
                        RETURNING line_id, carrier_id
                        """)
                .bind("now", now)
                .bind("since", now.minus(ASK_AFTER))
                .bind("most", most)
                .map((row, _) -> new Unheard(row.getObject("line_id", UUID.class), row.getString("carrier_id")))
                .list());
    }

    /// Records what became of a hand-over.
    @Transactional
    void handedOver(OutboxRow row, Carrier.Outcome outcome, @Nullable Integer segments, Instant now) {
        switch (outcome) {
            case Carrier.Outcome.Accepted accepted -> {
                // A report may have come first and moved the status on: it stays.
                jdbi.useHandle(handle -> handle.createUpdate("""
                                UPDATE outbox SET carrier_id = :carrier, segments = COALESCE(:counted, :segments)
                                 WHERE id = :id
                                """)
                        .bind("carrier", accepted.carrierId())
                        .bind("counted", accepted.segments().orElse(null))
                        .bind("segments", segments)
                        .bind("id", row.id())
                        .execute());
                copies.taken(row.id(), row.lineId(), accepted.carrierId(), false, now);
            }
            case Carrier.Outcome.TryLater later -> later(row, later, now);
            case Carrier.Outcome.Refused refused -> {
                // The contact's row before its text's, as everywhere.
                if (refused.reason() == Carrier.Reason.OPTED_OUT) {
                    row.contactId().ifPresent(contacts::lock);
                }
                endings.end(row, DeliveryStatus.FAILED, Endings.word(refused.reason()), refused.code(), now);
                if (refused.reason() == Carrier.Reason.OPTED_OUT) {
                    row.contactId().ifPresent(contact -> endings.optedOut(contact, row.lineId(), now));
                }
                endings.trouble(row.id(), row.origin(), DeliveryStatus.FAILED, refused.reason(), false);
            }
            // It stays *sending*: a report, or the time of doubt, decides.
            case Carrier.Outcome.InDoubt _ -> {}
        }
    }

    private void later(OutboxRow row, Carrier.Outcome.TryLater later, Instant now) {
        var patience =
                row.textClass() == org.amparo.content.TextClass.REPLY ? Outgoing.ANSWERS_WITHIN : Duration.ofHours(1);
        var wait = later.after().multipliedBy(1L << Math.min(row.attempts(), 6));
        if (now.plus(wait).isAfter(row.allowedAt().plus(patience))) {
            endings.end(row, DeliveryStatus.FAILED, Endings.word(later.reason()), later.code(), now);
            endings.trouble(row.id(), row.origin(), DeliveryStatus.FAILED, later.reason(), false);
            return;
        }
        int queued = jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE outbox SET status = 'queued', due_at = :due, reason = :reason, carrier_code = :code
                         WHERE id = :id AND status = 'sending' AND carrier_id IS NULL AND reason IS DISTINCT FROM 'withdrawn'
                        """)
                .bind("due", now.plus(wait))
                .bind("reason", Endings.word(later.reason()))
                .bind("code", later.code())
                .bind("id", row.id())
                .execute());
        if (queued == 0) {
            endings.withdrawn(row, now);
        }
    }

    @Override
    @Transactional
    public void record(DeliveryReport report) {
        var now = time.instant();
        boolean trouble = report.status() == DeliveryStatus.FAILED || report.status() == DeliveryStatus.UNDELIVERED;
        var meaning = carrier.reported(report.code());
        if (trouble && reason(meaning) == Carrier.Reason.OPTED_OUT) {
            // The contact's row before its text's, as everywhere.
            find(report, "").flatMap(Known::contactId).ifPresent(contacts::lock);
        }
        var found = find(report, " FOR UPDATE");
        if (found.isEmpty()) {
            return;
        }
        var row = found.get();
        boolean forward = row.status().mayBecome(report.status());
        boolean again = forward
                && trouble
                && meaning instanceof Carrier.Outcome.TryLater later
                && onceMore(row.id(), now.plus(later.after()));
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE outbox
                           SET carrier_id = COALESCE(carrier_id, :carrier),
                               status = CASE WHEN :forward THEN :status ELSE status END,
                               carrier_code = CASE WHEN :forward AND :code <> 0 THEN :code ELSE carrier_code END,
                               sent_at = CASE WHEN :forward THEN COALESCE(sent_at, :now) ELSE sent_at END,
                               final_at = CASE WHEN :forward AND :final THEN :now ELSE final_at END,
                               parameters = CASE WHEN :forward AND :final THEN '[]'::jsonb ELSE parameters END,
                               sealed_body = CASE WHEN :forward AND :final THEN NULL ELSE sealed_body END,
                               recipient_id = CASE WHEN :forward AND :final THEN NULL ELSE recipient_id END,
                               recipient_kind = CASE WHEN :forward AND :final THEN NULL ELSE recipient_kind END,
                               recipient_sealed = CASE WHEN :forward AND :final THEN NULL ELSE recipient_sealed END
                         WHERE id = :id
                        """)
                .bind("carrier", report.carrierId())
                .bind("forward", forward)
                .bind("status", report.status().column())
                .bind("code", report.code())
                .bind("final", report.status().last())
                .bind("now", now)
                .bind("id", row.id())
                .execute());
        if (forward || !row.carrierId().equals(Optional.of(report.carrierId()))) {
            copies.taken(
                    row.id(), row.lineId(), report.carrierId(), report.status().last(), now);
        }
        if (forward && trouble && reason(meaning) == Carrier.Reason.OPTED_OUT) {
            row.contactId().ifPresent(contact -> endings.optedOut(contact, row.lineId(), now));
        }
        // The next text of its lane may leave now.
        wakeups.tell(Outbox.POLLER);
        if (forward && trouble && !again) {
            endings.trouble(row.id(), row.origin(), report.status(), reason(meaning), false);
        }
    }

    /// What must arrive is sent once more as a new row when its failure may pass; nothing else is.
    ///
    /// @return true when it is
    private boolean onceMore(UUID row, Instant due) {
        var again = Ids.next(time.instant());
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        INSERT INTO outbox (id, organisation_id, line_id, lane, contact_id, origin, class, text_id, locale,
                               release_id, parameters, sealed_body, body_owner, body_row, first_in_lane, replaceable, resend_in_doubt,
                               medium, recipient_id, recipient_kind, recipient_sealed, answers_at,
                               status, attempts, due_at, held_until, report_token, created_at)
                        SELECT :again, organisation_id, line_id, lane, contact_id, origin, class, text_id, locale,
                               release_id, parameters, sealed_body, body_owner, body_row, first_in_lane, replaceable, resend_in_doubt,
                               medium, recipient_id, recipient_kind, recipient_sealed, answers_at,
                               'queued', attempts, :due, held_until, :token, created_at
                          FROM outbox
                         WHERE id = :id AND resend_in_doubt AND attempts = 1
                        """)
                        .bind("again", again)
                        .bind("due", due)
                        .bind("token", Ids.secret())
                        .bind("id", row)
                        .execute())
                == 1;
    }

    private static Carrier.Reason reason(Carrier.Outcome meaning) {
        return switch (meaning) {
            case Carrier.Outcome.Refused refused -> refused.reason();
            case Carrier.Outcome.TryLater later -> later.reason();
            case Carrier.Outcome.InDoubt doubt -> doubt.reason();
            case Carrier.Outcome.Accepted _ -> Carrier.Reason.OTHER;
        };
    }

    private record Known(
            UUID id,
            UUID lineId,
            Optional<UUID> contactId,
            String origin,
            DeliveryStatus status,
            Optional<String> carrierId) {}

    private Optional<Known> find(DeliveryReport report, String locking) {
        var byToken = report.token().flatMap(token -> find("report_token", token, locking));
        return byToken.isPresent() ? byToken : find("carrier_id", report.carrierId(), locking);
    }

    private Optional<Known> find(String column, String value, String locking) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT id, line_id, contact_id, origin, status, carrier_id FROM outbox WHERE " + column
                                + " = :value" + locking)
                .bind("value", value)
                .map((row, _) -> new Known(
                        row.getObject("id", UUID.class),
                        row.getObject("line_id", UUID.class),
                        Optional.ofNullable(row.getObject("contact_id", UUID.class)),
                        row.getString("origin"),
                        DeliveryStatus.ofColumn(row.getString("status")),
                        Optional.ofNullable(row.getString("carrier_id"))))
                .findFirst());
    }
}
