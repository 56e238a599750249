package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amparo.platform.OldRows;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.jdbi.v3.core.Jdbi;

/// What is kept of the policies organisations set themselves: they may name people by their aliases.
@Singleton
final class PolicyStores implements RetentionStep {
    private final Jdbi jdbi;

    PolicyStores(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(StoredTable.named("escalation_policy")
                .keeps(
                        RetentionClass.STAFF,
                        "whom an organisation asks in which order, by aliases and schedules, as long as that is in"
                                + " force and after it",
                        "id",
                        "organisation_id",
                        "body",
                        "created_at",
                        "replaced_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        int gone = OldRows.delete(
                jdbi, "escalation_policy", "id", "replaced_at", times.before(RetentionClass.STAFF, now), atMost);
        return Map.of(RetentionClass.STAFF, gone);
    }
}
