package org.amparo.contacts;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.numbers.Address;
import org.amparo.numbers.AddressKey;
import org.amparo.numbers.Addresses;
import org.amparo.numbers.SealedAddress;
import org.amparo.platform.ErasureStep;
import org.amparo.platform.Ids;
import org.amparo.sealing.Keyring;
import org.amparo.sealing.SealBroken;
import org.jdbi.v3.core.Jdbi;

/// Recognises people by the keyed hash of their address. Works inside the caller's transaction.
@Singleton
public final class Contacts implements ErasureStep {
    private final Jdbi jdbi;
    private final Addresses addresses;
    private final Keyring keyring;

    Contacts(Jdbi jdbi, Addresses addresses, Keyring keyring) {
        this.jdbi = jdbi;
        this.addresses = addresses;
        this.keyring = keyring;
    }

    /// The contact behind an address, made on the first text, its row locked until the transaction ends: two texts
    /// of one person are handled one after the other, on whichever nodes they arrive.
    public Contact recognise(UUID organisation, Address address, Instant now) {
        var keys = addresses.all(organisation, address);
        var known = lock(organisation, keys);
        if (known.isEmpty() && keys.size() > 1) {
            // Nodes may differ in which key they use: the row's own constraint would not see two of one person.
            oneAtATime(keys);
            known = lock(organisation, keys);
        }
        if (known.isPresent()) {
            rekey(known.get(), keys.getFirst());
            return known.get();
        }
        var id = Ids.next(now);
        var newest = keys.getFirst();
        jdbi.useHandle(handle -> handle.createUpdate("""
            INSERT INTO contact (id, organisation_id, kind, address_key, hash_generation, sealed_address,
                                 created_at, last_inbound_at)
            VALUES (:id, :organisation, :kind, :key, :generation, :sealed, :now, :now)
            ON CONFLICT ON CONSTRAINT contact_once DO NOTHING
            """)
                .bind("id", id)
                .bind("organisation", organisation)
                .bind("kind", address.kind().column())
                .bind("key", newest.value())
                .bind("generation", newest.generation())
                .bind("sealed", addresses.seal(id, address, now))
                .bind("now", now)
                .execute());
        var made =
                lock(organisation, keys).orElseThrow(() -> new IllegalStateException("a contact vanished while made"));
        if (!made.id().equals(id)) {
            // Another node made it in the same moment: the key of our try seals nothing.
            keyring.destroy(id);
        }
        return made;
    }

    /// Locks the row of the contact behind an address, if there is one, until the transaction ends. Whoever locks
    /// more of a contact's rows locks this one first.
    public Optional<Contact> lock(UUID organisation, Address address) {
        return lock(organisation, addresses.all(organisation, address));
    }

    /// The same for a contact whose id is known.
    public boolean lock(UUID contact) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT true FROM contact WHERE id = :id FOR UPDATE")
                .bind("id", contact)
                .mapTo(Boolean.class)
                .findOne()
                .isPresent());
    }

    /// The contact behind an address, if there is one.
    public Optional<Contact> find(UUID organisation, Address address) {
        return select(organisation, addresses.all(organisation, address), "");
    }

    public Optional<Contact> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM contact WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> contact(row))
                .findOne());
    }

    /// Where to send to; empty once it was erased.
    public Optional<Address> address(UUID contact) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT kind, sealed_address FROM contact WHERE id = :id AND sealed_address IS NOT NULL")
                .bind("id", contact)
                .map((row, _) -> addresses.open(new SealedAddress(
                        contact, Address.Kind.ofColumn(row.getString("kind")), row.getBytes("sealed_address"))))
                .findOne());
    }

    /// The country of their number, such as `MD`: to be compared, never stored (`rulings.md` 5).
    /// A number that cannot be opened tells none, which keeps nobody from being asked for.
    public Optional<String> country(UUID contact) {
        try {
            return address(contact).flatMap(Address::country);
        } catch (SealBroken _) {
            return Optional.empty();
        }
    }

    /// All a number of this contact may be found by: while a lookup key is replaced, under each there is.
    public List<AddressKey> keys(UUID contact) {
        var known = find(contact);
        if (known.isPresent() && addresses.severalKeys()) {
            var all = address(contact).map(clear -> addresses.all(known.get().organisationId(), clear));
            if (all.isPresent()) {
                return all.get();
            }
        }
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT kind, hash_generation, address_key FROM contact WHERE id = :id")
                .bind("id", contact)
                .map((row, _) -> new AddressKey(
                        Address.Kind.ofColumn(row.getString("kind")),
                        row.getLong("hash_generation"),
                        row.getBytes("address_key")))
                .list());
    }

    /// What they were kept for is gone: the next run of timed retention asks again whether anybody needs them.
    public void neededLess(Collection<UUID> contacts) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE contact SET needed_until = NULL WHERE id = ANY (:ids) AND needed_until IS NOT NULL")
                .bindArray("ids", UUID.class, contacts.toArray())
                .execute());
    }

    public void wrote(UUID contact, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE contact SET last_inbound_at = GREATEST(last_inbound_at, :at) WHERE id = :id")
                .bind("at", at)
                .bind("id", contact)
                .execute());
    }

    public void speaks(UUID contact, String locale, boolean chosen) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE contact SET locale = :locale, locale_chosen = :chosen WHERE id = :id")
                .bind("locale", locale)
                .bind("chosen", chosen)
                .bind("id", contact)
                .execute());
    }

    public void mayBeChild(UUID contact) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE contact SET child_possible = true WHERE id = :id")
                .bind("id", contact)
                .execute());
    }

    /// It is a practice phone: every talk it begins from now on is a test.
    public void practises(UUID contact) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE contact SET test = true WHERE id = :id")
                .bind("id", contact)
                .execute());
    }

    /// A supervisor took the mark away.
    public void noChild(UUID contact) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE contact SET child_possible = false WHERE id = :id")
                .bind("id", contact)
                .execute());
    }

    /// Deletes the person's row, and all that hangs on it, and destroys the key that sealed the address.
    @Override
    public void erase(UUID contact) {
        keyring.destroy(contact);
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM contact WHERE id = :id")
                .bind("id", contact)
                .execute());
    }

    @Override
    public int order() {
        return LAST;
    }

    private Optional<Contact> lock(UUID organisation, List<AddressKey> keys) {
        return select(organisation, keys, "FOR UPDATE");
    }

    private Optional<Contact> select(UUID organisation, List<AddressKey> keys, String locking) {
        var newest = keys.getFirst();
        return jdbi.withHandle(handle -> handle.createQuery("""
                SELECT * FROM contact
                 WHERE organisation_id = :organisation AND kind = :kind AND address_key IN (<keys>)
                 ORDER BY (hash_generation = :generation) DESC LIMIT 1
                """ + locking)
                .bind("organisation", organisation)
                .bind("kind", newest.kind().column())
                .bindList("keys", keys.stream().map(AddressKey::value).toList())
                .bind("generation", newest.generation())
                .map((row, _) -> contact(row))
                .findOne());
    }

    /// The same lock whichever key a node uses: by the smallest of the hashes.
    private void oneAtATime(List<AddressKey> keys) {
        var smallest = keys.stream().map(AddressKey::value).min(Arrays::compare).orElseThrow();
        jdbi.useHandle(handle -> handle.createQuery("SELECT pg_advisory_xact_lock(:lock) IS NULL")
                .bind("lock", ByteBuffer.wrap(smallest).getLong())
                .mapTo(Boolean.class)
                .list());
    }

    private void rekey(Contact contact, AddressKey newest) {
        jdbi.useHandle(handle -> handle.createUpdate("""
            UPDATE contact SET address_key = :key, hash_generation = :generation
             WHERE id = :id AND hash_generation <> :generation
            """)
                .bind("key", newest.value())
                .bind("generation", newest.generation())
                .bind("id", contact.id())
                .execute());
    }

    private static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                row.getObject("id", UUID.class),
                row.getObject("organisation_id", UUID.class),
                Address.Kind.ofColumn(row.getString("kind")),
                Optional.ofNullable(row.getString("locale")),
                row.getBoolean("locale_chosen"),
                row.getBoolean("child_possible"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("last_inbound_at").toInstant(),
                row.getBoolean("test"));
    }
}
