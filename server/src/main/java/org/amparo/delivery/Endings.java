package org.amparo.delivery;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.amparo.contacts.OptOuts;
import org.amparo.contacts.SendingStates;
import org.jdbi.v3.core.Jdbi;

/// Brings rows of the outbox to their end, and tells who listens. Works inside the caller's transaction.
@Singleton
final class Endings {
    private final Jdbi jdbi;
    private final OptOuts optOuts;
    private final SendingStates states;
    private final List<DeliveryListener> listeners;

    Endings(Jdbi jdbi, OptOuts optOuts, SendingStates states, List<DeliveryListener> listeners) {
        this.jdbi = jdbi;
        this.optOuts = optOuts;
        this.states = states;
        this.listeners = List.copyOf(listeners);
    }

    void end(OutboxRow row, DeliveryStatus status, String reason, int code, Instant now) {
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

    /// It was withdrawn while its call failed: it is not tried again. Does nothing to a row that has gone on
    /// meanwhile.
    void withdrawn(OutboxRow row, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE outbox SET status = 'dropped', final_at = :now, <emptied>
                         WHERE id = :id AND status = 'sending' AND carrier_id IS NULL AND reason = 'withdrawn'
                        """)
                .define("emptied", OutboxRow.EMPTIED)
                .bind("now", now)
                .bind("id", row.id())
                .execute());
    }

    /// The person stopped this line at the carrier (21610): our ledger follows, and nothing more is tried.
    void optedOut(UUID contact, UUID line, Instant now) {
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

    /// A message met trouble.
    void trouble(UUID row, String origin, DeliveryStatus status, Carrier.Reason reason, boolean inDoubt) {
        listeners.forEach(listener -> listener.trouble(row, origin, status, reason, inDoubt));
    }

    /// We ourselves did not let it leave.
    void dropped(UUID row, String origin, String reason) {
        listeners.forEach(listener -> listener.dropped(row, origin, reason));
    }

    /// As the outbox names a reason.
    static String word(Carrier.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
