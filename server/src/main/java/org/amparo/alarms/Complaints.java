package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Complaints that nobody has looked into yet. Works inside the caller's transaction.
@Singleton
final class Complaints {
    private final Jdbi jdbi;

    Complaints(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Of whom the contact of that subject complains.
    Set<UUID> about(UUID subject) {
        return Set.copyOf(jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT DISTINCT responder_id FROM alarm
                         WHERE subject_id = :subject AND kind = :kind AND ended_at IS NULL AND responder_id IS NOT NULL
                        """)
                .bind("subject", subject)
                .bind("kind", Alarm.Kind.OTHER_PERSON_WANTED.column())
                .mapTo(UUID.class)
                .list()));
    }
}
