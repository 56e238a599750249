package org.amparo.retention;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.platform.ErasureStep;
import org.amparo.platform.FailedWork;
import org.amparo.platform.Wakeups;
import org.jdbi.v3.core.Jdbi;

/// Erases people who asked for it: every room's step, in one transaction, within a minute of the asking.
@Singleton
public class Erasures {
    static final String POLLER = "erasure";

    /// The answer to FORGET must leave before the number is gone; longer than this it is not waited for.
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(45);

    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final Wakeups wakeups;
    private final Audit audit;
    private final InstantSource time;
    private final List<ErasureStep> steps;

    Erasures(Jdbi jdbi, Wakeups wakeups, Audit audit, InstantSource time, List<ErasureStep> steps) {
        this.jdbi = jdbi;
        this.wakeups = wakeups;
        this.audit = audit;
        this.time = time;
        this.steps = steps.stream()
                .sorted(Comparator.comparingInt(ErasureStep::order))
                .toList();
    }

    /// Asks for everything of this contact to be erased. Works inside the caller's transaction.
    public void request(UUID contact, UUID organisation, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO erasure (contact_id, organisation_id, requested_at)
                        VALUES (:contact, :organisation, :now) ON CONFLICT DO NOTHING
                        """)
                .bind("contact", contact)
                .bind("organisation", organisation)
                .bind("now", now)
                .execute());
        wakeups.tell(POLLER);
    }

    public boolean requested(UUID contact) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) FROM erasure WHERE contact_id = :contact")
                        .bind("contact", contact)
                        .mapTo(Integer.class)
                        .one()
                > 0);
    }

    /// Erases at once, inside the caller's transaction: for a person who writes again before the run came by.
    public void eraseNow(UUID contact) {
        steps.forEach(step -> step.erase(contact));
        jdbi.withHandle(handle -> handle.createQuery("""
                        DELETE FROM erasure WHERE contact_id = :contact RETURNING organisation_id
                        """)
                        .bind("contact", contact)
                        .mapTo(UUID.class)
                        .findOne())
                .ifPresent(organisation -> audit.act(Act.of(organisation, Act.Kind.ERASURE_DONE, time.instant())));
    }

    /// Erases one contact whose answer has left or need not be waited for; who failed a moment ago waits behind the
    /// others.
    ///
    /// @return false when there is none
    /// @throws FailedWork when one of the steps failed: see [#later]
    @Transactional
    boolean eraseNext(Instant now) {
        // The contact's row first, as everywhere: whoever handles a text of theirs holds it already.
        var due = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT c.id FROM contact c
                          JOIN erasure e ON e.contact_id = c.id
                         WHERE (e.tried_at IS NULL OR e.tried_at <= :failed)
                           AND (e.requested_at <= :since
                            OR NOT EXISTS (SELECT 1 FROM outbox o
                                            WHERE o.contact_id = e.contact_id AND o.text_id LIKE 'sys.forget-done%'
                                              AND (o.status = 'queued'
                                                   OR (o.status = 'sending' AND o.carrier_id IS NULL))))
                         ORDER BY e.tried_at NULLS FIRST, e.requested_at LIMIT 1
                           FOR UPDATE OF c SKIP LOCKED
                        """)
                .bind("since", now.minus(ANSWER_PATIENCE))
                .bind("failed", now.minus(AGAIN_AFTER_FAILURE))
                .mapTo(UUID.class)
                .findOne());
        due.ifPresent(contact -> FailedWork.guard(contact, () -> eraseNow(contact)));
        return due.isPresent();
    }

    /// Moves the one that failed behind the others; it is tried again a little later, or at once where it gave way.
    @Transactional
    void later(FailedWork failed, Instant now) {
        if (failed.gaveWay()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE erasure SET tried_at = :now WHERE contact_id = :contact")
                .bind("now", now)
                .bind("contact", failed.piece())
                .execute());
    }

    /// While somebody waits to be erased, looks every second.
    Optional<Instant> nextDue(Instant now) {
        return oldest().map(_ -> now.plusSeconds(1));
    }

    /// When the one who waits longest to be erased asked for it.
    Optional<Instant> oldest() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT min(requested_at) FROM erasure")
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .one());
    }
}
