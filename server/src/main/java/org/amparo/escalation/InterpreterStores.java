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

/// What is kept of searches for interpreters: ids, a language and times, for some days after they ended. Once the
/// contact erased everything, neither the talk nor its language.
@Singleton
final class InterpreterStores implements RetentionStep {
    private final Jdbi jdbi;

    InterpreterStores(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("interpreter_request")
                        .keeps(
                                RetentionClass.RUN,
                                "for which talk an interpreter was looked for, in which language: ids, times",
                                "id",
                                "organisation_id",
                                "line_id",
                                "conversation_id",
                                "locale",
                                "asked_by",
                                "told_at",
                                "told_none_at",
                                "erased_as",
                                "due_at",
                                "created_at",
                                "ended_at"),
                StoredTable.named("interpreter_offer")
                        .keeps(
                                RetentionClass.RUN,
                                "who was asked to interpret, and what they answered: ids, codes, times",
                                "id",
                                "organisation_id",
                                "request_id",
                                "responder_id",
                                "answer",
                                "asked_at",
                                "until_at",
                                "answered_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        int gone = OldRows.delete(
                jdbi, "interpreter_request", "id", "ended_at", times.before(RetentionClass.RUN, now), atMost);
        return Map.of(RetentionClass.RUN, gone);
    }
}
