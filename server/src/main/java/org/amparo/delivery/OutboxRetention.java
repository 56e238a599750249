package org.amparo.delivery;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.platform.OldRows;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredCopy;
import org.amparo.platform.StoredTable;
import org.jdbi.v3.core.Jdbi;

/// Lets go of what was sent, in three steps: the words once the text is final or a day old, whose it was and which
/// text a day after that, the row with its ids and states a week after.
@Singleton
final class OutboxRetention implements RetentionStep {
    /// Nobody hears a report any more that has not come so long after the text left: it is old already.
    private static final Duration REPORT_PATIENCE = Duration.ofMinutes(5);

    private final Jdbi jdbi;
    private final List<DeliveryListener> listeners;

    OutboxRetention(Jdbi jdbi, List<DeliveryListener> listeners) {
        this.jdbi = jdbi;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(StoredTable.named("outbox")
                .keeps(
                        RetentionClass.OUTBOX_BODY,
                        "what goes into a text of ours, and a relayed text, sealed",
                        "parameters",
                        "sealed_body")
                .keeps(
                        RetentionClass.OUTBOX_BODY,
                        "the address of a responder it goes to, sealed",
                        "recipient_id",
                        "recipient_kind",
                        "recipient_sealed")
                .keeps(
                        RetentionClass.SESSION,
                        "to which contact which of our texts went, in which language",
                        "contact_id",
                        "lane",
                        "origin",
                        "text_id",
                        "locale",
                        "answers_at")
                .keeps(
                        RetentionClass.DELIVERY,
                        "ids and states of a text that was sent: when, by which line, what the carrier said",
                        "id",
                        "organisation_id",
                        "line_id",
                        "position",
                        "class",
                        "medium",
                        "body_owner",
                        "body_row",
                        "release_id",
                        "first_in_lane",
                        "replaceable",
                        "resend_in_doubt",
                        "status",
                        "reason",
                        "in_doubt",
                        "asked_at",
                        "attempts",
                        "due_at",
                        "held_until",
                        "report_token",
                        "carrier_id",
                        "carrier_code",
                        "segments",
                        "created_at",
                        "sending_at",
                        "sent_at",
                        "final_at"));
    }

    @Override
    public List<StoredCopy> copies() {
        return List.of(new StoredCopy(
                "The phones of both sides",
                "what they show",
                Optional.empty(),
                "nobody here can remove it; the service says how"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        int words = end(times.before(RetentionClass.OUTBOX_BODY, now), now, atMost);
        int whose = forgetWhose(whose(times, now), atMost);
        int rows = remove(times.before(RetentionClass.DELIVERY, now), atMost);
        return Map.of(
                RetentionClass.OUTBOX_BODY, words,
                RetentionClass.SESSION, whose,
                RetentionClass.DELIVERY, rows);
    }

    /// What is just on its way, too: it is looked at again until it arrived or its report is given up.
    @Override
    public int passedOver(RetentionTimes times, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT (SELECT count(*) FROM outbox WHERE status = 'queued' AND <aged> <= :words)
                             + (SELECT count(*) FROM outbox WHERE status IN ('sending', 'sent') AND created_at <= :words)
                             + (SELECT count(*) FROM outbox WHERE final_at <= :whose AND origin <> '')
                        """)
                .define("aged", OutboxRow.AGES_FROM)
                .bind("words", times.before(RetentionClass.OUTBOX_BODY, now))
                .bind("whose", whose(times, now))
                .mapTo(Integer.class)
                .one());
    }

    private static Instant whose(RetentionTimes times, Instant now) {
        return times.before(RetentionClass.SESSION, now).plus(times.pace());
    }

    /// Nothing that is a day old leaves any more; a text of ours that is held for agreed hours is young until they
    /// come.
    private int end(Instant before, Instant now, int atMost) {
        record Ended(UUID id, String origin, boolean dropped) {}
        var ended = jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE outbox
                           SET status = CASE WHEN status = 'queued' THEN 'dropped' ELSE 'failed' END,
                               reason = :reason, final_at = :now, <emptied>
                         WHERE id IN (SELECT id FROM outbox
                                       WHERE (status = 'queued' OR status IN ('sending', 'sent') AND sending_at <= :left)
                                         AND <aged> <= :before
                                       LIMIT :most
                                         FOR UPDATE SKIP LOCKED)
                        RETURNING id, origin, status = 'dropped' AS dropped
                        """)
                .define("emptied", OutboxRow.EMPTIED)
                .define("aged", OutboxRow.AGES_FROM)
                .bind("reason", SendingGate.DropReason.TOO_OLD.column())
                .bind("left", now.minus(REPORT_PATIENCE))
                .bind("now", now)
                .bind("before", before)
                .bind("most", atMost)
                .map((row, _) ->
                        new Ended(row.getObject("id", UUID.class), row.getString("origin"), row.getBoolean("dropped")))
                .list());
        for (var row : ended) {
            for (var listener : listeners) {
                if (row.dropped()) {
                    listener.dropped(row.id(), row.origin(), SendingGate.DropReason.TOO_OLD.column());
                } else {
                    listener.trouble(row.id(), row.origin(), DeliveryStatus.FAILED, Carrier.Reason.OTHER, true);
                }
            }
        }
        return ended.size();
    }

    private int forgetWhose(Instant before, int atMost) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE outbox
                           SET contact_id = NULL, lane = id, origin = '', text_id = '', locale = '', answers_at = NULL,
                               body_owner = NULL, body_row = NULL
                         WHERE id IN (SELECT id FROM outbox
                                       WHERE final_at <= :before AND origin <> ''
                                       ORDER BY final_at LIMIT :most
                                         FOR UPDATE SKIP LOCKED)
                        """)
                .bind("before", before)
                .bind("most", atMost)
                .execute());
    }

    private int remove(Instant before, int atMost) {
        return OldRows.delete(jdbi, "outbox", "id", "final_at", before, atMost);
    }
}
