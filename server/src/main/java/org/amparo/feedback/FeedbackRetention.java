package org.amparo.feedback;

import static org.amparo.platform.RetentionClass.FEEDBACK;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Jdbi;

/// Lets go of words about the service: a day after a supervisor read them, and never later than their time.
@Singleton
final class FeedbackRetention implements RetentionStep {
    private static final Duration AFTER_READING = Duration.ofDays(1);

    private final Jdbi jdbi;
    private final Keyring keyring;

    FeedbackRetention(Jdbi jdbi, Keyring keyring) {
        this.jdbi = jdbi;
        this.keyring = keyring;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(StoredTable.named("feedback")
                .keeps(
                        FEEDBACK,
                        "what somebody wrote about the service, sealed, with a keyed hash of the number it came from",
                        "id",
                        "organisation_id",
                        "line_id",
                        "address_key",
                        "hash_generation",
                        "locale",
                        "sealed",
                        "came_at",
                        "told_at",
                        "read_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        var gone = jdbi.withHandle(handle -> handle.createQuery("""
                        DELETE FROM feedback
                         WHERE id IN (SELECT id FROM feedback WHERE came_at <= :before OR read_at <= :read
                                       ORDER BY came_at LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING id
                        """)
                .bind("before", times.before(FEEDBACK, now))
                .bind("read", now.minus(AFTER_READING))
                .bind("most", atMost)
                .mapTo(UUID.class)
                .list());
        keyring.destroyAll(gone);
        return Map.of(FEEDBACK, gone.size());
    }
}
