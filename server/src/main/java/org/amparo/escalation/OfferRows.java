package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.delivery.Outbox;
import org.amparo.platform.Ids;
import org.jdbi.v3.core.Jdbi;

/// The table of offers. Works inside the caller's transaction.
@Singleton
class OfferRows {
    private static final String ORIGIN = "offer:";

    private final Jdbi jdbi;
    private final Outbox outbox;

    OfferRows(Jdbi jdbi, Outbox outbox) {
        this.jdbi = jdbi;
        this.outbox = outbox;
    }

    /// An offer as its responder sees it.
    ///
    /// @param answerable an acceptance still counts
    /// @param at when they were told, or asked together with others
    /// @param test of practice
    record Standing(UUID id, UUID run, UUID conversation, boolean answerable, Instant at, boolean test) {}

    /// Everybody asked on the ladder a run climbs now.
    List<Run.Asked> asked(UUID run) {
        return asked(List.of(run)).getOrDefault(run, List.of());
    }

    /// The same of many runs; without those that asked nobody.
    Map<UUID, List<Run.Asked>> asked(Collection<UUID> runs) {
        var all = new HashMap<UUID, List<Run.Asked>>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT * FROM offer WHERE run_id = ANY (:runs) AND answer IN ('open', 'declined', 'missed')
                         ORDER BY asked_at, id
                        """)
                .bindArray("runs", UUID.class, runs.toArray())
                .map((row, _) -> all.computeIfAbsent(row.getObject("run_id", UUID.class), _ -> new ArrayList<>())
                        .add(new Run.Asked(
                                row.getObject("responder_id", UUID.class),
                                row.getInt("step"),
                                Run.Answer.valueOf(row.getString("answer").toUpperCase(Locale.ROOT)),
                                row.getTimestamp("asked_at").toInstant(),
                                row.getTimestamp("until_at").toInstant())))
                .list());
        return all;
    }

    /// What became of asking somebody.
    ///
    /// @param answer as the table has it; what they did themselves, where they need not answer any more
    record Made(UUID responder, String answer, List<String> reasons, Instant at) {
        Made {
            reasons = List.copyOf(reasons);
        }
    }

    /// All of a run, of whichever ladder, the last asked first.
    List<Made> made(UUID run) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT responder_id, reasons, asked_at,
                               CASE WHEN answer = 'withdrawn' AND answered_at IS NOT NULL THEN 'declined'
                                    WHEN answer = 'withdrawn' AND missed_at >= asked_at THEN 'missed'
                                    ELSE answer END AS answer
                          FROM offer WHERE run_id = :run
                         ORDER BY asked_at DESC, step DESC, id
                        """)
                .bind("run", run)
                .map((row, _) -> new Made(
                        row.getObject("responder_id", UUID.class),
                        row.getString("answer"),
                        List.of((String[]) row.getArray("reasons").getArray()),
                        row.getTimestamp("asked_at").toInstant()))
                .list());
    }

    /// Asks somebody, for the first time or again.
    ///
    /// @return the offer
    UUID ask(RunRow row, Match match, int step, Instant until, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO offer (id, organisation_id, run_id, responder_id, step, answer, reasons, asked_at, until_at)
                        VALUES (:id, :organisation, :run, :responder, :step, 'open', :reasons, :now, :until)
                        ON CONFLICT ON CONSTRAINT offer_once DO UPDATE
                           SET step = EXCLUDED.step, answer = 'open', reasons = EXCLUDED.reasons,
                               asked_at = EXCLUDED.asked_at, until_at = EXCLUDED.until_at, answered_at = NULL,
                               withdrawn_at = NULL
                        RETURNING id
                        """)
                .bind("id", Ids.next(now))
                .bind("organisation", row.organisation())
                .bind("run", row.id())
                .bind("responder", match.person())
                .bind("step", step)
                .bindArray("reasons", String.class, match.reasons().toArray())
                .bind("now", now)
                .bind("until", until)
                .mapTo(UUID.class)
                .one());
    }

    void told(UUID offer, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE offer SET told_at = :now WHERE id = :id")
                .bind("now", now)
                .bind("id", offer)
                .execute());
    }

    /// How many urgent ones stand with a responder at once.
    int urgentWith(UUID responder) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT count(*) FROM offer o JOIN escalation_run r ON r.id = o.run_id
                         WHERE o.responder_id = :responder AND o.answer = 'open' AND r.status = 'running' AND r.danger
                           AND NOT r.test
                        """)
                .bind("responder", responder)
                .mapTo(Integer.class)
                .one());
    }

    /// The urgent one a responder was told of first, and when they were last told of any.
    record Combined(UUID offer, UUID conversation, Instant lastTold) {}

    Optional<Combined> firstUrgent(UUID responder) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT o.id, r.conversation_id, max(o.told_at) OVER () AS last_told
                          FROM offer o JOIN escalation_run r ON r.id = o.run_id
                         WHERE o.responder_id = :responder AND o.answer = 'open' AND r.status = 'running' AND r.danger
                           AND o.told_at IS NOT NULL AND NOT r.test
                         ORDER BY o.asked_at, o.id LIMIT 1
                        """)
                .bind("responder", responder)
                .map((row, _) -> new Combined(
                        row.getObject("id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        row.getTimestamp("last_told").toInstant()))
                .findOne());
    }

    /// @return since when they were asked, when this run had not missed them before
    Optional<Instant> missed(UUID run, UUID responder, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE offer SET answer = 'missed', missed_at = COALESCE(missed_at, :now)
                         WHERE run_id = :run AND responder_id = :responder AND answer = 'open'
                        RETURNING CASE WHEN missed_at = :now THEN asked_at END
                        """)
                .bind("now", now)
                .bind("run", run)
                .bind("responder", responder)
                .mapTo(Instant.class)
                .findOne());
    }

    void answered(UUID offer, String answer, Instant now) {
        jdbi.useHandle(
                handle -> handle.createUpdate("UPDATE offer SET answer = :answer, answered_at = :now WHERE id = :id")
                        .bind("answer", answer)
                        .bind("now", now)
                        .bind("id", offer)
                        .execute());
        outbox.withdraw(origin(offer), now);
    }

    /// Nobody need answer any more; texts and calls that have not left stay here.
    void withdraw(UUID run, Instant now) {
        jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE offer SET answer = 'withdrawn', withdrawn_at = :now
                         WHERE run_id = :run AND answer IN ('open', 'missed', 'declined')
                        RETURNING id
                        """)
                        .bind("run", run)
                        .bind("now", now)
                        .mapTo(UUID.class)
                        .list())
                .forEach(offer -> outbox.withdraw(origin(offer), now));
    }

    /// Somebody is asked about a real talk: whatever practice they are asked about is over for them, and may come
    /// back later. Waits for nobody who is at one of those offers.
    void withdrawPractice(UUID responder, Instant now) {
        jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE offer SET answer = 'withdrawn', withdrawn_at = :now
                         WHERE id IN (SELECT o.id FROM offer o JOIN escalation_run r ON r.id = o.run_id AND r.test
                                       WHERE o.responder_id = :responder AND o.answer IN ('open', 'missed')
                                         FOR UPDATE OF o SKIP LOCKED)
                        RETURNING id
                        """)
                        .bind("responder", responder)
                        .bind("now", now)
                        .mapTo(UUID.class)
                        .list())
                .forEach(offer -> outbox.withdraw(origin(offer), now));
    }

    /// This one need not answer any more, and cannot.
    void withdraw(UUID run, UUID responder, Instant now) {
        jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE offer SET answer = 'withdrawn', withdrawn_at = :now
                         WHERE run_id = :run AND responder_id = :responder AND answer IN ('open', 'missed', 'declined')
                        RETURNING id
                        """)
                        .bind("run", run)
                        .bind("responder", responder)
                        .bind("now", now)
                        .mapTo(UUID.class)
                        .list())
                .forEach(offer -> outbox.withdraw(origin(offer), now));
    }

    /// The newest a responder was told of and has not answered, while an acceptance counts; else the newest that is
    /// over, for a kind answer. The newest is the one whose text they got last, whatever it is about: danger told
    /// after another is taken by a bare `1`, and so is another told after danger (`interfaces.md`, responder by
    /// text). One whose patience is over counts like one that is open; one told together with others only by its
    /// handle, or once it was told itself.
    Optional<Standing> newest(UUID responder, Optional<UUID> conversation, Duration within, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT o.id, o.run_id, r.conversation_id, COALESCE(o.told_at, o.asked_at) AS at,
                               r.status = 'running' AND o.answer IN ('open', 'missed', 'declined') AS answerable,
                               r.test
                          FROM offer o JOIN escalation_run r ON r.id = o.run_id
                         WHERE o.responder_id = :responder
                           AND (CAST(:conversation AS uuid) IS NULL OR r.conversation_id = CAST(:conversation AS uuid))
                           AND (o.told_at > CAST(:oldest AS timestamptz) OR CAST(:conversation AS uuid) IS NOT NULL)
                           AND (o.answer <> 'declined' OR CAST(:conversation AS uuid) IS NOT NULL)
                           AND o.answer <> 'accepted'
                         ORDER BY (r.status = 'running' AND o.answer <> 'withdrawn') DESC, o.told_at DESC NULLS LAST, o.id DESC
                         LIMIT 1
                        """)
                .bind("responder", responder)
                .bind("conversation", conversation.orElse(null))
                .bind("oldest", now.minus(within))
                .map((row, _) -> new Standing(
                        row.getObject("id", UUID.class),
                        row.getObject("run_id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        row.getBoolean("answerable"),
                        row.getTimestamp("at").toInstant(),
                        row.getBoolean("test")))
                .findOne());
    }

    /// The offer that was said under this origin.
    Optional<Standing> of(UUID responder, String origin) {
        return id(origin)
                .flatMap(id -> jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT o.id, o.run_id, r.conversation_id, r.status = 'running' AS answerable,
                               COALESCE(o.told_at, o.asked_at) AS at, r.test
                          FROM offer o JOIN escalation_run r ON r.id = o.run_id
                         WHERE o.id = :id AND o.responder_id = :responder AND o.answer <> 'accepted'
                        """)
                        .bind("id", id)
                        .bind("responder", responder)
                        .map((row, _) -> new Standing(
                                row.getObject("id", UUID.class),
                                row.getObject("run_id", UUID.class),
                                row.getObject("conversation_id", UUID.class),
                                row.getBoolean("answerable"),
                                row.getTimestamp("at").toInstant(),
                                row.getBoolean("test")))
                        .findOne()));
    }

    /// Whom it asked.
    Optional<UUID> asked(String origin) {
        return id(origin)
                .flatMap(id ->
                        jdbi.withHandle(handle -> handle.createQuery("SELECT responder_id FROM offer WHERE id = :id")
                                .bind("id", id)
                                .mapTo(UUID.class)
                                .findOne()));
    }

    private static Optional<UUID> id(String origin) {
        return origin.startsWith(ORIGIN)
                ? Optional.of(UUID.fromString(origin.substring(ORIGIN.length())))
                : Optional.empty();
    }

    static String origin(UUID offer) {
        return ORIGIN + offer;
    }
}
