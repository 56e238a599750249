package org.amparo.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One event as it is stored.
///
/// @param place in its link, from 0; 0 too while it is not linked
/// @param form see [Form]
record Event(UUID id, Instant at, int place, byte[] stamp, String form) {
    /// The columns [#of] reads.
    static final String COLUMNS = """
            id, organisation_id, actor_id, kind, subject_id, done_at, stamp, link_number, place,
            COALESCE((SELECT string_agg(key || '=' || value, ',' ORDER BY key COLLATE "C") FROM jsonb_each_text(counts)), '')
                AS counted
            """;

    static Event of(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var at = row.getTimestamp("done_at").toInstant();
        return new Event(
                id,
                at,
                row.getInt("place"),
                row.getBytes("stamp"),
                Form.event(
                        id,
                        row.getObject("organisation_id", UUID.class),
                        Optional.ofNullable(row.getObject("actor_id", UUID.class)),
                        row.getString("kind"),
                        Optional.ofNullable(row.getObject("subject_id", UUID.class)),
                        row.getString("counted"),
                        at));
    }
}
