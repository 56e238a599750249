package org.amparo.contacts;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.numbers.Address;
import org.amparo.numbers.Addresses;
import org.amparo.numbers.SealedAddress;
import org.amparo.sealing.KeySet;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Jdbi;

/// The number of a contact who said yes to a partner having it (`sys.referral-ask`), as long as that yes holds and
/// was not used. For a command; joins the transaction of its `jdbi`.
public final class AgreedNumbers {
    private final Jdbi jdbi;
    private final Addresses addresses;

    private AgreedNumbers(Jdbi jdbi, Addresses addresses) {
        this.jdbi = jdbi;
        this.addresses = addresses;
    }

    /// For a command, beside the running program.
    public static AgreedNumbers of(Jdbi jdbi, KeySet keySet) {
        return new AgreedNumbers(jdbi, Addresses.of(keySet, Keyring.of(jdbi, keySet)));
    }

    /// @return empty when that yes does not hold any more, or whoever gave it has no telephone number
    public Optional<RevealedNumber> number(UUID consent, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT k.id, k.kind, k.sealed_address FROM consent c JOIN contact k ON k.id = c.contact_id
                         WHERE c.id = :id AND c.purpose = 'referral' AND c.answer = 'yes' AND c.withdrawn_at IS NULL
                           AND c.used_at IS NULL AND c.expires_at > :now AND k.last_inbound_at > :lapsed
                           AND k.sealed_address IS NOT NULL
                        """)
                .bind("id", consent)
                .bind("now", now)
                .bind("lapsed", now.minus(SendingState.PERMISSIONS))
                .map((row, _) -> addresses.open(new SealedAddress(
                        row.getObject("id", UUID.class),
                        Address.Kind.ofColumn(row.getString("kind")),
                        row.getBytes("sealed_address"))))
                .findOne()
                .flatMap(Address::number)
                .map(RevealedNumber::new));
    }
}
