package org.amparo.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/// One link of the chain as it is stored.
///
/// @param events how many it holds
record Link(long number, byte[] previous, byte[] hash, int events, UUID node, Instant at) {
    static Link of(ResultSet row) throws SQLException {
        return new Link(
                row.getLong("number"),
                row.getBytes("previous"),
                row.getBytes("hash"),
                row.getInt("events"),
                row.getObject("node_id", UUID.class),
                row.getTimestamp("linked_at").toInstant());
    }
}
