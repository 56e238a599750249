package org.amparo.lines;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;

/// Organisations and lines stay: they are of nobody.
@Singleton
final class LineRetention implements RetentionStep {
    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("organisation")
                        .keeps(RetentionClass.DEPLOYMENT, "whose lines these are", "id", "name", "created_at"),
                StoredTable.named("line")
                        .keeps(
                                RetentionClass.DEPLOYMENT,
                                "our own lines",
                                "id",
                                "organisation_id",
                                "name",
                                "created_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        return Map.of();
    }
}
