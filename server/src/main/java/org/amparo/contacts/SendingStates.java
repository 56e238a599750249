package org.amparo.contacts;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Keeps one [SendingState] a contact and line. Whoever changes a conversation writes it in the same transaction.
@Singleton
public final class SendingStates {
    private final Jdbi jdbi;

    SendingStates(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<SendingState> find(UUID contact, UUID line) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM sending_state WHERE contact_id = :contact AND line_id = :line")
                .bind("contact", contact)
                .bind("line", line)
                .map((row, _) -> state(row))
                .findOne());
    }

    public void save(SendingState state) {
        jdbi.useHandle(handle -> handle.createUpdate("""
            INSERT INTO sending_state (contact_id, line_id, organisation_id, safe, safe_until, unsafe_since,
                   stopped_since, last_inbound_at, silenced_at, window_from, window_until, window_suspended)
            VALUES (:contact, :line, :organisation, :safe, :safeUntil, :unsafeSince, :stoppedSince,
                    :lastInboundAt, :silencedAt, :windowFrom, :windowUntil, :windowSuspended)
            ON CONFLICT ON CONSTRAINT sending_state_once DO UPDATE
               SET safe = :safe, safe_until = :safeUntil, unsafe_since = :unsafeSince,
                   stopped_since = :stoppedSince, last_inbound_at = :lastInboundAt,
                   silenced_at = :silencedAt, window_from = :windowFrom, window_until = :windowUntil,
                   window_suspended = :windowSuspended
            """)
                .bind("contact", state.contactId())
                .bind("line", state.lineId())
                .bind("organisation", state.organisationId())
                .bind("safe", state.safe().name().toLowerCase(Locale.ROOT))
                .bind("safeUntil", state.safeUntil().orElse(null))
                .bind("unsafeSince", state.unsafeSince().orElse(null))
                .bind("stoppedSince", state.stoppedSince().orElse(null))
                .bind("lastInboundAt", state.lastInboundAt())
                .bind("silencedAt", state.silencedAt().orElse(null))
                .bind("windowFrom", state.windowFrom().orElse(null))
                .bind("windowUntil", state.windowUntil().orElse(null))
                .bind("windowSuspended", state.windowSuspended())
                .execute());
    }

    /// The contact stopped this line, as the carrier says. The contact's row is locked: a text that is being
    /// handled is not overwritten.
    public void stop(UUID contact, UUID line, Instant at) {
        jdbi.useHandle(handle -> {
            handle.createQuery("SELECT id FROM contact WHERE id = :contact FOR UPDATE")
                    .bind("contact", contact)
                    .mapTo(UUID.class)
                    .findOne();
            handle.createUpdate("""
                UPDATE sending_state SET stopped_since = COALESCE(stopped_since, :at), silenced_at = :at
                 WHERE contact_id = :contact AND line_id = :line
                """)
                    .bind("at", at)
                    .bind("contact", contact)
                    .bind("line", line)
                    .execute();
        });
    }

    private static SendingState state(ResultSet row) throws SQLException {
        return new SendingState(
                row.getObject("contact_id", UUID.class),
                row.getObject("line_id", UUID.class),
                row.getObject("organisation_id", UUID.class),
                SendingState.Safe.valueOf(row.getString("safe").toUpperCase(Locale.ROOT)),
                instant(row.getTimestamp("safe_until")),
                instant(row.getTimestamp("unsafe_since")),
                instant(row.getTimestamp("stopped_since")),
                row.getTimestamp("last_inbound_at").toInstant(),
                instant(row.getTimestamp("silenced_at")),
                instant(row.getTimestamp("window_from")),
                instant(row.getTimestamp("window_until")),
                row.getBoolean("window_suspended"));
    }

    private static Optional<Instant> instant(@Nullable Timestamp value) {
        return Optional.ofNullable(value).map(Timestamp::toInstant);
    }
}
