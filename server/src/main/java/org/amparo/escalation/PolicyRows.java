package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.platform.Ids;
import org.jdbi.v3.core.Jdbi;

/// The table of policies that organisations set themselves, every version. Works inside the caller's transaction.
@Singleton
class PolicyRows {
    private final Jdbi jdbi;

    PolicyRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// A version.
    ///
    /// @param body what differs from the shipped policy, in the form of its file
    record Row(UUID id, String body, Instant since) {
        /// Empty when this program cannot read it: another program, or another version of it, set it.
        Optional<UsablePolicy> usable() {
            return UsablePolicy.of(body);
        }
    }

    /// The one in force; empty: the shipped one is.
    Optional<Row> current(UUID organisation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, body, created_at FROM escalation_policy
                         WHERE organisation_id = :organisation AND replaced_at IS NULL
                        """)
                .bind("organisation", organisation)
                .map((row, _) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("body"),
                        row.getTimestamp("created_at").toInstant()))
                .findOne());
    }

    /// Two changes of one organisation come one after the other.
    void alone(UUID organisation) {
        jdbi.useHandle(handle -> handle.createQuery("SELECT id FROM organisation WHERE id = :id FOR NO KEY UPDATE")
                .bind("id", organisation)
                .mapTo(UUID.class)
                .list());
    }

    /// The shipped one is in force from now on.
    void replace(UUID organisation, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE escalation_policy SET replaced_at = :now
                         WHERE organisation_id = :organisation AND replaced_at IS NULL
                        """)
                .bind("now", now)
                .bind("organisation", organisation)
                .execute());
    }

    /// This one is in force from now on.
    ///
    /// @return its id
    UUID replace(UUID organisation, String body, Instant now) {
        replace(organisation, now);
        var id = Ids.next(now);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO escalation_policy (id, organisation_id, body, created_at)
                        VALUES (:id, :organisation, :body, :now)
                        """)
                .bind("id", id)
                .bind("organisation", organisation)
                .bind("body", body)
                .bind("now", now)
                .execute());
        return id;
    }

    /// How many runs of an organisation are under way, each with a policy of its own.
    int underWay(UUID organisation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT count(*) FROM escalation_run WHERE organisation_id = :organisation AND status <> 'ended'
                        """)
                .bind("organisation", organisation)
                .mapTo(Integer.class)
                .one());
    }
}
