package org.amparo.reception;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.amparo.numbers.Address;
import org.amparo.sealing.KeySet;
import org.jdbi.v3.core.Jdbi;

/// Makes one text count once: whoever inserts the keyed hash of its carrier id first has it, on whichever node.
@Singleton
final class Claims {
    private final Jdbi jdbi;
    private final KeySet keySet;

    Claims(Jdbi jdbi, KeySet keySet) {
        this.jdbi = jdbi;
        this.keySet = keySet;
    }

    /// @return false when the text was claimed before; waits for a claim that is under way elsewhere
    boolean claim(String carrierId, Instant now) {
        // Under every key there is: while the claims key is changed, nodes may differ in which one they use.
        var keys = keySet.claimAll(carrierId).stream().sorted(Arrays::compare).toList();
        int claimed = 0;
        for (var key : keys) {
            claimed += jdbi.withHandle(handle ->
                    handle.createUpdate("""
                            INSERT INTO inbound_claim (claim_key, claimed_at) VALUES (:key, :now)
                            ON CONFLICT (claim_key) DO NOTHING
                            """).bind("key", key).bind("now", now).execute());
        }
        return claimed == keys.size();
    }

    /// Tells whether two texts of one contact are the same, without keeping either.
    String fingerprint(UUID contact, String body) {
        var hash = keySet.claim("text|" + contact + "|" + body.strip().toLowerCase(Locale.ROOT));
        return Base64.getEncoder().encodeToString(Arrays.copyOf(hash, 9));
    }

    /// A sender without a row, for a limit kept in memory.
    String sender(Address address) {
        var clear = new String(address.toSeal(), StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(keySet.claim("sender|" + clear));
    }
}
