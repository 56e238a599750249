package org.amparo.responders;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.amparo.numbers.Address;
import org.amparo.numbers.Addresses;
import org.amparo.numbers.SealedAddress;
import org.amparo.sealing.KeySet;
import org.amparo.sealing.MasterKeys;
import org.amparo.sealing.MasterKind;
import org.amparo.sealing.SealBroken;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the keyed hashes of the numbers of people who answer anew, from the sealed number, once another lookup key
/// is in use: whoever never texts would keep the old one needed for ever.
@Singleton
class Rekeying {
    private static final Logger LOG = LoggerFactory.getLogger(Rekeying.class);
    private static final int AT_ONCE = 50;

    private final Jdbi jdbi;
    private final Addresses addresses;
    private final MasterKeys masterKeys;

    Rekeying(Jdbi jdbi, Addresses addresses, KeySet keySet) {
        this.jdbi = jdbi;
        this.addresses = addresses;
        this.masterKeys = new MasterKeys(jdbi, keySet);
    }

    private record Old(UUID organisation, SealedAddress address) {}

    /// Does at most 50. Several nodes share the work, and a number whose person texts meanwhile is left to that
    /// text. A node with an older key set file does nothing: it would make the old hashes again.
    ///
    /// @return false when there was nothing left to do
    @Transactional
    public boolean some() {
        if (!addresses.severalKeys() || !masterKeys.newest(MasterKind.LOOKUP)) {
            return false;
        }
        int done = 0;
        for (var old : old(addresses.newestGeneration())) {
            try {
                done += rekey(old);
            } catch (SealBroken e) {
                LOG.error("the number of somebody who answers does not open and keeps its old key; apply the staff"
                        + " file again");
            }
        }
        return done > 0;
    }

    private List<Old> old(long newest) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, organisation_id, kind, sealed_address FROM responder_address
                         WHERE hash_generation <> :newest
                         LIMIT :most FOR UPDATE SKIP LOCKED
                        """)
                .bind("newest", newest)
                .bind("most", AT_ONCE)
                .map((row, _) -> new Old(
                        row.getObject("organisation_id", UUID.class),
                        new SealedAddress(
                                row.getObject("id", UUID.class),
                                Address.Kind.ofColumn(row.getString("kind")),
                                row.getBytes("sealed_address"))))
                .list());
    }

    private int rekey(Old old) {
        var key = addresses.key(old.organisation(), old.address());
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE responder_address SET address_key = :key, hash_generation = :generation WHERE id = :id
                        """)
                .bind("key", key.value())
                .bind("generation", key.generation())
                .bind("id", old.address().owner())
                .execute());
    }
}
