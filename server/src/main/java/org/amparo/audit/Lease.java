package org.amparo.audit;

import org.jdbi.v3.core.Jdbi;

/// The right to write or shorten the chain: a lock of the database, for one transaction. A node that dies gives it
/// back with its connection.
final class Lease {
    /// Any number that no other lock of ours has.
    private static final long LOCK = 0x61756469_74000001L;

    private Lease() {}

    /// @return false when another node has it
    static boolean take(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT pg_try_advisory_xact_lock(:lock)")
                .bind("lock", LOCK)
                .mapTo(Boolean.class)
                .one());
    }
}
