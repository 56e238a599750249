package org.amparo.escalation;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Whether a bare `1` or `2` may still be meant for an offer. Joins the caller's transaction; safe for many threads
/// and nodes.
@Singleton
public class LateAnswers {
    /// Who types it so soon after the offer was withdrawn had not seen that somebody else took it.
    private static final Duration LATE = Duration.ofMinutes(2);

    private final Jdbi jdbi;

    LateAnswers(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// An offer they were told of can be answered, or was withdrawn a moment ago.
    @Transactional
    public boolean possible(UUID responder, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM offer o JOIN escalation_run r ON r.id = o.run_id
                                        WHERE o.responder_id = :responder AND o.told_at > :oldest
                                          AND o.answer NOT IN ('accepted', 'declined')
                                          AND ((r.status = 'running' AND o.answer <> 'withdrawn')
                                               OR COALESCE(o.withdrawn_at, o.told_at) > :late))
                        """)
                .bind("responder", responder)
                .bind("oldest", now.minus(Offers.UNDERSTOOD))
                .bind("late", now.minus(LATE))
                .mapTo(Boolean.class)
                .one());
    }
}
