package org.amparo.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.platform.Ids;
import org.amparo.platform.Wakeups;
import org.jdbi.v3.core.Jdbi;

/// Writes down what was done. Works inside the caller's transaction: the act and its trace are kept together or
/// not at all. Safe for many threads and nodes.
@Singleton
public final class Audit {
    private final Jdbi jdbi;
    private final TrailKey key;
    private final Runnable told;

    @Inject
    Audit(Jdbi jdbi, TrailKey key, Wakeups wakeups) {
        this(jdbi, key, () -> wakeups.tell(LinkPoller.NAME));
    }

    private Audit(Jdbi jdbi, TrailKey key, Runnable told) {
        this.jdbi = jdbi;
        this.key = key;
        this.told = told;
    }

    /// For a command, beside the running program, which links what is written.
    public static Audit of(Jdbi jdbi, TrailKey key) {
        return new Audit(jdbi, key, () -> {});
    }

    /// Writes down what was done to the whole deployment, for the organisation that was there first; nothing before
    /// there is one.
    public void deployment(Act.Kind kind, Optional<UUID> subject, Map<? extends Enum<?>, Long> counts, Instant at) {
        jdbi.withHandle(handle -> handle.createQuery("SELECT id FROM organisation ORDER BY created_at, id LIMIT 1")
                        .mapTo(UUID.class)
                        .findOne())
                .ifPresent(organisation -> act(new Act(organisation, Optional.empty(), kind, subject, counts, at)));
    }

    public void act(Act act) {
        var id = Ids.next(act.at());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO audit_event (id, organisation_id, actor_id, kind, subject_id, counts, done_at, stamp)
                        VALUES (:id, :organisation, CAST(:actor AS uuid), :kind, CAST(:subject AS uuid),
                               CAST(:counts AS jsonb), :at, :stamp)
                        """)
                .bind("id", id)
                .bind("organisation", act.organisation())
                .bind("actor", act.actor().orElse(null))
                .bind("kind", act.kind().word())
                .bind("subject", act.subject().orElse(null))
                .bind("counts", json(act.counted()))
                .bind("at", act.at())
                .bind("stamp", key.stamp(Form.event(id, act)))
                .execute());
        told.run();
    }

    private static String json(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> '"' + count.getKey() + "\":" + count.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
