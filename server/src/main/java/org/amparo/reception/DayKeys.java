package org.amparo.reception;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.UUID;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Jdbi;

/// The keys of days: what waits to be handled is sealed under its day's key, which goes when no row uses it
/// (`rulings.md` 2). Works inside the caller's transaction.
@Singleton
final class DayKeys {
    /// A program that stood still for longer than this leaves the keys of its last days to the next erasure.
    private static final int DAYS_LOOKED_BACK = 62;

    private final Jdbi jdbi;
    private final Keyring keyring;

    DayKeys(Jdbi jdbi, Keyring keyring) {
        this.jdbi = jdbi;
        this.keyring = keyring;
    }

    static UUID owner(Instant moment) {
        var day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        return UUID.nameUUIDFromBytes(("unhandled " + day).getBytes(StandardCharsets.US_ASCII));
    }

    /// A value sealed under a day's key.
    record Sealed(UUID owner, byte[] value) {
        @Override
        public String toString() {
            return "Sealed[]";
        }
    }

    /// Seals under the key of `now`, which stays at least until this transaction ends.
    Sealed seal(String row, byte[] secret, Instant now) {
        var owner = owner(now);
        hold(owner);
        return new Sealed(owner, keyring.seal(owner, row, secret, now));
    }

    byte[] open(UUID owner, String row, byte[] sealed) {
        return keyring.open(owner, row, sealed);
    }

    /// Whoever seals holds the day's lock with others; whoever destroys holds it alone. So no row is sealed under a
    /// key that goes in the same moment.
    private void hold(UUID owner) {
        jdbi.useHandle(handle -> handle.createQuery("SELECT pg_advisory_xact_lock_shared(:day) IS NULL")
                .bind("day", owner.getMostSignificantBits())
                .mapTo(Boolean.class)
                .list());
    }

    private boolean holdAlone(UUID owner) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT pg_try_advisory_xact_lock(:day)")
                .bind("day", owner.getMostSignificantBits())
                .mapTo(Boolean.class)
                .one());
    }

    /// Destroys the keys of the last days that nothing is sealed under. A key that is just used stays for the next
    /// time.
    void destroyUnused(Instant now) {
        var days = new ArrayList<UUID>();
        for (int day = 0; day < DAYS_LOOKED_BACK; day++) {
            days.add(owner(now.minus(Duration.ofDays(day))));
        }
        var unused = jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT k.owner_id FROM keyring.data_key k
                         WHERE k.owner_id IN (<days>)
                           AND NOT EXISTS (SELECT 1 FROM unhandled u WHERE u.key_owner = k.owner_id)
                           AND NOT EXISTS (SELECT 1 FROM waiting_part w WHERE w.key_owner = k.owner_id)
                        """).bindList("days", days).mapTo(UUID.class).list());
        for (var owner : unused) {
            // Looked at again under the lock: a row may have come meanwhile.
            if (holdAlone(owner) && !used(owner)) {
                keyring.destroy(owner);
            }
        }
    }

    private boolean used(UUID owner) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM unhandled WHERE key_owner = :owner)
                            OR EXISTS (SELECT 1 FROM waiting_part WHERE key_owner = :owner)
                        """)
                .bind("owner", owner)
                .mapTo(Boolean.class)
                .one());
    }
}
