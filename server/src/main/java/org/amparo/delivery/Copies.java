package org.amparo.delivery;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.delivery.CarrierCopies.Direction;
import org.amparo.delivery.CarrierCopies.Removal;
import org.amparo.lines.Line;
import org.amparo.platform.ErasureStep;
import org.amparo.platform.OldRows;
import org.amparo.platform.Wakeups;
import org.jdbi.v3.core.Jdbi;

/// The jobs that delete the carrier's copies of messages: one row a message, ids alone. A row is made when the
/// carrier's id is known, falls due once the message is final or handled, and keeps its receipt for 30 days; it
/// outlives the contact (`rulings.md` 2, `domain.md` G.3).
@Singleton
public class Copies implements ErasureStep {
    static final String POLLER = "carrier copies";

    /// Rows are kept that long, whatever became of them.
    static final Duration KEPT = Duration.ofDays(30);

    /// A copy that is still there after that is told to people.
    static final Duration LEFT_AFTER = Duration.ofHours(26);

    /// A message without a report may be final all the same: the carrier is asked to delete it then.
    private static final Duration WITHOUT_REPORT = Duration.ofHours(1);

    /// A node that dies over a deletion leaves it to another after that.
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration NOT_FINAL = Duration.ofMinutes(1);
    private static final Duration REFUSED = Duration.ofHours(6);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /// That attempts are counted is said by those alone who mean the index of what is due (`V20261122_0792_1`): a
    /// statement about one message is not to be planned through it.
    static final String RECEIPT = """
            UPDATE carrier_copy SET gone_at = :now, receipt = :receipt, carrier_code = NULL, contact_id = NULL
             WHERE carrier_id = :id AND gone_at IS NULL
            """;

    private final Jdbi jdbi;
    private final Wakeups wakeups;
    private final InstantSource time;

    Copies(Jdbi jdbi, Wakeups wakeups, InstantSource time) {
        this.jdbi = jdbi;
        this.wakeups = wakeups;
        this.time = time;
    }

    /// An inbound message is handled: its copy may go. Works inside the caller's transaction.
    ///
    /// @param contact who wrote it, so that FORGET finds the job; empty when nobody was recognised
    /// @param due now, or later for a text that is not quite handled
    public void handled(Line line, String carrierId, boolean media, Optional<UUID> contact, Instant due, Instant now) {
        add(line.organisationId(), line.id(), carrierId, Direction.INBOUND, media, contact, due, now);
    }

    /// The carrier's list shows a message of that line that we do not know, or believed to be gone.
    void leftover(Line line, CarrierCopies.Copy copy, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE carrier_copy SET gone_at = NULL, receipt = NULL, due_at = :now
                         WHERE carrier_id = :id AND gone_at IS NOT NULL
                        """)
                .bind("now", now)
                .bind("id", copy.carrierId())
                .execute());
        add(
                line.organisationId(),
                line.id(),
                copy.carrierId(),
                copy.direction(),
                copy.media(),
                Optional.empty(),
                now,
                now);
    }

    /// The carrier has a message of that outbox row, which an erasure may have removed meanwhile.
    ///
    /// @param last nothing more will happen to it: its copy may go
    void taken(UUID row, UUID line, String carrierId, boolean last, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO carrier_copy (carrier_id, organisation_id, line_id, kind, contact_id, due_at, created_at)
                        SELECT :id, organisation_id, id, 'outbound',
                               (SELECT contact_id FROM outbox WHERE id = :row), :due, :now
                          FROM line WHERE id = :line
                        ON CONFLICT (carrier_id) DO UPDATE
                           SET due_at = LEAST(carrier_copy.due_at, CAST(:due AS timestamptz))
                         WHERE carrier_copy.gone_at IS NULL
                        """)
                .bind("id", carrierId)
                .bind("row", row)
                .bind("due", last ? now : now.plus(WITHOUT_REPORT))
                .bind("now", now)
                .bind("line", line)
                .execute());
        if (last) {
            wakeups.tell(POLLER);
        }
    }

    private void add(
            UUID organisation,
            UUID line,
            String carrierId,
            Direction kind,
            boolean media,
            Optional<UUID> contact,
            Instant due,
            Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO carrier_copy (carrier_id, organisation_id, line_id, kind, contact_id, media, due_at,
                               created_at)
                        VALUES (:id, :organisation, :line, :kind, CAST(:contact AS uuid), :media, :due, :now)
                        ON CONFLICT (carrier_id) DO NOTHING
                        """)
                .bind("id", carrierId)
                .bind("organisation", organisation)
                .bind("line", line)
                .bind("kind", kind.name().toLowerCase(Locale.ROOT))
                .bind("contact", contact.orElse(null))
                .bind("media", media)
                .bind("due", due)
                .bind("now", now)
                .execute());
        wakeups.tell(POLLER);
    }

    /// Those of these messages that have a job, done or not.
    public Set<String> known(Collection<String> carrierIds) {
        return select(carrierIds, "");
    }

    /// Those of these messages that have a job which is not done.
    Set<String> pending(Collection<String> carrierIds) {
        return select(carrierIds, " AND gone_at IS NULL");
    }

    private Set<String> select(Collection<String> carrierIds, String condition) {
        if (carrierIds.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT carrier_id FROM carrier_copy WHERE carrier_id IN (<ids>)" + condition)
                .bindList("ids", List.copyOf(carrierIds))
                .mapTo(String.class)
                .list()));
    }

    /// How many messages of that time we hold for sent and the carrier does not know: neither in its list, nor
    /// there when they were to be deleted.
    long unknownAtCarrier(UUID line, Instant from, Instant until, Collection<String> listed) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT count(*) FROM carrier_copy
                         WHERE line_id = :line AND kind = 'outbound' AND created_at > :from AND created_at <= :until
                           AND (receipt = 'not-found' AND attempts <= 1
                                OR gone_at IS NULL AND NOT carrier_id = ANY (:listed))
                        """)
                .bind("line", line)
                .bind("from", from)
                .bind("until", until)
                .bindArray("listed", String.class, listed)
                .mapTo(Long.class)
                .one());
    }

    /// A job that was claimed.
    record Due(String carrierId, UUID lineId, boolean media, int attempts) {}

    /// Claims jobs that are due; another node does not take them while the call may be under way.
    @Transactional
    List<Due> claim(int most, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE carrier_copy SET attempts = attempts + 1, due_at = :lease
                         WHERE carrier_id IN (SELECT carrier_id FROM carrier_copy
                                               WHERE gone_at IS NULL AND attempts >= 0 AND due_at <= :now
                                               ORDER BY due_at LIMIT :most
                                                 FOR UPDATE SKIP LOCKED)
                        RETURNING carrier_id, line_id, media, attempts
                        """)
                .bind("lease", now.plus(LEASE))
                .bind("now", now)
                .bind("most", most)
                .map((row, _) -> new Due(
                        row.getString("carrier_id"),
                        row.getObject("line_id", UUID.class),
                        row.getBoolean("media"),
                        row.getInt("attempts")))
                .list());
    }

    /// Records what became of a deletion: a receipt, or the next try.
    @Transactional
    void became(Due job, Removal removal, Instant now) {
        switch (removal) {
            case Removal.Gone gone -> receipt(job, gone.found(), now);
            case Removal.NotFinal _ -> again(job, 20_009, wait(NOT_FINAL, job.attempts()), now);
            case Removal.Later later -> again(job, later.code(), wait(later.after(), job.attempts()), now);
            case Removal.Refused refused -> again(job, refused.code(), REFUSED, now);
        }
    }

    private static Duration wait(Duration first, int attempts) {
        var wait = first.multipliedBy(1L << Math.clamp(attempts - 1L, 0, 8));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private void receipt(Due job, boolean found, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(RECEIPT)
                .bind("now", now)
                .bind("receipt", found ? "deleted" : "not-found")
                .bind("id", job.carrierId())
                .execute());
    }

    private void again(Due job, int code, Duration after, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE carrier_copy SET due_at = :due, carrier_code = :code
                         WHERE carrier_id = :id AND gone_at IS NULL
                        """)
                .bind("due", now.plus(after))
                .bind("code", code)
                .bind("id", job.carrierId())
                .execute());
    }

    Optional<Instant> nextDue() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT min(due_at) FROM carrier_copy WHERE gone_at IS NULL AND attempts >= 0")
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .one());
    }

    /// Copies of a line that should long be gone.
    record Left(UUID organisation, UUID line, long count) {}

    List<Left> left(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT organisation_id, line_id, count(*) AS count FROM carrier_copy
                         WHERE gone_at IS NULL AND created_at <= :since
                         GROUP BY organisation_id, line_id
                        """)
                .bind("since", now.minus(LEFT_AFTER))
                .map((row, _) -> new Left(
                        row.getObject("organisation_id", UUID.class),
                        row.getObject("line_id", UUID.class),
                        row.getLong("count")))
                .list());
    }

    /// Removes the oldest rows made by then, whatever became of them.
    ///
    /// @return how many
    int expire(Instant made, int atMost) {
        return OldRows.delete(jdbi, "carrier_copy", "carrier_id", "created_at", made, atMost);
    }

    /// The jobs of a contact are due at once, and go on without the contact.
    @Override
    public void erase(UUID contact) {
        int waiting = jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE carrier_copy SET contact_id = NULL, due_at = LEAST(due_at, CAST(:now AS timestamptz))
                         WHERE contact_id = :contact
                        """)
                .bind("now", time.instant())
                .bind("contact", contact)
                .execute());
        if (waiting > 0) {
            wakeups.tell(POLLER);
        }
    }
}
