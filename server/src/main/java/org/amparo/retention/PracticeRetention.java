package org.amparo.retention;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.jdbi.v3.core.Jdbi;

/// Erases a practice phone that was not used for some hours as FORGET would: nothing of practice is kept longer,
/// not even the proofs that are kept of people.
@Singleton
final class PracticeRetention implements RetentionStep {
    private static final String PAST = "FROM contact WHERE test AND last_inbound_at <= :before";

    private final Jdbi jdbi;
    private final Erasures erasures;

    PracticeRetention(Jdbi jdbi, Erasures erasures) {
        this.jdbi = jdbi;
        this.erasures = erasures;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of();
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        var past = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT id " + PAST + " ORDER BY last_inbound_at LIMIT :most FOR UPDATE SKIP LOCKED")
                .bind("before", times.before(RetentionClass.PRACTICE, now))
                .bind("most", atMost)
                .mapTo(UUID.class)
                .list());
        past.forEach(erasures::eraseNow);
        return Map.of(RetentionClass.PRACTICE, past.size());
    }

    @Override
    public int passedOver(RetentionTimes times, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) " + PAST)
                .bind("before", times.before(RetentionClass.PRACTICE, now))
                .mapTo(Integer.class)
                .one());
    }
}
