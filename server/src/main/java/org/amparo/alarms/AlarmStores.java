package org.amparo.alarms;

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

/// What is kept of alarms: ids, a handle, a language and times, for some days after they ended.
@Singleton
final class AlarmStores implements RetentionStep {
    private final Jdbi jdbi;

    AlarmStores(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("alarm")
                        .keeps(
                                RetentionClass.RUN,
                                "what needed a person: its kind, an id, a handle, a language, times",
                                "id",
                                "organisation_id",
                                "line_id",
                                "kind",
                                "subject_id",
                                "handle",
                                "locale",
                                "since_at",
                                "many",
                                "responder_id",
                                "until_at",
                                "raised_at",
                                "raised_again_at",
                                "round",
                                "due_at",
                                "acknowledged_at",
                                "acknowledged_by",
                                "ended_at"),
                StoredTable.named("alarm_told")
                        .keeps(
                                RetentionClass.RUN,
                                "which supervisor was told of an alarm, and when",
                                "id",
                                "alarm_id",
                                "organisation_id",
                                "responder_id",
                                "round",
                                "call_row",
                                "told_at"),
                StoredTable.named("alarm_notice")
                        .keeps(
                                RetentionClass.RUN,
                                "mails and webhook calls about an alarm: when and how often, not their words",
                                "id",
                                "alarm_id",
                                "organisation_id",
                                "channel",
                                "event",
                                "round",
                                "attempts",
                                "due_at",
                                "created_at",
                                "sent_at"),
                StoredTable.named("heartbeat")
                        .keeps(RetentionClass.DEPLOYMENT, "up to when each kind of work is done", "work", "done_up_to"),
                StoredTable.named("watch_look")
                        .keeps(
                                RetentionClass.DEPLOYMENT,
                                "when the program looks after itself next",
                                "name",
                                "due_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        int gone = OldRows.delete(jdbi, "alarm", "id", "ended_at", times.before(RetentionClass.RUN, now), atMost);
        return Map.of(RetentionClass.RUN, gone);
    }
}
