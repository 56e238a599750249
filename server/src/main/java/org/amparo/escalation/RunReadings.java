package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amparo.platform.Reading;
import org.amparo.platform.Readings;
import org.jdbi.v3.core.Jdbi;

/// How many escalations are open, and whether anybody is without an owner.
@Singleton
final class RunReadings implements Readings {
    private final Jdbi jdbi;
    private final OpenConversations open;

    RunReadings(Jdbi jdbi, OpenConversations open) {
        this.jdbi = jdbi;
        this.open = open;
    }

    @Override
    public List<Reading> read(Instant now) {
        var all = new ArrayList<>(jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT status, danger, count(*) AS many FROM escalation_run
                         WHERE status <> 'ended' AND NOT test GROUP BY status, danger ORDER BY status, danger
                        """)
                .map((row, _) -> Reading.gauge(
                        "amparo_escalations",
                        "Open escalations: running, held and watched, or erased and to be known",
                        Map.of("status", row.getString("status"), "danger", String.valueOf(row.getBoolean("danger"))),
                        row.getInt("many")))
                .list()));
        all.add(Reading.gauge(
                "amparo_conversations_without_owner",
                "Open conversations nobody owns: always 0 while everything is well",
                Map.of(),
                open.withoutOwner(now).size()));
        return all;
    }
}
