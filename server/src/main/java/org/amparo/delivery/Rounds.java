package org.amparo.delivery;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// How far each line's list at the carrier has been looked through: claimed by one node at a time, gone on with
/// where it ended, whichever node died.
@Singleton
public class Rounds {
    /// A node that dies over a look leaves it to another after that.
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final Jdbi jdbi;

    Rounds(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Why a list is looked through.
    public enum Purpose {
        /// Texts whose webhook never came.
        UNSEEN,
        /// Inbound copies that should be gone.
        INBOUND,
        /// Outbound copies that should be gone, and messages the carrier never had.
        OUTBOUND;

        private String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param doneUpTo everything before it has been looked at
    public record Round(UUID line, Purpose purpose, Instant doneUpTo) {}

    /// Claims a look that is due; the first look of a line goes back to `begin`.
    @Transactional
    public Optional<Round> claim(Purpose purpose, Instant begin, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO carrier_round (line_id, organisation_id, purpose, due_at, done_up_to)
                        SELECT id, organisation_id, :purpose, :now, :begin FROM line
                         WHERE NOT EXISTS (SELECT 1 FROM carrier_round r WHERE r.line_id = line.id AND r.purpose = :purpose)
                        ON CONFLICT ON CONSTRAINT carrier_round_once DO NOTHING
                        """)
                .bind("purpose", purpose.column())
                .bind("now", now)
                .bind("begin", begin)
                .execute());
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE carrier_round SET due_at = :lease
                         WHERE purpose = :purpose
                           AND line_id = (SELECT line_id FROM carrier_round
                                           WHERE purpose = :purpose AND due_at <= :now
                                           ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING line_id, done_up_to
                        """)
                .bind("lease", now.plus(LEASE))
                .bind("purpose", purpose.column())
                .bind("now", now)
                .map((row, _) -> new Round(
                        row.getObject("line_id", UUID.class),
                        purpose,
                        row.getTimestamp("done_up_to").toInstant()))
                .findOne());
    }

    /// Ends a claimed look.
    ///
    /// @param doneUpTo as before when nothing could be looked at
    @Transactional
    public void done(Round round, Instant doneUpTo, Instant nextAt) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE carrier_round SET done_up_to = GREATEST(done_up_to, :upTo), due_at = :next
                         WHERE line_id = :line AND purpose = :purpose
                        """)
                .bind("upTo", doneUpTo)
                .bind("next", nextAt)
                .bind("line", round.line())
                .bind("purpose", round.purpose().column())
                .execute());
    }

    public Optional<Instant> nextDue(Purpose purpose) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT min(due_at) FROM carrier_round WHERE purpose = :purpose")
                .bind("purpose", purpose.column())
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .one());
    }
}
