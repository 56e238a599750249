package org.amparo.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.TextClass;
import org.amparo.numbers.Address;
import org.amparo.numbers.SealedAddress;

/// A row of the outbox, as far as sending needs it.
///
/// @param heldUntil the gate held it for agreed hours until then
record OutboxRow(
        UUID id,
        UUID lineId,
        Optional<UUID> contactId,
        Optional<SealedAddress> recipient,
        Outgoing.Medium medium,
        String origin,
        TextClass textClass,
        String textId,
        String locale,
        String pieces,
        Optional<SealedBody> body,
        boolean resendInDoubt,
        Optional<Instant> answersAt,
        boolean inDoubt,
        int attempts,
        String reportToken,
        Instant createdAt,
        Optional<Instant> heldUntil) {

    /// Words of a person, sealed.
    ///
    /// @param owner whose key sealed them
    /// @param row the row they were sealed for: an earlier one when they are sent once more
    record SealedBody(UUID owner, UUID row, byte[] sealed) {
        @Override
        public boolean equals(Object other) {
            return other instanceof SealedBody body && owner.equals(body.owner);
        }

        @Override
        public int hashCode() {
            return owner.hashCode();
        }
    }

    /// From when a row grows old, as [#agesFrom] says it.
    static final String AGES_FROM = """
            (CASE WHEN sealed_body IS NULL THEN GREATEST(created_at, held_until) ELSE created_at END)""";

    /// What a row loses in the moment it is final: what it said, and to whom it went if that was no contact.
    static final String EMPTIED = """
            parameters = '[]', sealed_body = NULL, recipient_id = NULL, recipient_kind = NULL, recipient_sealed = NULL""";

    /// What the words of a row are sealed for.
    static String seal(UUID row) {
        return "outbox:" + row;
    }

    @Override
    public String toString() {
        return "OutboxRow[" + id + "]";
    }

    static OutboxRow of(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getObject("id", UUID.class),
                row.getObject("line_id", UUID.class),
                Optional.ofNullable(row.getObject("contact_id", UUID.class)),
                recipient(row),
                Outgoing.Medium.valueOf(row.getString("medium").toUpperCase(Locale.ROOT)),
                row.getString("origin"),
                TextClass.valueOf(row.getString("class").toUpperCase(Locale.ROOT)),
                row.getString("text_id"),
                row.getString("locale"),
                row.getString("parameters"),
                Optional.ofNullable(row.getBytes("sealed_body"))
                        .map(bytes -> new SealedBody(uuid(row, "body_owner"), uuid(row, "body_row"), bytes)),
                row.getBoolean("resend_in_doubt"),
                Optional.ofNullable(row.getTimestamp("answers_at")).map(java.sql.Timestamp::toInstant),
                row.getBoolean("in_doubt"),
                row.getInt("attempts"),
                row.getString("report_token"),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("held_until")).map(java.sql.Timestamp::toInstant));
    }

    /// When it could first have left: made, and in hours that were agreed.
    Instant allowedAt() {
        return heldUntil.filter(createdAt::isBefore).orElse(createdAt);
    }

    /// From when it grows old: a text of ours, of which an id is kept until the hours come, from then; words of a
    /// person from when they were written.
    Instant agesFrom() {
        return body.isPresent() ? createdAt : allowedAt();
    }

    private static Optional<SealedAddress> recipient(ResultSet row) throws SQLException {
        var owner = row.getObject("recipient_id", UUID.class);
        return owner == null
                ? Optional.empty()
                : Optional.of(new SealedAddress(
                        owner,
                        Address.Kind.ofColumn(row.getString("recipient_kind")),
                        row.getBytes("recipient_sealed")));
    }

    private static UUID uuid(ResultSet row, String column) {
        try {
            return row.getObject(column, UUID.class);
        } catch (SQLException e) {
            throw new IllegalStateException("an outbox row cannot be read", e);
        }
    }
}
