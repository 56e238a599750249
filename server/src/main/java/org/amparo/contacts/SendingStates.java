package org.amparo.contacts;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Keeps the rows the sending gate reads, one a contact and line. Safety belongs to the contact: it is written to
/// every row of theirs at once, and a line they never wrote to finds it in the others. Works inside the caller's
/// transaction, which holds the contact's row.
@Singleton
public final class SendingStates {
    private final Jdbi jdbi;

    SendingStates(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<SendingState> find(UUID contact, UUID line) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT s.contact_id, CAST(:line AS uuid) AS line_id, s.organisation_id, s.safe, s.safe_until,
                               s.unsafe_since, s.last_inbound_at, s.silenced_at,
                               CASE WHEN s.line_id = :line THEN s.stopped_since END AS stopped_since,
                               s.line_id = :line AND s.window_suspended AS window_suspended,
                               s.line_id = :line AND s.agreed_only AS agreed_only,
                               (SELECT array_agg(lower(w)) FROM unnest(s.windows) AS w WHERE s.line_id = :line) AS froms,
                               (SELECT array_agg(upper(w)) FROM unnest(s.windows) AS w WHERE s.line_id = :line) AS untils
                          FROM sending_state s
                         WHERE s.contact_id = :contact
                         ORDER BY s.line_id = :line DESC, s.last_inbound_at DESC LIMIT 1
                        """)
                .bind("contact", contact)
                .bind("line", line)
                .map((row, _) -> state(row))
                .findOne());
    }

    public void save(SendingState state) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            INSERT INTO sending_state (contact_id, line_id, organisation_id, safe, safe_until, unsafe_since,
                                   stopped_since, last_inbound_at, silenced_at, windows, window_suspended, agreed_only)
                            SELECT :contact, :line, :organisation, :safe, :safeUntil, :unsafeSince, :stoppedSince,
                                   :lastInboundAt, :silencedAt, w.windows, :windowSuspended, :agreedOnly
                              FROM (SELECT COALESCE(range_agg(tstzrange(f, u)), '{}') AS windows
                                      FROM unnest(CAST(:froms AS timestamptz[]), CAST(:untils AS timestamptz[])) AS t (f, u)) AS w
                            ON CONFLICT ON CONSTRAINT sending_state_once DO UPDATE
                               SET safe = EXCLUDED.safe, safe_until = EXCLUDED.safe_until,
                                   unsafe_since = EXCLUDED.unsafe_since, stopped_since = EXCLUDED.stopped_since,
                                   last_inbound_at = EXCLUDED.last_inbound_at, silenced_at = EXCLUDED.silenced_at,
                                   windows = EXCLUDED.windows, window_suspended = EXCLUDED.window_suspended,
                                   agreed_only = EXCLUDED.agreed_only
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
                    .bind("windowSuspended", state.windowSuspended())
                    .bind("agreedOnly", state.agreedOnly())
                    .bind("froms", times(state.windows().stream().map(AgreedWindow::from)))
                    .bind("untils", times(state.windows().stream().map(AgreedWindow::until)))
                    .execute();
            handle.createUpdate("""
                            UPDATE sending_state
                               SET safe = :safe, safe_until = :safeUntil, unsafe_since = :unsafeSince,
                                   last_inbound_at = GREATEST(last_inbound_at, :lastInboundAt),
                                   silenced_at = GREATEST(silenced_at, :unsafeSince)
                             WHERE contact_id = :contact AND line_id <> :line
                            """)
                    .bind("contact", state.contactId())
                    .bind("line", state.lineId())
                    .bind("safe", state.safe().name().toLowerCase(Locale.ROOT))
                    .bind("safeUntil", state.safeUntil().orElse(null))
                    .bind("unsafeSince", state.unsafeSince().orElse(null))
                    .bind("lastInboundAt", state.lastInboundAt())
                    .execute();
        });
    }

    /// A form that PostgreSQL reads as an array of times.
    private static String times(Stream<Instant> times) {
        return times.map(Instant::toString).collect(Collectors.joining(",", "{", "}"));
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
                windows(row),
                row.getBoolean("window_suspended"),
                row.getBoolean("agreed_only"));
    }

    private static List<AgreedWindow> windows(ResultSet row) throws SQLException {
        var froms = row.getArray("froms");
        var untils = row.getArray("untils");
        if (froms == null || untils == null) {
            return List.of();
        }
        var from = (Timestamp[]) froms.getArray();
        var until = (Timestamp[]) untils.getArray();
        var windows = new ArrayList<AgreedWindow>();
        for (int i = 0; i < from.length; i++) {
            windows.add(new AgreedWindow(from[i].toInstant(), until[i].toInstant()));
        }
        return windows;
    }

    private static Optional<Instant> instant(@Nullable Timestamp value) {
        return Optional.ofNullable(value).map(Timestamp::toInstant);
    }
}
