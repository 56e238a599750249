package org.amparo.rota;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.amparo.platform.Ids;
import org.amparo.responders.Responder;
import org.jdbi.v3.core.Jdbi;

/// Duty besides the plan that people take on by their own word, and end by it. Works inside the caller's
/// transaction; safe for many threads.
@Singleton
public final class OwnWord {
    private final Jdbi jdbi;

    OwnWord(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// From now on.
    public void on(UUID schedule, Responder person, Instant until, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO duty_override (id, schedule_id, organisation_id, kind, responder_id, rank, from_at,
                               until_at, created_at, own_word)
                        VALUES (:id, :schedule, :organisation, 'add', :person, 'primary', :now, :until, :now, true)
                        """)
                .bind("id", Ids.next(now))
                .bind("schedule", schedule)
                .bind("organisation", person.organisationId())
                .bind("person", person.id())
                .bind("until", until)
                .bind("now", now)
                .execute());
    }

    /// What they took on so ends now; what somebody else planned stays.
    ///
    /// @return the schedules it was in
    public List<UUID> off(UUID person, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE duty_override SET until_at = :now
                         WHERE responder_id = :person AND own_word AND from_at < :now AND until_at > :now
                        RETURNING schedule_id
                        """)
                .bind("person", person)
                .bind("now", now)
                .mapTo(UUID.class)
                .list());
    }
}
