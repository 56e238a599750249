package org.amparo.retention;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.jdbi.v3.core.Jdbi;

/// The hourly run of timed retention, batch by batch: each batch is a transaction that holds the one row of the
/// run, so that any node may do the next one and none does the same. What a batch removed, how far the run is and
/// what it counted are committed together.
@Singleton
class RetentionRuns {
    /// So many rows at most go in one transaction: small enough that a text that comes meanwhile hardly waits.
    static final int BATCH = 500;

    /// After a run in which a room failed, it is tried again so soon.
    private static final Duration AGAIN = Duration.ofMinutes(5);

    /// So long a run waits for rows that somebody else has locked before it goes on without them.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Jdbi jdbi;
    private final ObjectMapper json;
    private final Audit audit;
    private final RetentionTimes times;
    private final List<RetentionStep> steps;

    RetentionRuns(Jdbi jdbi, ObjectMapper json, Audit audit, RetentionTimes times, List<RetentionStep> steps) {
        this.jdbi = jdbi;
        this.json = json;
        this.audit = audit;
        this.times = times;
        this.steps = steps.stream()
                .sorted(Comparator.comparingInt(RetentionStep::order)
                        .thenComparing(step -> step.getClass().getName()))
                .toList();
    }

    /// What a call did.
    sealed interface Done {
        /// Nothing is due, or another node is at it.
        record Nothing() implements Done {}

        /// One batch of a step.
        record Batch() implements Done {}

        /// Rows past their time are locked: the step is done again in a moment.
        record Waiting() implements Done {}

        /// The last batch: the run is over.
        ///
        /// @param failures how many of its steps failed
        /// @param left how many rows it had to pass over at last; the next run, which comes soon, tries again
        record Run(int failures, int left) implements Done {}
    }

    /// Where the run stands.
    ///
    /// @param step how many steps are done
    /// @param failures how many of them failed
    record Standing(Optional<Instant> begunAt, int step, int failures, Map<String, Integer> counts) {}

    /// Makes the row of the run when there is none: the first is due at once.
    @Transactional
    void prepare(Instant now) {
        jdbi.useHandle(
                handle -> handle.createUpdate("INSERT INTO retention_run (due_at) VALUES (:now) ON CONFLICT DO NOTHING")
                        .bind("now", now)
                        .execute());
    }

    /// Does the next batch of the run that is due.
    ///
    /// @throws StepFailed when a room threw; the batch is undone, and [#skip] goes on past it
    @Transactional
    Done next(Instant now) {
        var found = take(now);
        if (found.isEmpty()) {
            return new Done.Nothing();
        }
        var run = found.get();
        if (run.step() >= steps.size()) {
            return finish(run, now);
        }
        var gone = guarded(run.step(), () -> steps.get(run.step()).expire(times, now, BATCH));
        boolean more = gone.values().stream().anyMatch(count -> count >= BATCH);
        boolean waits = !more
                && now.isBefore(run.begunAt().orElse(now).plus(PATIENCE))
                && guarded(run.step(), () -> steps.get(run.step()).passedOver(times, now)) > 0;
        save(run, run.step() + (more || waits ? 0 : 1), run.failures(), plus(run.counts(), gone), now);
        return waits ? new Done.Waiting() : new Done.Batch();
    }

    /// What a room does or says.
    ///
    /// @param step which the run goes on past when it throws
    private static <T> T guarded(int step, Supplier<T> room) {
        try {
            return room.get();
        } catch (RuntimeException e) {
            throw new StepFailed(step, e);
        }
    }

    /// A room could not let go of what is past its time, or could not say what is left.
    static final class StepFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int step;

        StepFailed(int step, RuntimeException cause) {
            super(cause);
            this.step = step;
        }
    }

    /// Leaves a step that failed to the next run; the others go on, and the run comes to its end as one that
    /// failed. Does nothing when another node got past it.
    @Transactional
    void skip(StepFailed failed, Instant now) {
        take(now)
                .filter(run -> run.step() == failed.step)
                .ifPresent(run ->
                        save(run, Math.min(run.step() + 1, steps.size()), run.failures() + 1, run.counts(), now));
    }

    /// When the run is due; a moment later when it is due already and another node is at it.
    Optional<Instant> nextDue(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT due_at FROM retention_run")
                .map((row, _) -> row.getTimestamp(1).toInstant())
                .findOne()
                .map(due -> due.isAfter(now) ? due : now.plusSeconds(1)));
    }

    /// How long the run has been overdue; zero when it is not.
    Duration late(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT COALESCE(done_at, due_at) AS since FROM retention_run")
                .map((row, _) ->
                        Duration.between(row.getTimestamp("since").toInstant().plus(times.pace()), now))
                .findOne()
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO));
    }

    private Optional<Standing> take(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT begun_at, step, failures, counts FROM retention_run WHERE due_at <= :now
                           FOR UPDATE SKIP LOCKED
                        """)
                .bind("now", now)
                .map((row, _) -> new Standing(
                        Optional.ofNullable(row.getTimestamp("begun_at")).map(Timestamp::toInstant),
                        row.getInt("step"),
                        row.getInt("failures"),
                        read(row.getString("counts"))))
                .findOne());
    }

    private void save(Standing run, int step, int failures, Map<String, Integer> counts, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE retention_run
                           SET begun_at = :begun, step = :step, failures = :failures, counts = CAST(:counts AS jsonb)
                        """)
                .bind("begun", run.begunAt().orElse(now))
                .bind("step", step)
                .bind("failures", failures)
                .bind("counts", write(counts))
                .execute());
    }

    private Done finish(Standing run, Instant now) {
        boolean failed = run.failures() > 0;
        var begun = run.begunAt().orElse(now);
        // As of its beginning: what fell due meanwhile is for the next run. A room that failed may fail here too: that
        // must not keep the run from its end, and people from hearing of it.
        int left = failed
                ? 0
                : guarded(
                        steps.size(),
                        () -> steps.stream()
                                .mapToInt(step -> step.passedOver(times, begun))
                                .sum());
        boolean whole = !failed && left == 0;
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE retention_run
                           SET due_at = :due, begun_at = NULL, step = 0, failures = 0, counts = '{}',
                               done_at = CASE WHEN :whole THEN CAST(:now AS timestamptz) ELSE done_at END
                        """)
                .bind("due", whole ? begun.plus(times.pace()) : now.plus(AGAIN))
                .bind("whole", whole)
                .bind("now", now)
                .execute());
        audit.deployment(
                failed ? Act.Kind.RETENTION_FAILED : Act.Kind.RETENTION_RUN,
                Optional.empty(),
                byClass(run.counts()),
                now);
        return new Done.Run(run.failures(), left);
    }

    private static Map<RetentionClass, Long> byClass(Map<String, Integer> counts) {
        var all = new EnumMap<RetentionClass, Long>(RetentionClass.class);
        counts.forEach((name, count) -> all.put(RetentionClass.valueOf(name), count.longValue()));
        return all;
    }

    private static Map<String, Integer> plus(Map<String, Integer> counts, Map<RetentionClass, Integer> more) {
        var all = new TreeMap<>(counts);
        more.forEach((kept, count) -> {
            if (count > 0) {
                all.merge(kept.name(), count, Integer::sum);
            }
        });
        return all;
    }

    private Map<String, Integer> read(String counts) {
        try {
            return json.readValue(counts, Argument.mapOf(String.class, Integer.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(Map<String, Integer> counts) {
        try {
            return json.writeValueAsString(counts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
