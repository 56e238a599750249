package org.amparo.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.TextClass;

/// A row of the outbox, as far as sending needs it.
record OutboxRow(
        UUID id,
        UUID lineId,
        Optional<UUID> contactId,
        String origin,
        TextClass textClass,
        String textId,
        String pieces,
        boolean resendInDoubt,
        Optional<Instant> answersAt,
        boolean inDoubt,
        int attempts,
        String reportToken,
        Instant createdAt) {

    @Override
    public String toString() {
        return "OutboxRow[" + id + "]";
    }

    static OutboxRow of(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getObject("id", UUID.class),
                row.getObject("line_id", UUID.class),
                Optional.ofNullable(row.getObject("contact_id", UUID.class)),
                row.getString("origin"),
                TextClass.valueOf(row.getString("class").toUpperCase(Locale.ROOT)),
                row.getString("text_id"),
                row.getString("parameters"),
                row.getBoolean("resend_in_doubt"),
                Optional.ofNullable(row.getTimestamp("answers_at")).map(java.sql.Timestamp::toInstant),
                row.getBoolean("in_doubt"),
                row.getInt("attempts"),
                row.getString("report_token"),
                row.getTimestamp("created_at").toInstant());
    }
}
