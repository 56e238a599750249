package org.amparo.delivery;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.Contacts;
import org.amparo.contacts.OptOuts;
import org.amparo.contacts.SendingStates;
import org.amparo.platform.Ids;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.Wakeups;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The rows of the outbox as a queue: the head of each lane is claimed, gated and marked *sending* in one
/// transaction; what became of it is recorded in another. Any number of nodes may do so at once.
@Singleton
class Lanes implements DeliveryReports {
    /// The next text of a lane waits so long for the report of the one before, so that a long text is not
    /// overtaken by a short one.
    static final Duration LANE_PATIENCE = Duration.ofSeconds(10);

    /// So long after a call that broke off, nothing having been heard, it is in doubt.
    static final Duration DOUBT_AFTER = Duration.ofSeconds(30);

    /// So long after it was taken, nothing having been heard, the carrier is asked; then at growing intervals.
    static final Duration ASK_AFTER = Duration.ofSeconds(60);

    /// Then nothing more will be heard.
    static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

    /// The heads of the lanes that may leave, the oldest first. That attempts are counted says which index is meant
    /// (`V20261122_0742`); the head is looked up by its lane, since a join would be planned for as few rows as are
    /// queued on a quiet night. A text held for safe hours is no head: it stands aside until they come.
    static final String HEADS = """
            SELECT o.* FROM outbox o
             WHERE o.status = 'queued' AND o.attempts >= 0 AND o.due_at <= :now
               AND o.id = (SELECT head.id FROM outbox head
                            WHERE head.lane = o.lane AND head.status = 'queued'
                              AND (head.held_until IS NULL OR head.held_until <= :now)
                            ORDER BY head.first_in_lane DESC, head.position LIMIT 1)
               AND (o.first_in_lane
                    OR NOT EXISTS (SELECT 1 FROM outbox busy
                                    WHERE busy.lane = o.lane AND busy.status = 'sending'
                                      AND busy.sending_at > :free))
             ORDER BY o.first_in_lane DESC, o.position
             LIMIT :most
               FOR UPDATE OF o SKIP LOCKED
            """;

    private final Jdbi jdbi;
    private final Contacts contacts;
    private final SendingStates states;
    private final InstantSource time;
    private final Wakeups wakeups;
    private final Carrier carrier;
    private final Copies copies;
    private final OptOuts optOuts;
    private final RetentionTimes times;
    private final List<DeliveryListener> listeners;

    Lanes(
            Jdbi jdbi,
            Contacts contacts,
            SendingStates states,
            InstantSource time,
            Wakeups wakeups,
            Carrier carrier,
            Copies copies,
            OptOuts optOuts,
            RetentionTimes times,
            List<DeliveryListener> listeners) {
        this.jdbi = jdbi;
        this.contacts = contacts;
        this.states = states;
        this.time = time;
        this.wakeups = wakeups;
        this.carrier = carrier;
        this.copies = copies;
        this.optOuts = optOuts;
        this.times = times;
        this.listeners = List.copyOf(listeners);
    }

    /// Claims heads of lanes that are due. Those that may not leave are dropped or held; the others come
    /// back, marked *sending*.
    @Transactional
    List<OutboxRow> claim(int most, Instant now) {
        return gated(heads(most, now), now);
    }

    private List<OutboxRow> heads(int most, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(HEADS)
                .bind("now", now)
                .bind("free", now.minus(LANE_PATIENCE))
                .bind("most", most)
                .map((row, _) -> OutboxRow.of(row))
                .list());
    }

    /// Claims rows whose call broke off and of which nothing was heard since: what must arrive is sent once more,
    /// the rest ends in doubt.
    @Transactional
    List<OutboxRow> claimDoubtful(int most, Instant now) {
        var doubtful = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM outbox
                         WHERE status = 'sending' AND carrier_id IS NULL AND sending_at <= :since
                         ORDER BY position LIMIT :most
                           FOR UPDATE SKIP LOCKED
                        """)
                .bind("since", now.minus(DOUBT_AFTER))
                .bind("most", most)
                .map((row, _) -> OutboxRow.of(row))
                .list());
        var again = new ArrayList<OutboxRow>();
        for (var row : doubtful) {
            jdbi.useHandle(handle -> handle.createUpdate("UPDATE outbox SET in_doubt = true WHERE id = :id")
                    .bind("id", row.id())
                    .execute());
            if (row.resendInDoubt() && !row.inDoubt()) {
                again.add(row);
            } else {
                end(row, DeliveryStatus.FAILED, "in-doubt", 0, now);
                tell(row.id(), row.origin(), DeliveryStatus.FAILED, Carrier.Reason.OTHER, true);
            }
        }
        return gated(again, now);
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
                .forEach(row -> tell(row.id(), row.origin(), DeliveryStatus.FAILED, Carrier.Reason.OTHER, true));
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
                end(row, DeliveryStatus.FAILED, name(refused.reason()), refused.code(), now);
                if (refused.reason() == Carrier.Reason.OPTED_OUT) {
                    row.contactId().ifPresent(contact -> optedOut(contact, row.lineId(), now));
                }
                tell(row.id(), row.origin(), DeliveryStatus.FAILED, refused.reason(), false);
            }
            // It stays *sending*: a report, or the time of doubt, decides.
            case Carrier.Outcome.InDoubt _ -> {}
        }
    }

    /// What it would have said, or where, was erased while it waited.
    @Transactional
    void erased(OutboxRow row, Instant now) {
        end(row, DeliveryStatus.DROPPED, SendingGate.DropReason.NOBODY.column(), 0, now);
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
            row.contactId().ifPresent(contact -> optedOut(contact, row.lineId(), now));
        }
        // The next text of its lane may leave now.
        wakeups.tell(Outbox.POLLER);
        if (forward && trouble && !again) {
            tell(row.id(), row.origin(), report.status(), reason(meaning), false);
        }
    }

    /// When the next row falls due, by whatever reason.
    Optional<Instant> nextDue(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT min(due) FROM (
                            SELECT CASE WHEN head.first_in_lane THEN head.due_at
                                        ELSE GREATEST(head.due_at,
                                             (SELECT max(busy.sending_at) + make_interval(secs => :patience)
                                                FROM outbox busy
                                               WHERE busy.lane = head.lane AND busy.status = 'sending')) END AS due
                              FROM (SELECT DISTINCT ON (lane) lane, due_at, first_in_lane FROM outbox
                                     WHERE status = 'queued' AND (held_until IS NULL OR held_until <= :now)
                                     ORDER BY lane, first_in_lane DESC, position) AS head
                            UNION ALL
                            SELECT min(held_until) FROM outbox WHERE status = 'queued' AND held_until > :now
                            UNION ALL
                            SELECT min(sending_at) + make_interval(secs => :doubt) FROM outbox WHERE status = 'sending' AND carrier_id IS NULL
                            UNION ALL
                            SELECT min(CASE WHEN asked_at IS NULL THEN sending_at + make_interval(secs => :ask)
                                            ELSE asked_at + (asked_at - sending_at) END)
                              FROM outbox WHERE status IN ('sending', 'sent') AND carrier_id IS NOT NULL
                        ) AS every
                        """)
                .bind("now", now)
                .bind("patience", LANE_PATIENCE.toSeconds())
                .bind("doubt", DOUBT_AFTER.toSeconds())
                .bind("ask", ASK_AFTER.toSeconds())
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
                .one());
    }

    private List<OutboxRow> gated(List<OutboxRow> rows, Instant now) {
        var sending = new ArrayList<OutboxRow>();
        for (var row : rows) {
            switch (verdict(row, now)) {
                case SendingGate.Verdict.Send _ -> {
                    begin(row, now);
                    sending.add(row);
                }
                case SendingGate.Verdict.Hold hold -> postpone(row, hold.until());
                case SendingGate.Verdict.Drop drop -> {
                    var reason = drop.reason().column();
                    end(row, DeliveryStatus.DROPPED, reason, 0, now);
                    listeners.forEach(listener -> listener.dropped(row.id(), row.origin(), reason));
                }
            }
        }
        return sending;
    }

    /// What is about to be removed because of its age does not leave any more.
    private SendingGate.Verdict verdict(OutboxRow row, Instant now) {
        if (!row.agesFrom().isAfter(times.before(RetentionClass.OUTBOX_BODY, now))) {
            return new SendingGate.Verdict.Drop(SendingGate.DropReason.TOO_OLD);
        }
        var state = row.contactId().flatMap(contact -> states.find(contact, row.lineId()));
        return SendingGate.decide(row.textClass(), row.textId(), row.answersAt(), state, now);
    }

    private void begin(OutboxRow row, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE outbox SET status = 'sending', sending_at = :now, attempts = attempts + 1 WHERE id = :id")
                .bind("now", now)
                .bind("id", row.id())
                .execute());
    }

    private void postpone(OutboxRow row, Instant until) {
        jdbi.useHandle(
                handle -> handle.createUpdate("UPDATE outbox SET due_at = :until, held_until = :until WHERE id = :id")
                        .bind("until", until)
                        .bind("id", row.id())
                        .execute());
    }

    private void later(OutboxRow row, Carrier.Outcome.TryLater later, Instant now) {
        var patience =
                row.textClass() == org.amparo.content.TextClass.REPLY ? Outgoing.ANSWERS_WITHIN : Duration.ofHours(1);
        var wait = later.after().multipliedBy(1L << Math.min(row.attempts(), 6));
        if (now.plus(wait).isAfter(row.allowedAt().plus(patience))) {
            end(row, DeliveryStatus.FAILED, name(later.reason()), later.code(), now);
            tell(row.id(), row.origin(), DeliveryStatus.FAILED, later.reason(), false);
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE outbox SET status = 'queued', due_at = :due, reason = :reason, carrier_code = :code
                         WHERE id = :id AND status = 'sending' AND carrier_id IS NULL
                        """)
                .bind("due", now.plus(wait))
                .bind("reason", name(later.reason()))
                .bind("code", later.code())
                .bind("id", row.id())
                .execute());
    }

    private void end(OutboxRow row, DeliveryStatus status, String reason, int code, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE outbox SET status = :status, reason = :reason, carrier_code = NULLIF(:code, 0),
                               final_at = :now, <emptied>
                         WHERE id = :id AND final_at IS NULL
                        """)
                .define("emptied", OutboxRow.EMPTIED)
                .bind("status", status.column())
                .bind("reason", reason)
                .bind("code", code)
                .bind("now", now)
                .bind("id", row.id())
                .execute());
    }

    /// The person stopped this line at the carrier (21610): our ledger follows, and nothing more is tried.
    private void optedOut(UUID contact, UUID line, Instant now) {
        optOuts.blocked(contact, line, now);
        states.stop(contact, line, now);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE outbox SET status = 'dropped', reason = :reason, final_at = :now, <emptied>
                         WHERE contact_id = :contact AND line_id = :line AND status = 'queued' AND class <> 'duty'
                        """)
                .define("emptied", OutboxRow.EMPTIED)
                .bind("reason", SendingGate.DropReason.STOPPED.column())
                .bind("now", now)
                .bind("contact", contact)
                .bind("line", line)
                .execute());
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

    private void tell(UUID row, String origin, DeliveryStatus status, Carrier.Reason reason, boolean inDoubt) {
        listeners.forEach(listener -> listener.trouble(row, origin, status, reason, inDoubt));
    }

    private static String name(Carrier.Reason reason) {
        return reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
