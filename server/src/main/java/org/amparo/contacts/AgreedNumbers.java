package org.amparo.contacts;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.TextMeanings;
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
    private final TextMeanings meanings;

    private AgreedNumbers(Jdbi jdbi, Addresses addresses, TextMeanings meanings) {
        this.jdbi = jdbi;
        this.addresses = addresses;
        this.meanings = meanings;
    }

    /// For a command, beside the running program.
    public static AgreedNumbers of(Jdbi jdbi, KeySet keySet) {
        return new AgreedNumbers(jdbi, Addresses.of(keySet, Keyring.of(jdbi, keySet)), TextMeanings.of(jdbi));
    }

    /// @return empty when that yes does not hold any more, its question means something else now, or whoever gave
    ///     it has no telephone number
    public Optional<RevealedNumber> number(UUID consent, Instant now) {
        return meansTheSame(consent) ? open(consent, now) : Optional.empty();
    }

    private boolean meansTheSame(UUID consent) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT text_id, text_version_id FROM consent WHERE id = :id")
                .bind("id", consent)
                .map((row, _) ->
                        meanings.inForce(row.getString(1)).equals(Optional.ofNullable(row.getObject(2, UUID.class))))
                .findOne()
                .orElse(false));
    }

    private Optional<RevealedNumber> open(UUID consent, Instant now) {
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
