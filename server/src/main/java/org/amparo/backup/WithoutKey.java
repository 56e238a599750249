package org.amparo.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Removes from old data what the newest keyring has no key for: it was erased, or its time was over. And makes
/// sure that nothing old is sent: people may have said STOP or UNSAFE since.
final class WithoutKey {
    private final Connection connection;

    WithoutKey(Connection connection) {
        this.connection = connection;
    }

    /// @param other rows that hung on those, such as texts to send
    /// @param unsent texts that were waiting to be sent and are dropped
    public record Gone(int contacts, int conversations, int sealed, int other, int unsent) {}

    Gone remove(Instant takenAt) throws SQLException {
        endHolds(takenAt);
        change("""
                CREATE TEMPORARY TABLE gone_contact ON COMMIT DROP AS
                SELECT c.id FROM contact c
                 WHERE NOT EXISTS (SELECT 1 FROM keyring.data_key k WHERE k.owner_id = c.id)
                """);
        change("""
                CREATE TEMPORARY TABLE gone_conversation ON COMMIT DROP AS
                SELECT c.id FROM conversation c
                 WHERE c.contact_id IN (SELECT id FROM gone_contact)
                    OR NOT EXISTS (SELECT 1 FROM keyring.data_key k WHERE k.owner_id = c.id)
                       AND EXISTS (SELECT 1 FROM message m JOIN message_body b ON b.message_id = m.id
                                    WHERE m.conversation_id = c.id)
                """);
        int contacts = change("DELETE FROM contact WHERE id IN (SELECT id FROM gone_contact)");
        int conversations = change("DELETE FROM conversation WHERE id IN (SELECT id FROM gone_conversation)");
        int sealed = change("""
                DELETE FROM responder_address a
                 WHERE NOT EXISTS (SELECT 1 FROM keyring.data_key k WHERE k.owner_id = a.id)
                """);
        sealed += change("""
                DELETE FROM handover_note n
                 WHERE NOT EXISTS (SELECT 1 FROM keyring.data_key k WHERE k.owner_id = n.conversation_id)
                """);
        sealed += change("""
                DELETE FROM feedback f
                 WHERE NOT EXISTS (SELECT 1 FROM keyring.data_key k WHERE k.owner_id = f.id)
                """);
        for (var table : with("key_owner")) {
            sealed += change("DELETE FROM " + table
                    + " t WHERE NOT EXISTS (SELECT 1 FROM keyring.data_key k WHERE k.owner_id = t.key_owner)");
        }
        // What outlives a contact in its time, such as the proof of a consent, stays; FORGET would have taken it.
        int other = 0;
        var ofContacts = with("contact_id");
        for (var table : ofContacts) {
            other += change("DELETE FROM " + table + " WHERE contact_id IN (SELECT id FROM gone_contact)");
        }
        for (var table : with("conversation_id")) {
            if (!ofContacts.contains(table)) {
                other +=
                        change("DELETE FROM " + table + " WHERE conversation_id IN (SELECT id FROM gone_conversation)");
            }
        }
        return new Gone(contacts, conversations, sealed, other, quieten(takenAt));
    }

    /// FORGET beats a legal hold (`rulings.md` 2): one on a conversation that goes is over, and its people are to
    /// be told.
    private void endHolds(Instant takenAt) throws SQLException {
        try (var end = connection.prepareStatement("""
                WITH over AS (
                    UPDATE legal_hold h SET ended_at = ?, ended_how = 'by-erasure'
                      FROM conversation c
                     WHERE c.id = h.conversation_id AND h.ended_at IS NULL
                       AND NOT EXISTS (SELECT 1 FROM keyring.data_key k WHERE k.owner_id = c.contact_id)
                    RETURNING h.id, h.organisation_id, h.asked_by, h.confirmed_by)
                INSERT INTO legal_hold_notice (hold_id, person_id, organisation_id, created_at)
                SELECT o.id, person, o.organisation_id, ?
                  FROM over o, unnest(ARRAY[o.asked_by, o.confirmed_by]) AS person
                 WHERE person IS NOT NULL
                """)) {
            end.setTimestamp(1, Timestamp.from(takenAt));
            end.setTimestamp(2, Timestamp.from(takenAt));
            end.executeUpdate();
        }
    }

    private int quieten(Instant takenAt) throws SQLException {
        change("UPDATE sending_state SET safe = CASE WHEN safe = 'yes' THEN 'unknown' ELSE safe END, safe_until = NULL,"
                + " window_suspended = true");
        try (var drop = connection.prepareStatement("""
                UPDATE outbox SET status = 'dropped', reason = 'restored', final_at = ?, parameters = '[]',
                       sealed_body = NULL, recipient_id = NULL, recipient_kind = NULL, recipient_sealed = NULL
                 WHERE status IN ('queued', 'sending')
                """)) {
            drop.setTimestamp(1, Timestamp.from(takenAt));
            int dropped = drop.executeUpdate();
            // What the carrier had taken is not sent again either.
            change(
                    "UPDATE outbox SET parameters = '[]', sealed_body = NULL, recipient_id = NULL, recipient_kind = NULL,"
                            + " recipient_sealed = NULL WHERE sealed_body IS NOT NULL OR recipient_sealed IS NOT NULL");
            return dropped;
        }
    }

    private List<String> with(String column) throws SQLException {
        var found = new ArrayList<String>();
        for (var table : Table.all(connection)) {
            if (!table.schema().equals("keyring") && table.columns().contains(column)) {
                found.add(table.name());
            }
        }
        return found;
    }

    private int change(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
