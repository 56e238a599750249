package org.amparo.sealing;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wraps data keys with the key in use that an earlier one wrapped; what they sealed stays as it is.
@Singleton
class Rewrapping {
    private static final Logger LOG = LoggerFactory.getLogger(Rewrapping.class);
    private static final int AT_ONCE = 200;

    private final Jdbi jdbi;
    private final KeySet keySet;

    Rewrapping(Jdbi jdbi, KeySet keySet) {
        this.jdbi = jdbi;
        this.keySet = keySet;
    }

    /// Does at most 200. Several nodes share the work; one that is written meanwhile is left for the next time.
    ///
    /// @return false when there was nothing left to do
    @Transactional
    public boolean some() {
        int done = 0;
        for (var key : keySet.keys(MasterKind.WRAP)) {
            if (!key.primary()) {
                done += some(key);
            }
        }
        return done > 0;
    }

    private int some(MasterKey old) {
        record Wrapped(UUID owner, byte[] bytes) {}
        var batch = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT owner_id, wrapped FROM keyring.data_key
                         WHERE substring(wrapped FROM 1 FOR 5) = :old
                         LIMIT :most FOR UPDATE SKIP LOCKED
                        """)
                .bind("old", old.prefix())
                .bind("most", AT_ONCE)
                .map((row, _) -> new Wrapped(row.getObject("owner_id", UUID.class), row.getBytes("wrapped")))
                .list());
        int done = 0;
        for (var one : batch) {
            try {
                var owner = Keyring.bytes(one.owner());
                var fresh = keySet.wrap(keySet.unwrap(one.bytes(), owner), owner);
                done += jdbi.withHandle(handle -> handle.createUpdate(
                                "UPDATE keyring.data_key SET wrapped = :fresh WHERE owner_id = :owner")
                        .bind("fresh", fresh)
                        .bind("owner", one.owner())
                        .execute());
            } catch (SealBroken e) {
                LOG.error("a data key does not open and stays as it is");
            }
        }
        return done;
    }
}
