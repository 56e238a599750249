package org.amparo.conversations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.amparo.conversations.OpenConversation.Status;

/// A conversation as those who act on it see it: by ids alone.
///
/// @param holder the responder who holds it
/// @param leftMessage a message was left, and its contact has not written since
/// @param test practice: it goes the way of every talk, but never counts and alarms nobody
public record Talk(
        UUID id,
        UUID organisation,
        UUID line,
        UUID contact,
        Status status,
        String locale,
        boolean danger,
        boolean child,
        Optional<UUID> holder,
        boolean leftMessage,
        boolean test) {

    /// The origin its messages carry in the outbox.
    public String origin() {
        return "conversation:" + id;
    }

    static Talk of(ResultSet row) throws SQLException {
        return new Talk(
                row.getObject("id", UUID.class),
                row.getObject("organisation_id", UUID.class),
                row.getObject("line_id", UUID.class),
                row.getObject("contact_id", UUID.class),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("locale"),
                row.getTimestamp("danger_at") != null,
                row.getBoolean("child_possible") || row.getString("priority").equals("child"),
                Optional.ofNullable(row.getObject("holder", UUID.class)),
                row.getTimestamp("left_at") != null,
                row.getBoolean("test"));
    }
}
