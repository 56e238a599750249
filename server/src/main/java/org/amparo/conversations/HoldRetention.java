package org.amparo.conversations;

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

/// What legal holds keep of themselves, and for how long: as long as the trail of who did it.
@Singleton
final class HoldRetention implements RetentionStep {
    private final Jdbi jdbi;

    HoldRetention(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("legal_hold")
                        .keeps(
                                RetentionClass.AUDIT,
                                "which conversation was kept from deletion, why, by which two people, until when",
                                "id",
                                "organisation_id",
                                "conversation_id",
                                "reason",
                                "asked_by",
                                "asked_at",
                                "confirmed_by",
                                "confirmed_at",
                                "ends_at",
                                "ended_at",
                                "ended_how"),
                StoredTable.named("legal_hold_notice")
                        .keeps(
                                RetentionClass.AUDIT,
                                "who must be told that an erasure ended their hold",
                                "hold_id",
                                "person_id",
                                "organisation_id",
                                "created_at",
                                "due_at"));
    }

    /// Ended holds go, and notices nobody was told of with them.
    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        return Map.of(
                RetentionClass.AUDIT,
                OldRows.delete(jdbi, "legal_hold", "id", "ended_at", times.before(RetentionClass.AUDIT, now), atMost));
    }
}
