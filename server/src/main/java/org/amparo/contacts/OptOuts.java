package org.amparo.contacts;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.numbers.AddressKey;
import org.jdbi.v3.core.Jdbi;

/// Our own opt-out ledger, one a line: keyed hashes only. It survives FORGET (`domain.md` G.3).
@Singleton
public final class OptOuts {
    private final Jdbi jdbi;

    OptOuts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param restartAskedAt when `restart-ask` last went out
    /// @param atCarrier the carrier itself refuses texts to the address: nothing at all is tried
    public record OptOut(Instant stoppedAt, Optional<Instant> restartAskedAt, boolean atCarrier) {}

    /// The ledger's row for an address, under whichever of its keys it was written.
    public Optional<OptOut> find(UUID line, List<AddressKey> keys) {
        for (var key : keys) {
            var found = jdbi.withHandle(handle -> handle.createQuery("""
                SELECT stopped_at, restart_asked_at, carrier_blocked_at FROM opt_out
                 WHERE line_id = :line AND kind = :kind AND address_key = :key
                """)
                    .bind("line", line)
                    .bind("kind", key.kind().column())
                    .bind("key", key.value())
                    .map((row, _) -> new OptOut(
                            row.getTimestamp("stopped_at").toInstant(),
                            Optional.ofNullable(row.getTimestamp("restart_asked_at"))
                                    .map(java.sql.Timestamp::toInstant),
                            row.getTimestamp("carrier_blocked_at") != null))
                    .findOne());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// Its owner wrote: the row goes over to the newest key, so that the earlier one can end.
    public void rekey(UUID line, List<AddressKey> keys) {
        var newest = keys.getFirst();
        for (var earlier : keys.subList(1, keys.size())) {
            jdbi.useHandle(handle -> handle.createUpdate("""
                WITH moved AS (
                    DELETE FROM opt_out WHERE line_id = :line AND kind = :kind AND address_key = :earlier
                    RETURNING line_id, organisation_id, kind, stopped_at, restart_asked_at, carrier_blocked_at
                )
                INSERT INTO opt_out (line_id, organisation_id, kind, address_key, hash_generation, stopped_at,
                       restart_asked_at, carrier_blocked_at)
                SELECT line_id, organisation_id, kind, :key, :generation, stopped_at, restart_asked_at,
                       carrier_blocked_at FROM moved
                ON CONFLICT ON CONSTRAINT opt_out_once DO NOTHING
                """)
                    .bind("line", line)
                    .bind("kind", newest.kind().column())
                    .bind("earlier", earlier.value())
                    .bind("key", newest.value())
                    .bind("generation", newest.generation())
                    .execute());
        }
    }

    public void stop(UUID organisation, UUID line, AddressKey key, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
            INSERT INTO opt_out (line_id, organisation_id, kind, address_key, hash_generation, stopped_at)
            VALUES (:line, :organisation, :kind, :key, :generation, :now)
            ON CONFLICT ON CONSTRAINT opt_out_once DO NOTHING
            """)
                .bind("line", line)
                .bind("organisation", organisation)
                .bind("kind", key.kind().column())
                .bind("key", key.value())
                .bind("generation", key.generation())
                .bind("now", now)
                .execute());
    }

    /// The carrier refuses texts of that line to the contact (21610, or its own answer to STOP): the ledger has it
    /// too. Works inside the caller's transaction; a contact that is gone changes nothing.
    public void blocked(UUID contact, UUID line, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
            INSERT INTO opt_out (line_id, organisation_id, kind, address_key, hash_generation, stopped_at,
                                 carrier_blocked_at)
            SELECT :line, organisation_id, kind, address_key, hash_generation, :now, :now
              FROM contact WHERE id = :contact
            ON CONFLICT ON CONSTRAINT opt_out_once DO UPDATE
               SET carrier_blocked_at = COALESCE(opt_out.carrier_blocked_at, :now)
            """)
                .bind("line", line)
                .bind("now", now)
                .bind("contact", contact)
                .execute());
    }

    public void restart(UUID line, List<AddressKey> keys) {
        each(
                line,
                keys,
                "DELETE FROM opt_out WHERE line_id = :line AND kind = :kind AND address_key = :key",
                Instant.EPOCH);
    }

    public void restartAsked(UUID line, List<AddressKey> keys, Instant now) {
        each(line, keys, """
            UPDATE opt_out SET restart_asked_at = :now
             WHERE line_id = :line AND kind = :kind AND address_key = :key
            """, now);
    }

    private void each(UUID line, List<AddressKey> keys, String sql, Instant now) {
        jdbi.useHandle(handle -> keys.forEach(key -> handle.createUpdate(sql)
                .bind("line", line)
                .bind("kind", key.kind().column())
                .bind("key", key.value())
                .bind("now", now)
                .execute()));
    }
}
