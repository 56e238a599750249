package org.amparo.conversations;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Reminds whoever holds a talk that nobody asked yet whether its texts may be kept: in danger the line does not
/// (`domain.md` E.4, G.2). Once a talk; not of a child, who is not asked.
@Singleton
public class ConsentReminders {
    /// So long after the danger it may be calmer.
    private static final Duration CALMER = Duration.ofMinutes(15);

    private final Jdbi jdbi;

    ConsentReminders(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @return false where there is nothing to remind of, or it was done before
    @Transactional
    public boolean remind(UUID conversation, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE conversation c SET consent_reminded_at = :now
                          FROM contact k
                         WHERE c.id = :id AND k.id = c.contact_id AND c.status = 'held' AND c.consent = 'none'
                           AND c.consent_reminded_at IS NULL AND c.danger_at <= :calmer
                           AND NOT c.child_possible AND NOT k.child_possible
                        """)
                        .bind("id", conversation)
                        .bind("now", now)
                        .bind("calmer", now.minus(CALMER))
                        .execute())
                > 0;
    }
}
