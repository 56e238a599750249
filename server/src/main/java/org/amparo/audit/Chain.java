package org.amparo.audit;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.amparo.platform.Ids;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the events of each minute into one link of the chain; in a quiet hour one link without events, so that
/// silence is on record too.
///
/// Any number of nodes: the one that gets the database's lock writes the link, and a node that dies gives the lock
/// back with its connection. The first link of an hour is also logged, hash and number only: whoever keeps the log
/// elsewhere can prove later that the chain was not cut or written anew.
@Singleton
class Chain {
    private static final Logger LOG = LoggerFactory.getLogger(Chain.class);
    private static final Duration QUIET = Duration.ofHours(1);
    private static final int MOST_EVENTS = 20_000;

    private final Jdbi jdbi;
    private final TrailKey key;
    private final UUID node;
    private final AtomicReference<Head> seen = new AtomicReference<>(Head.NONE);

    Chain(Jdbi jdbi, TrailKey key, InstantSource time) {
        this.jdbi = jdbi;
        this.key = key;
        this.node = Ids.next(time.instant());
    }

    /// The newest link.
    private record Head(long number, byte[] hash, Instant at) {
        static final Head NONE = new Head(0, Form.NONE_BEFORE, Instant.EPOCH);
    }

    /// Links the events of the minutes before this one.
    ///
    /// @return false when nothing is due, or another node is at it
    @Transactional
    boolean linkNext(Instant now) {
        if (!due(now) || !Lease.take(jdbi) || !due(now)) {
            // Looked at again with the lease: somebody else may have written it while we came for it.
            return false;
        }
        var head = head();
        warnWhenCut();
        seen.set(head);
        write(head, unlinked(now.truncatedTo(ChronoUnit.MINUTES)), now.truncatedTo(ChronoUnit.MICROS));
        return true;
    }

    private boolean due(Instant now) {
        return nextDue().filter(at -> !at.isAfter(now)).isPresent();
    }

    /// When the minute of the oldest event without a link is over, but not in the minute of the newest link; or an
    /// hour after that.
    Optional<Instant> nextDue() {
        var head = head();
        var quiet = head.number() == 0
                ? Optional.<Instant>empty()
                : Optional.of(head.at().plus(QUIET));
        return jdbi.withHandle(
                        handle -> handle.createQuery("SELECT min(done_at) FROM audit_event WHERE link_number IS NULL")
                                .mapTo(Instant.class)
                                .findOne())
                .map(oldest -> oldest.isAfter(head.at()) ? oldest : head.at())
                .map(at -> at.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES))
                .or(() -> quiet);
    }

    private Head head() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT number, hash, linked_at AS at FROM audit_link
                        UNION ALL
                        SELECT number, hash, cut_at FROM audit_anchor
                         ORDER BY number DESC LIMIT 1
                        """)
                .map((row, _) -> new Head(
                        row.getLong("number"),
                        row.getBytes("hash"),
                        row.getTimestamp("at").toInstant()))
                .findOne()
                .orElse(Head.NONE));
    }

    private List<Event> unlinked(Instant before) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + Event.COLUMNS + """
                          FROM audit_event
                         WHERE link_number IS NULL AND done_at < :before
                         ORDER BY done_at, id LIMIT :most
                        """)
                .bind("before", before)
                .bind("most", MOST_EVENTS)
                .map((row, _) -> Event.of(row))
                .list());
    }

    private void write(Head before, List<Event> events, Instant now) {
        long number = before.number() + 1;
        var hash = key.stamp(Form.link(
                number,
                before.hash(),
                now,
                node,
                events.stream().map(Event::form).toList()));
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            INSERT INTO audit_link (number, previous, hash, events, node_id, linked_at)
                            VALUES (:number, :previous, :hash, :events, :node, :now)
                            """)
                    .bind("number", number)
                    .bind("previous", before.hash())
                    .bind("hash", hash)
                    .bind("events", events.size())
                    .bind("node", node)
                    .bind("now", now)
                    .execute();
            var places =
                    handle.prepareBatch("UPDATE audit_event SET link_number = :number, place = :place WHERE id = :id");
            for (int i = 0; i < events.size(); i++) {
                places.bind("number", number)
                        .bind("place", i)
                        .bind("id", events.get(i).id())
                        .add();
            }
            if (!events.isEmpty()) {
                places.execute();
            }
        });
        if (!now.truncatedTo(ChronoUnit.HOURS).equals(before.at().truncatedTo(ChronoUnit.HOURS))) {
            LOG.info("audit: link {} is {}", number, Form.hex(hash));
        }
    }

    /// What this node has seen must still be there: somebody may have cut the end of the chain off.
    private void warnWhenCut() {
        var known = seen.get();
        boolean kept = known.number() == 0
                || jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM audit_link WHERE number = :number AND hash = :hash)
                            OR EXISTS (SELECT 1 FROM audit_anchor WHERE number >= :number)
                        """)
                        .bind("number", known.number())
                        .bind("hash", known.hash())
                        .mapTo(Boolean.class)
                        .one());
        if (!kept) {
            LOG.error(
                    "audit: the trail was cut: link {} was {} and is gone or another; keep this log",
                    known.number(),
                    Form.hex(known.hash()));
        }
    }
}
