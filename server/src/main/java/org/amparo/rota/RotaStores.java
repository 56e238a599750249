package org.amparo.rota;

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

/// What is kept of the plan: who was to be on duty when, as long as staff is kept. Overrides go when they are as
/// old.
@Singleton
final class RotaStores implements RetentionStep {
    private final Jdbi jdbi;

    RotaStores(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("schedule")
                        .keeps(
                                RetentionClass.DEPLOYMENT,
                                "when a line is covered",
                                "id",
                                "organisation_id",
                                "line_id",
                                "name",
                                "cover",
                                "zone",
                                "created_at"),
                StoredTable.named("rotation")
                        .keeps(
                                RetentionClass.DEPLOYMENT,
                                "how turns change",
                                "id",
                                "schedule_id",
                                "organisation_id",
                                "position",
                                "rank",
                                "turn_unit",
                                "turn_length",
                                "starts_at",
                                "ends_at"),
                StoredTable.named("rotation_person")
                        .keeps(
                                RetentionClass.STAFF,
                                "who takes turns",
                                "rotation_id",
                                "position",
                                "responder_id",
                                "organisation_id"),
                StoredTable.named("rotation_window")
                        .keeps(
                                RetentionClass.DEPLOYMENT,
                                "hours of the week",
                                "rotation_id",
                                "position",
                                "organisation_id",
                                "days",
                                "from_time",
                                "until_time"),
                StoredTable.named("schedule_holiday")
                        .keeps(
                                RetentionClass.DEPLOYMENT,
                                "dates with other hours",
                                "schedule_id",
                                "position",
                                "organisation_id",
                                "day",
                                "from_time",
                                "until_time",
                                "by_command"),
                StoredTable.named("duty_override")
                        .keeps(
                                RetentionClass.STAFF,
                                "who was on duty instead of whom",
                                "id",
                                "schedule_id",
                                "organisation_id",
                                "position",
                                "kind",
                                "responder_id",
                                "by_id",
                                "rank",
                                "from_at",
                                "until_at",
                                "created_at",
                                "own_word"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        int gone = OldRows.delete(
                jdbi, "duty_override", "id", "until_at", times.before(RetentionClass.STAFF, now), atMost);
        return Map.of(RetentionClass.STAFF, gone);
    }
}
