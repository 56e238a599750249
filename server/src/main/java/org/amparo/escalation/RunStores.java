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

/// What is kept of runs and offers: ids, codes and times, for some days after they ended.
@Singleton
final class RunStores implements RetentionStep {
    private final Jdbi jdbi;

    RunStores(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("escalation_run")
                        .keeps(
                                RetentionClass.RUN,
                                "who is looked for, for which talk, in which order, and how far that is: ids, codes, times",
                                "id",
                                "organisation_id",
                                "line_id",
                                "conversation_id",
                                "policy",
                                "status",
                                "danger",
                                "test",
                                "child",
                                "gender",
                                "gender_only",
                                "skill",
                                "way",
                                "began_at",
                                "opened",
                                "marked",
                                "passed_over",
                                "held_by",
                                "unanswered_since",
                                "nudged",
                                "unreached_since",
                                "off_at",
                                "due_at",
                                "created_at",
                                "ended_at"),
                StoredTable.named("offer")
                        .keeps(
                                RetentionClass.RUN,
                                "which responder was asked when, why they, and what they answered: ids, codes, times",
                                "id",
                                "organisation_id",
                                "run_id",
                                "responder_id",
                                "step",
                                "answer",
                                "reasons",
                                "asked_at",
                                "until_at",
                                "told_at",
                                "missed_at",
                                "withdrawn_at",
                                "answered_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        int gone =
                OldRows.delete(jdbi, "escalation_run", "id", "ended_at", times.before(RetentionClass.RUN, now), atMost);
        return Map.of(RetentionClass.RUN, gone);
    }
}
