package org.amparo.sealing;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// One data key an owner (a contact, a conversation, a day), wrapped by the key set and kept in the schema
/// `keyring`.
///
/// What is sealed names its row, so it opens in no other. Destroying an owner's key erases all it sealed, in
/// backups too. Works inside the caller's transaction; safe for many threads.
@Singleton
public final class Keyring {
    private final Jdbi jdbi;
    private final KeySet keySet;

    Keyring(Jdbi jdbi, KeySet keySet) {
        this.jdbi = jdbi;
        this.keySet = keySet;
    }

    /// For a command, beside the running program.
    public static Keyring of(Jdbi jdbi, KeySet keySet) {
        return new Keyring(jdbi, keySet);
    }

    /// Seals under the owner's key, making the key on first use.
    ///
    /// @param row what the sealed value belongs to, such as `message:<id>`
    public byte[] seal(UUID owner, String row, byte[] secret, Instant now) {
        var key = find(owner).orElseGet(() -> make(owner, now));
        return key.seal(row, secret);
    }

    /// Opens what [#seal] sealed for the same owner and row.
    ///
    /// @throws SealBroken when the key is destroyed or the value is another's
    public byte[] open(UUID owner, String row, byte[] sealed) {
        var key = find(owner).orElseThrow(() -> new SealBroken("the key of this value was destroyed"));
        return key.open(row, sealed);
    }

    /// Erases: nothing the owner's key sealed can be opened again.
    public void destroy(UUID owner) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM keyring.data_key WHERE owner_id = :owner")
                .bind("owner", owner)
                .execute());
    }

    /// The same for many owners at once.
    public void destroyAll(Collection<UUID> owners) {
        if (!owners.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM keyring.data_key WHERE owner_id = ANY (:owners)")
                    .bindArray("owners", UUID.class, owners.toArray())
                    .execute());
        }
    }

    private Optional<DataKey> find(UUID owner) {
        return jdbi.withHandle(
                        handle -> handle.createQuery("SELECT wrapped FROM keyring.data_key WHERE owner_id = :owner")
                                .bind("owner", owner)
                                .mapTo(byte[].class)
                                .findOne())
                .map(wrapped -> keySet.unwrap(wrapped, bytes(owner)));
    }

    private DataKey make(UUID owner, Instant now) {
        var wrapped = keySet.wrap(keySet.newDataKey(), bytes(owner));
        jdbi.useHandle(handle -> handle.createUpdate("""
            INSERT INTO keyring.data_key (owner_id, wrapped, created_at)
            VALUES (:owner, :wrapped, :now)
            ON CONFLICT (owner_id) DO NOTHING
            """)
                .bind("owner", owner)
                .bind("wrapped", wrapped)
                .bind("now", now)
                .execute());
        // Another node may have made it in the same moment: the stored one counts.
        return find(owner).orElseThrow(() -> new SealBroken("the key of this value was destroyed"));
    }

    static byte[] bytes(UUID owner) {
        return ByteBuffer.allocate(16)
                .putLong(owner.getMostSignificantBits())
                .putLong(owner.getLeastSignificantBits())
                .array();
    }
}
