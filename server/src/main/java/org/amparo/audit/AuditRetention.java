package org.amparo.audit;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;

/// What the trail keeps, and for how long.
@Singleton
final class AuditRetention implements RetentionStep {
    private final Shortening shortening;

    AuditRetention(Shortening shortening) {
        this.shortening = shortening;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("audit_event")
                        .keeps(
                                RetentionClass.AUDIT,
                                "who did what to which conversation, hold or release, and when: ids and counts alone",
                                "id",
                                "organisation_id",
                                "actor_id",
                                "kind",
                                "subject_id",
                                "counts",
                                "done_at",
                                "stamp",
                                "link_number",
                                "place"),
                StoredTable.named("audit_link")
                        .keeps(
                                RetentionClass.AUDIT,
                                "the chain that shows whether somebody changed the trail",
                                "number",
                                "previous",
                                "hash",
                                "events",
                                "node_id",
                                "linked_at"),
                StoredTable.named("audit_anchor")
                        .keeps(
                                RetentionClass.DEPLOYMENT,
                                "where the chain begins",
                                "only_row",
                                "number",
                                "hash",
                                "cut_at",
                                "stamp"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        return Map.of(RetentionClass.AUDIT, shortening.shorten(times.before(RetentionClass.AUDIT, now), now, atMost));
    }
}
