package org.amparo.numbers;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.amparo.sealing.KeySet;
import org.amparo.sealing.Keyring;

/// Turns addresses into keyed hashes for lookup and into sealed values for sending. Safe for many threads.
@Singleton
public final class Addresses {
    private final KeySet keySet;
    private final Keyring keyring;

    Addresses(KeySet keySet, Keyring keyring) {
        this.keySet = keySet;
        this.keyring = keyring;
    }

    /// For a command, beside the running program.
    public static Addresses of(KeySet keySet, Keyring keyring) {
        return new Addresses(keySet, keyring);
    }

    /// The hash under the newest lookup key: what a new row gets.
    public AddressKey key(UUID organisation, Address address) {
        return all(organisation, address).getFirst();
    }

    /// The hashes a row may be found by: the newest key first, then earlier ones (`rulings.md` 2).
    public List<AddressKey> all(UUID organisation, Address address) {
        var field = organisation + "|" + address.kind().column() + "|" + address.carrierForm();
        return keySet.lookupAll(field).stream()
                .map(hash -> new AddressKey(address.kind(), hash.generation(), hash.value()))
                .toList();
    }

    /// The same of a sealed address: whoever asks never holds the clear form.
    public AddressKey key(UUID organisation, SealedAddress address) {
        return key(organisation, open(address));
    }

    /// Which lookup key makes the hash of a new row.
    public long newestGeneration() {
        return keySet.lookupAll("").getFirst().generation();
    }

    /// A lookup key is being replaced: rows of one number may have different hashes.
    public boolean severalKeys() {
        return keySet.lookupAll("").size() > 1;
    }

    /// Seals an address under its owner's data key.
    public byte[] seal(UUID owner, Address address, Instant now) {
        return keyring.seal(owner, row(owner), address.carrierForm().getBytes(StandardCharsets.UTF_8), now);
    }

    public Address open(SealedAddress address) {
        var clear = keyring.open(address.owner(), row(address.owner()), address.sealed());
        return new Address(address.kind(), new String(clear, StandardCharsets.UTF_8));
    }

    private static String row(UUID owner) {
        return "address:" + owner;
    }
}
