package org.amparo.reception;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.platform.Ids;
import org.amparo.platform.Wakeups;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Jdbi;

/// Texts our own code failed on, sealed under the key of their day, tried again at growing intervals for 24 h.
@Singleton
class Unhandled {
    static final String POLLER = "unhandled";
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofHours(24);

    private final Jdbi jdbi;
    private final Keyring keyring;
    private final SealedText sealedText;
    private final Wakeups wakeups;

    Unhandled(Jdbi jdbi, Keyring keyring, SealedText sealedText, Wakeups wakeups) {
        this.jdbi = jdbi;
        this.keyring = keyring;
        this.sealedText = sealedText;
        this.wakeups = wakeups;
    }

    /// Keeps a text for another try, in a transaction of its own.
    @Transactional
    public void keep(InboundText text, Instant now) {
        var id = Ids.next(now);
        var owner = DayKeys.owner(now);
        var sealed = keyring.seal(owner, "unhandled:" + id, sealedText.pack(text), now);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO unhandled (id, organisation_id, line_id, key_owner, sealed, due_at, received_at)
                        VALUES (:id, :organisation, :line, :owner, :sealed, :due, :at)
                        """)
                .bind("id", id)
                .bind("organisation", text.line().organisationId())
                .bind("line", text.line().id())
                .bind("owner", owner)
                .bind("sealed", sealed)
                .bind("due", now.plus(FIRST_RETRY))
                .bind("at", text.at())
                .execute());
        wakeups.tell(POLLER);
    }

    /// @param attempts how often it was tried since it was kept
    record Due(UUID id, InboundText text, int attempts) {}

    /// The next text that is due; another node does not take it meanwhile, since its next try is set already.
    @Transactional
    public Optional<Due> next(Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM unhandled WHERE received_at <= :since")
                .bind("since", now.minus(KEPT))
                .execute());
        record Row(UUID id, UUID owner, byte[] sealed, int attempts) {}
        var row = jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE unhandled
                           SET attempts = attempts + 1,
                               due_at = CAST(:now AS timestamptz) + make_interval(secs => LEAST(600, power(2, attempts + 2)))
                         WHERE id = (SELECT id FROM unhandled WHERE due_at <= :now ORDER BY received_at LIMIT 1
                                        FOR UPDATE SKIP LOCKED)
                        RETURNING id, key_owner, sealed, attempts
                        """)
                .bind("now", now)
                .map((found, _) -> new Row(
                        found.getObject("id", UUID.class),
                        found.getObject("key_owner", UUID.class),
                        found.getBytes("sealed"),
                        found.getInt("attempts")))
                .findOne());
        return row.flatMap(found -> sealedText
                .unpack(keyring.open(found.owner(), "unhandled:" + found.id(), found.sealed()))
                .map(text -> new Due(found.id(), text, found.attempts())));
    }

    @Transactional
    public void done(UUID id) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM unhandled WHERE id = :id")
                .bind("id", id)
                .execute());
    }

    Optional<Instant> nextDue() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT min(due_at) FROM unhandled")
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
                .one());
    }
}
