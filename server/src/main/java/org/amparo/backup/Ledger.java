package org.amparo.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.amparo.sealing.KeySet;

/// Who said STOP (keyed hashes) and which contacts must not be texted (ids): copied in a small generation of its
/// own, much more often than the data, so that a restore of old data does not write to them.
final class Ledger {
    private static final String KIND = "ledger";
    private static final Table OPT_OUT = new Table(
            "public.opt_out",
            List.of(
                    "line_id",
                    "organisation_id",
                    "kind",
                    "address_key",
                    "hash_generation",
                    "stopped_at",
                    "restart_asked_at",
                    "carrier_blocked_at"));
    private static final Table SILENCE = new Table(
            "keyring.silence", List.of("contact_id", "line_id", "organisation_id", "unsafe_since", "stopped_since"));

    private Ledger() {}

    /// Replaces the ledger's generation inside the transaction under way, whose snapshot it is.
    static void copy(Connection connection, KeySet keySet, Generations generations, Instant now)
            throws SQLException, IOException {
        var written = new CopyOut(connection, keySet, generations).write(KIND, List.of(OPT_OUT, SILENCE), now);
        generations.keepOnly(KIND, written.folder());
        try (var place = connection.prepareStatement("UPDATE keyring.backup_place SET ledger_at = ?")) {
            place.setTimestamp(1, Timestamp.from(now));
            place.executeUpdate();
        }
        // Those this snapshot sees; what is said meanwhile stays to be copied.
        change(connection, "DELETE FROM keyring.ledger_changed");
    }

    /// Makes room beside the tables for what a ledger holds.
    static void begin(Connection connection) throws SQLException {
        change(connection, "CREATE TEMPORARY TABLE ledger_opt_out (LIKE opt_out) ON COMMIT DROP");
        change(connection, """
                CREATE TEMPORARY TABLE ledger_silence ON COMMIT DROP AS SELECT * FROM keyring.silence WITH NO DATA
                """);
    }

    /// Where the rows of a table in a generation are put.
    static String target(Manifest manifest, Table table) {
        return manifest.kind().equals(KIND) ? "ledger_" + table.name().replaceFirst("^.*[.]", "") : table.name();
    }

    /// What was said last counts: STOP and START as the ledger has them. UNSAFE in either holds, until the contact
    /// writes again.
    static void apply(Connection connection) throws SQLException {
        change(connection, "DELETE FROM opt_out");
        change(
                connection,
                "INSERT INTO opt_out (" + OPT_OUT.columnList() + ") SELECT " + OPT_OUT.columnList()
                        + " FROM ledger_opt_out WHERE line_id IN (SELECT id FROM line)");
        change(connection, """
                UPDATE sending_state s SET stopped_since = NULL
                 WHERE stopped_since IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM ledger_silence l
                                    WHERE l.contact_id = s.contact_id AND l.line_id = s.line_id
                                      AND l.stopped_since IS NOT NULL)
                """);
        change(connection, """
                INSERT INTO sending_state (contact_id, line_id, organisation_id, unsafe_since, stopped_since,
                                           last_inbound_at, window_suspended)
                SELECT l.contact_id, l.line_id, l.organisation_id, l.unsafe_since, l.stopped_since,
                       COALESCE(l.unsafe_since, l.stopped_since), true
                  FROM ledger_silence l
                  JOIN contact c ON c.id = l.contact_id
                  JOIN line n ON n.id = l.line_id
                ON CONFLICT ON CONSTRAINT sending_state_once DO UPDATE
                   SET unsafe_since = COALESCE(EXCLUDED.unsafe_since, sending_state.unsafe_since),
                       stopped_since = EXCLUDED.stopped_since
                """);
    }

    private static void change(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
