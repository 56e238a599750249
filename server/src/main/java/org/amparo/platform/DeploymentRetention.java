package org.amparo.platform;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What the database knows of itself stays.
@Singleton
final class DeploymentRetention implements RetentionStep {
    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("deployment")
                        .keeps(
                                RetentionClass.DEPLOYMENT,
                                "whether this is a demonstration, and which key set it belongs to",
                                "only_row",
                                "mode",
                                "keyset_fingerprint",
                                "clock_offset_millis",
                                "created_at"),
                StoredTable.named("flyway_schema_history")
                        .keeps(
                                RetentionClass.DEPLOYMENT,
                                "which changes of the tables were made when",
                                "installed_rank",
                                "version",
                                "description",
                                "type",
                                "script",
                                "checksum",
                                "installed_by",
                                "installed_on",
                                "execution_time",
                                "success"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        return Map.of();
    }
}
