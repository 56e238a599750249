package org.amparo.reception;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.numbers.Address;
import org.amparo.numbers.AddressKey;
import org.amparo.numbers.Addresses;
import org.amparo.platform.Ids;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.Wakeups;
import org.amparo.sealing.SealBroken;
import org.jdbi.v3.core.Jdbi;

/// Texts our own code failed on, sealed under the key of their day, tried again at growing intervals for 24 h
/// at most (`AMPARO_RETENTION_UNHANDLED`).
/// Those of a line this start does not serve wait, within that time, for a start that does.
@Singleton
class Unhandled {
    static final String POLLER = "unhandled";
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);

    private final Jdbi jdbi;
    private final DayKeys dayKeys;
    private final SealedText sealedText;
    private final Addresses addresses;
    private final List<UUID> served;
    private final DroppedTexts dropped;
    private final Wakeups wakeups;
    private final Duration kept;

    Unhandled(
            Jdbi jdbi,
            DayKeys dayKeys,
            SealedText sealedText,
            Addresses addresses,
            Lines lines,
            DroppedTexts dropped,
            Wakeups wakeups,
            RetentionTimes times) {
        this.jdbi = jdbi;
        this.dayKeys = dayKeys;
        this.sealedText = sealedText;
        this.addresses = addresses;
        this.served = lines.all().stream().map(Line::id).toList();
        this.dropped = dropped;
        this.wakeups = wakeups;
        this.kept = times.of(RetentionClass.UNHANDLED);
    }

    /// Keeps a text for another try, in a transaction of its own.
    @Transactional
    public void keep(InboundText text, Instant now) {
        keep(text, false, now);
    }

    /// The same for a text whose claim is committed already, such as a part that waited. Joins the caller's
    /// transaction.
    @Transactional
    public void keepClaimed(InboundText text, Instant now) {
        keep(text, true, now);
    }

    private void keep(InboundText text, boolean claimed, Instant now) {
        var line = text.line();
        insert(
                new Origin(line.organisationId(), line.id(), text.from(), text.at(), claimed),
                sealedText.pack(text),
                now);
    }

    /// Keeps a text until its line is served again.
    @Transactional
    public void keep(SealedText.Unpacked.NotServed text, boolean claimed, Instant now) {
        insert(new Origin(text.organisation(), text.line(), text.from(), text.at(), claimed), text.packed(), now);
    }

    private record Origin(UUID organisation, UUID line, Address from, Instant at, boolean claimed) {}

    private void insert(Origin origin, byte[] packed, Instant now) {
        var id = Ids.next(now);
        var sealed = dayKeys.seal("unhandled:" + id, packed, now);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO unhandled (id, organisation_id, line_id, key_owner, sealed, address_key, claimed,
                                               due_at, received_at)
                        VALUES (:id, :organisation, :line, :owner, :sealed, :key, :claimed, :due, :at)
                        """)
                .bind("id", id)
                .bind("organisation", origin.organisation())
                .bind("line", origin.line())
                .bind("owner", sealed.owner())
                .bind("sealed", sealed.value())
                .bind("key", addresses.key(origin.organisation(), origin.from()).value())
                .bind("claimed", origin.claimed())
                .bind("due", now.plus(FIRST_RETRY))
                .bind("at", origin.at())
                .execute());
        wakeups.tell(POLLER);
    }

    /// @param claimed its carrier id was claimed before it was kept
    /// @param attempts how often it was tried since it was kept
    record Due(UUID id, InboundText text, boolean claimed, int attempts) {}

    private record Row(UUID id, UUID owner, byte[] sealed, boolean claimed, int attempts) {}

    /// The next text that is due; another node does not take it meanwhile, since its next try is set already. One
    /// that does not open stops no other: it is given up.
    @Transactional
    public Optional<Due> next(Instant now) {
        while (true) {
            var row = claim(now);
            if (row.isEmpty()) {
                return Optional.empty();
            }
            var due = row.flatMap(this::open);
            if (due.isPresent()) {
                return due;
            }
        }
    }

    private Optional<Row> claim(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE unhandled
                           SET attempts = attempts + 1,
                               due_at = CAST(:now AS timestamptz) + make_interval(secs => LEAST(600, power(2, attempts + 2)))
                         WHERE id = (SELECT id FROM unhandled
                                      WHERE due_at <= :now AND line_id IN (<served>) AND received_at > :since
                                      ORDER BY received_at LIMIT 1
                                        FOR UPDATE SKIP LOCKED)
                        RETURNING id, key_owner, sealed, claimed, attempts
                        """)
                .bind("now", now)
                .bindList("served", served)
                .bind("since", now.minus(kept))
                .map((found, _) -> new Row(
                        found.getObject("id", UUID.class),
                        found.getObject("key_owner", UUID.class),
                        found.getBytes("sealed"),
                        found.getBoolean("claimed"),
                        found.getInt("attempts")))
                .findOne());
    }

    private Optional<Due> open(Row row) {
        try {
            var packed = dayKeys.open(row.owner(), "unhandled:" + row.id(), row.sealed());
            return switch (sealedText.unpack(packed)) {
                case SealedText.Unpacked.Text(var text) ->
                    Optional.of(new Due(row.id(), text, row.claimed(), row.attempts()));
                case SealedText.Unpacked.NotServed _ -> Optional.empty();
            };
        } catch (SealBroken | UncheckedIOException e) {
            take(row.id());
            dropped.drop(DroppedTexts.Why.SEAL_BROKEN, 1);
            return Optional.empty();
        }
    }

    /// Takes a text out, in the transaction that handles it.
    ///
    /// @return false when it is gone: handled elsewhere, or its sender was erased
    boolean take(UUID id) {
        return jdbi.withHandle(handle -> handle.createUpdate("DELETE FROM unhandled WHERE id = :id")
                        .bind("id", id)
                        .execute())
                == 1;
    }

    /// Gives up what was kept for its whole time. The key of a day goes with the last text sealed under it.
    @Transactional
    public void expire(Instant now) {
        var old = jdbi.withHandle(handle -> handle.createUpdate("DELETE FROM unhandled WHERE received_at <= :since")
                .bind("since", now.minus(kept))
                .execute());
        dropped.drop(DroppedTexts.Why.TOO_OLD, old);
        dayKeys.destroyUnused(now);
    }

    /// How many texts wait for a line that this start does not serve, by the line's id.
    Map<UUID, Long> notServed() {
        return jdbi.withHandle(handle -> handle
                .createQuery("""
                        SELECT line_id, count(*) AS texts FROM unhandled WHERE line_id NOT IN (<served>)
                         GROUP BY line_id
                        """)
                .bindList("served", served)
                .map((row, _) -> Map.entry(row.getObject("line_id", UUID.class), row.getLong("texts")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// Removes all texts of a sender. Works inside the caller's transaction.
    ///
    /// @return how many there were
    int forget(List<AddressKey> keys) {
        return keys.stream().mapToInt(this::forget).sum();
    }

    private int forget(AddressKey key) {
        return jdbi.withHandle(handle -> handle.createUpdate("DELETE FROM unhandled WHERE address_key = :key")
                .bind("key", key.value())
                .execute());
    }

    /// When the oldest text came that was tried so often, at least and at most, and waits still; of served lines.
    Optional<Instant> oldest(int triedAtLeast, int triedAtMost) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT min(received_at) FROM unhandled
                         WHERE line_id IN (<served>) AND attempts BETWEEN :least AND :most
                        """)
                .bindList("served", served)
                .bind("least", triedAtLeast)
                .bind("most", triedAtMost)
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
                .one());
    }

    /// Of those that are still tried.
    Optional<Instant> nextDue(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT min(due_at) FROM unhandled WHERE line_id IN (<served>) AND received_at > :since")
                .bindList("served", served)
                .bind("since", now.minus(kept))
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
                .one());
    }
}
