package org.amparo.conversations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// A conversation that is not closed.
///
/// @param consent the answer, `asked`, or empty while it was never asked
/// @param texts how many texts are kept
public record OpenConversation(
        UUID id,
        Status status,
        Priority priority,
        Optional<Instant> waitingSince,
        Optional<Instant> dangerAt,
        Optional<String> consent,
        int texts) {

    public enum Status {
        WAITING,
        HELD,
        PARKED,
        LEFT,
        CLOSED
    }

    /// Danger first, then children, then by waiting time; no other ranking (`domain.md` F.3).
    public enum Priority {
        DANGER,
        CHILD,
        NORMAL
    }

    static OpenConversation of(ResultSet row) throws SQLException {
        var consent = row.getString("consent");
        return new OpenConversation(
                row.getObject("id", UUID.class),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Priority.valueOf(row.getString("priority").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getTimestamp("waiting_since")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("danger_at")).map(Timestamp::toInstant),
                consent.equals("none") ? Optional.empty() : Optional.of(consent),
                row.getInt("texts"));
    }
}
