package org.amparo.delivery;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amparo.contacts.SendingStates;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionTimes;
import org.jdbi.v3.core.Jdbi;

/// The rows of the outbox as a queue: the head of each lane is claimed, gated and marked *sending* in one
/// transaction; what became of it is recorded in another ([Outcomes]). Any number of nodes may do so at once.
@Singleton
class Lanes {
    /// The next text of a lane waits so long for the report of the one before, so that a long text is not
    /// overtaken by a short one.
    static final Duration LANE_PATIENCE = Duration.ofSeconds(10);

    /// So long after a call that broke off, nothing having been heard, it is in doubt.
    static final Duration DOUBT_AFTER = Duration.ofSeconds(30);

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
    private final SendingStates states;
    private final RetentionTimes times;
    private final Endings endings;

    Lanes(Jdbi jdbi, SendingStates states, RetentionTimes times, Endings endings) {
        this.jdbi = jdbi;
        this.states = states;
        this.times = times;
        this.endings = endings;
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
                endings.end(row, DeliveryStatus.FAILED, "in-doubt", 0, now);
                endings.trouble(row.id(), row.origin(), DeliveryStatus.FAILED, Carrier.Reason.OTHER, true);
            }
        }
        return gated(again, now);
    }

    /// What it would have said, or where, was erased while it waited.
    @Transactional
    void erased(OutboxRow row, Instant now) {
        endings.end(row, DeliveryStatus.DROPPED, SendingGate.DropReason.NOBODY.column(), 0, now);
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
                .bind("ask", Outcomes.ASK_AFTER.toSeconds())
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
                    endings.end(row, DeliveryStatus.DROPPED, reason, 0, now);
                    endings.dropped(row.id(), row.origin(), reason);
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
}
