package org.amparo.escalation;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The policy a run is given at its start: asked of the database once for each run, so that every node sees a
/// change at once, and never again while the run goes on. Works inside the caller's transaction; safe for many
/// threads.
@Singleton
class PoliciesInForce {
    private static final Logger LOG = LoggerFactory.getLogger(PoliciesInForce.class);

    private final PolicyRows rows;
    private final ObjectMapper json;
    private final String shipped;

    /// By the id of a version, which never changes: a handful.
    private final Map<UUID, String> frozen = new ConcurrentHashMap<>();

    PoliciesInForce(PolicyRows rows, ObjectMapper json) {
        this.rows = rows;
        this.json = json;
        this.shipped = json(Policy.read(Policy.shipped()));
    }

    /// As JSON, whole.
    String of(UUID organisation) {
        return rows.current(organisation)
                .map(row -> frozen.computeIfAbsent(row.id(), _ -> freeze(row)))
                .orElse(shipped);
    }

    /// People are looked for, whatever another program set.
    private String freeze(PolicyRows.Row row) {
        var usable = row.usable();
        if (usable.isEmpty()) {
            LOG.error("the escalation policy {} cannot be used by this program: the shipped one is", row.id());
            return shipped;
        }
        usable.get().notes().forEach(note -> LOG.error("the escalation policy {}: {}", row.id(), note));
        return json(usable.get().policy());
    }

    private String json(Policy policy) {
        try {
            return json.writeValueAsString(PolicyKeys.of(policy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
