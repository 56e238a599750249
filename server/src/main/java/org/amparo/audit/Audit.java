package org.amparo.audit;

import jakarta.inject.Singleton;
import java.util.Map;
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
    private final Wakeups wakeups;

    Audit(Jdbi jdbi, TrailKey key, Wakeups wakeups) {
        this.jdbi = jdbi;
        this.key = key;
        this.wakeups = wakeups;
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
        wakeups.tell(LinkPoller.NAME);
    }

    private static String json(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> '"' + count.getKey() + "\":" + count.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
