package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.platform.FailureKind;
import org.amparo.platform.Ids;
import org.amparo.platform.Wakeups;
import org.amparo.responders.Gender;
import org.amparo.responders.Skill;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The table of runs. Works inside the caller's transaction, which holds the contact's row.
@Singleton
class Runs {
    static final String POLLER = "escalation";

    static final String CLAIM = """
            SELECT r.id FROM escalation_run r
              JOIN conversation c ON c.id = r.conversation_id
              JOIN contact k ON k.id = c.contact_id
             WHERE r.due_at <= :now AND (<which>)
             ORDER BY r.due_at LIMIT 1
               FOR UPDATE OF k, r SKIP LOCKED
            """;

    /// One whose conversation is gone.
    private static final String CLAIM_ORPHAN = """
            SELECT r.id FROM escalation_run r
             WHERE r.due_at <= :now AND (<which>)
               AND NOT EXISTS (SELECT FROM conversation c WHERE c.id = r.conversation_id)
             ORDER BY r.due_at LIMIT 1
               FOR UPDATE OF r SKIP LOCKED
            """;

    static final String CLAIM_WAITING = """
            SELECT r.id FROM escalation_run r
             WHERE r.due_at <= :now AND r.status = 'running' AND NOT r.danger AND NOT r.test
             ORDER BY r.due_at LIMIT :most
               FOR UPDATE SKIP LOCKED
            """;

    /// So many who wait in a language are woken at once; a place that is free is taken by the first few.
    static final int WOKEN = 50;

    static final String WAKE = """
            WITH woken AS (
                SELECT id FROM escalation_run
                 WHERE line_id = :line AND danger AND status = 'running' AND due_at IS NOT NULL
                 UNION
                SELECT r.id FROM escalation_run r
                 WHERE r.status = 'running' AND r.conversation_id IN (
                       SELECT id FROM conversation WHERE line_id = :line AND status IN ('held', 'left')
                        UNION ALL
                       (SELECT id FROM conversation WHERE line_id = :line AND status = 'waiting' AND priority = 'child'
                         ORDER BY waiting_since LIMIT :most)
                        UNION ALL
                       SELECT first.id
                         FROM (SELECT DISTINCT locale FROM conversation
                                WHERE line_id = :line AND status = 'waiting') AS spoken
                        CROSS JOIN LATERAL (
                              SELECT id FROM conversation
                               WHERE line_id = :line AND status = 'waiting' AND locale = spoken.locale
                               ORDER BY waiting_since LIMIT :most) AS first))
            UPDATE escalation_run SET due_at = LEAST(due_at, CAST(:now AS timestamptz))
             WHERE id IN (SELECT r.id FROM escalation_run r JOIN woken USING (id) WHERE r.status = 'running'
                           ORDER BY r.id FOR UPDATE OF r SKIP LOCKED)
            """;

    private final Jdbi jdbi;
    private final Conversations conversations;
    private final OfferRows offers;
    private final Wakeups wakeups;

    Runs(Jdbi jdbi, Conversations conversations, OfferRows offers, Wakeups wakeups) {
        this.jdbi = jdbi;
        this.conversations = conversations;
        this.offers = offers;
        this.wakeups = wakeups;
    }

    /// The next one due that is not of the many who only wait: about danger, held, practice, or erased. Its
    /// contact's row and its own are locked; a row somebody else works on is passed over.
    Optional<RunRow> claimFirst(Instant now) {
        return claim("r.danger OR r.test OR r.status <> 'running'", query -> query.bind("now", now));
    }

    /// The next one due of those who only wait, locked in the same way.
    Optional<RunRow> claimNext(Instant now) {
        return claim("r.status = 'running' AND NOT r.danger AND NOT r.test", query -> query.bind("now", now));
    }

    /// That one, if it is due and free, locked in the same way.
    Optional<RunRow> claim(UUID run, Instant now) {
        return claim("r.id = :run", query -> query.bind("now", now).bind("run", run));
    }

    private Optional<RunRow> claim(String which, UnaryOperator<Query> bound) {
        return one(bound, CLAIM, which)
                .or(() -> one(bound, CLAIM_ORPHAN, which))
                .flatMap(this::find);
    }

    private Optional<UUID> one(UnaryOperator<Query> bound, String sql, String which) {
        return jdbi.withHandle(handle -> bound.apply(handle.createQuery(sql).define("which", which))
                .mapTo(UUID.class)
                .findOne());
    }

    /// Those due first among the many that wait in no danger, their own rows alone locked: whoever has one of them
    /// can only put it off. What somebody else works on is passed over, so that this waits for nobody.
    List<RunRow> claimWaiting(Instant now, int most) {
        return rows(jdbi.withHandle(handle -> handle.createQuery(CLAIM_WAITING)
                .bind("now", now)
                .bind("most", most)
                .mapTo(UUID.class)
                .list()));
    }

    /// Whoever asks people of a line, or rings for them, does so one after the other: runs share people, and two
    /// that locked them in different orders would wait for each other. Runs that only wait need it not.
    void alone(UUID line) {
        jdbi.useHandle(handle -> handle.createQuery("SELECT id FROM line WHERE id = :line FOR NO KEY UPDATE")
                .bind("line", line)
                .mapTo(UUID.class)
                .list());
    }

    Optional<Instant> nextDue() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT min(due_at) FROM escalation_run")
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .one());
    }

    /// The live run of a conversation, locked.
    Optional<RunRow> live(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id FROM escalation_run WHERE conversation_id = :conversation AND status <> 'ended'
                           FOR UPDATE
                        """)
                        .bind("conversation", conversation)
                        .mapTo(UUID.class)
                        .findOne())
                .flatMap(this::find);
    }

    /// What a conversation needs of whoever takes it, while it is looked after; nothing is locked.
    Optional<Wish> wish(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "SELECT id FROM escalation_run WHERE conversation_id = :conversation AND status <> 'ended'")
                        .bind("conversation", conversation)
                        .mapTo(UUID.class)
                        .findOne())
                .flatMap(this::find)
                .map(row -> row.run().wish());
    }

    Optional<RunRow> find(UUID run) {
        return rows(List.of(run)).stream().findFirst();
    }

    /// Those that are still there, in the order given.
    private List<RunRow> rows(List<UUID> runs) {
        if (runs.isEmpty()) {
            return List.of();
        }
        var asked = offers.asked(runs);
        var found = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT r.*, COALESCE(c.waiting_since, r.created_at) AS waiting_since
                          FROM escalation_run r LEFT JOIN conversation c ON c.id = r.conversation_id
                         WHERE r.id = ANY (:ids)
                         ORDER BY array_position(:ids, r.id)
                        """)
                .bindArray("ids", UUID.class, runs.toArray())
                .map((row, _) -> row(row, asked))
                .list());
        var talks = conversations.find(found.stream().map(RunRow::conversation).toList());
        return found.stream()
                .map(row -> row.with(Optional.ofNullable(talks.get(row.conversation()))))
                .toList();
    }

    void insert(Talk talk, Run run, String policy, RunRow.Status status, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO escalation_run (id, organisation_id, line_id, conversation_id, policy, status, danger,
                               child, gender, skill, began_at, held_by, due_at, created_at, test)
                        VALUES (:id, :organisation, :line, :conversation, CAST(:policy AS jsonb), :status, :danger,
                               :child, :gender, :skill, :now, CAST(:holder AS uuid), :now, :now, :test)
                        """)
                .bind("id", Ids.next(now))
                .bind("organisation", talk.organisation())
                .bind("line", talk.line())
                .bind("conversation", talk.id())
                .bind("policy", policy)
                .bind("status", word(status))
                .bind("danger", run.wish().danger())
                .bind("child", run.wish().child())
                .bind("gender", run.wish().gender().map(Runs::word).orElse(null))
                .bind("skill", run.wish().skill().map(Runs::word).orElse(null))
                .bind("holder", talk.holder().orElse(null))
                .bind("test", talk.test())
                .bind("now", now)
                .execute());
        wakeups.tell(POLLER);
    }

    /// Where it stands now, and when it is looked at next.
    void save(UUID id, Run run, Instant due) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE escalation_run SET way = :way, began_at = :began, opened = :opened, marked = :marked,
                               due_at = :due
                         WHERE id = :id
                        """)
                .bind("way", run.way().map(Way::word).orElse(null))
                .bind("began", run.began())
                .bind("opened", run.opened())
                .bind("marked", run.marked())
                .bind("due", due)
                .bind("id", id)
                .execute());
    }

    /// It climbs anew from the bottom, at once.
    ///
    /// @param passedOver who is not asked from now on
    void restart(RunRow row, Wish wish, Optional<UUID> passedOver, boolean holderGone, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE escalation_run SET status = 'running', danger = :danger, child = :child, gender = :gender,
                               gender_only = :only, skill = :skill, way = NULL, opened = 0, marked = 0, began_at = :now, due_at = :now,
                               passed_over = array_cat(passed_over, CAST(:over AS uuid[])),
                               held_by = CASE WHEN :gone THEN NULL ELSE held_by END,
                               unanswered_since = NULL, nudged = false, off_at = NULL, unreached_since = NULL
                         WHERE id = :id
                        """)
                .bind("danger", wish.danger())
                .bind("child", wish.child())
                .bind("gender", wish.gender().map(Runs::word).orElse(null))
                .bind("only", wish.only())
                .bind("skill", wish.skill().map(Runs::word).orElse(null))
                .bind("now", now)
                .bindArray("over", UUID.class, passedOver.stream().toArray())
                .bind("gone", holderGone)
                .bind("id", row.id())
                .execute());
        wakeups.tell(POLLER);
    }

    /// They may be asked again in the search under way.
    void passedOverNoMore(UUID id, UUID person) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        UPDATE escalation_run SET passed_over = array_remove(passed_over, CAST(:person AS uuid))
                         WHERE id = :id
                        """).bind("person", person).bind("id", id).execute());
    }

    /// Somebody holds the conversation; they owe it an answer from now on.
    void held(UUID id, UUID holder, Instant due, Optional<Instant> offAt, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE escalation_run SET status = 'held', held_by = :holder, unanswered_since = :now,
                               nudged = false, off_at = CAST(:off AS timestamptz), due_at = :due,
                               unreached_since = NULL
                         WHERE id = :id
                        """)
                .bind("holder", holder)
                .bind("off", offAt.orElse(null))
                .bind("due", due)
                .bind("now", now)
                .bind("id", id)
                .execute());
        wakeups.tell(POLLER);
    }

    /// What the holder owes, and when that is looked at.
    void owes(UUID id, @Nullable Instant since, boolean nudged, @Nullable Instant due) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE escalation_run SET unanswered_since = CAST(:since AS timestamptz), nudged = :nudged,
                               due_at = LEAST(CAST(:due AS timestamptz), off_at),
                               unreached_since = CASE WHEN CAST(:since AS timestamptz) IS NOT NULL THEN unreached_since END
                         WHERE id = :id AND status = 'held'
                        """)
                .bind("since", since)
                .bind("nudged", nudged)
                .bind("due", due)
                .bind("id", id)
                .execute());
        wakeups.tell(POLLER);
    }

    /// The holder cannot be reached: it is looked at now. Waits for no contact, whose row the caller may not have.
    void unreached(UUID conversation, UUID holder, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE escalation_run SET unreached_since = :now, due_at = :now
                         WHERE conversation_id = :conversation AND status = 'held' AND held_by = :holder
                           AND unanswered_since IS NOT NULL
                        """)
                .bind("now", now)
                .bind("conversation", conversation)
                .bind("holder", holder)
                .execute());
        wakeups.tell(POLLER);
    }

    void offAt(UUID id, @Nullable Instant at) {
        jdbi.useHandle(
                handle -> handle.createUpdate("""
                        UPDATE escalation_run SET off_at = CAST(:at AS timestamptz) WHERE id = :id
                        """).bind("at", at).bind("id", id).execute());
    }

    /// What whoever is asked next should be.
    void wishes(UUID id, Wish wish) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE escalation_run SET gender = :gender, skill = :skill WHERE id = :id")
                .bind("gender", wish.gender().map(Runs::word).orElse(null))
                .bind("skill", wish.skill().map(Runs::word).orElse(null))
                .bind("id", id)
                .execute());
    }

    void danger(UUID id) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE escalation_run SET danger = true WHERE id = :id")
                .bind("id", id)
                .execute());
    }

    /// They may be a child: whoever comes after who holds it now is to be trained for children.
    void mayBeChild(UUID id) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE escalation_run SET child = true WHERE id = :id AND status = 'held'")
                .bind("id", id)
                .execute());
    }

    /// They are no child: whoever comes next need not be trained for children.
    void grownUp(UUID id, Instant now) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        UPDATE escalation_run SET child = false,
                               due_at = CASE WHEN status = 'running' THEN CAST(:now AS timestamptz) ELSE due_at END
                         WHERE id = :id
                        """).bind("now", now).bind("id", id).execute());
        wakeups.tell(POLLER);
    }

    void erased(UUID id, Instant due) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        UPDATE escalation_run SET status = 'erased', conversation_id = id, due_at = :due, held_by = NULL
                         WHERE id = :id
                        """).bind("due", due).bind("id", id).execute());
        wakeups.tell(POLLER);
    }

    void end(UUID id, Instant now) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        UPDATE escalation_run SET status = 'ended', ended_at = :now, due_at = NULL WHERE id = :id
                        """).bind("now", now).bind("id", id).execute());
    }

    void lookAgain(UUID id, Instant due) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE escalation_run SET due_at = :due WHERE id = :id")
                .bind("due", due)
                .bind("id", id)
                .execute());
    }

    /// Each of them is looked at then.
    void lookAgain(Map<UUID, Instant> due) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE escalation_run r SET due_at = d.due
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:dues AS timestamptz[])) AS d (id, due)
                         WHERE r.id = d.id
                        """)
                .bindArray("ids", UUID.class, due.keySet().toArray())
                .bindArray(
                        "dues",
                        String.class,
                        due.values().stream().map(Instant::toString).toArray())
                .execute());
    }

    /// Runs that look for somebody on that line look again now: all in danger, those somebody holds or a message
    /// was left for, and of those who wait as many as one who came or is free could ever take, the longest waiting
    /// of each language and the children first. The others look within the minute. What somebody works on is passed
    /// over.
    void wake(UUID line, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(WAKE)
                .bind("now", now)
                .bind("line", line)
                .bind("most", WOKEN)
                .execute());
        wakeups.tell(POLLER);
    }

    /// Whoever holds a talk in danger is looked at now. A run that somebody works on is not waited for, since the
    /// caller need not have its contact's row: then the caller gives way, and is done again ([FailureKind]).
    void wakeHolder(UUID responder, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE escalation_run SET off_at = :now, due_at = :now
                         WHERE id IN (SELECT id FROM escalation_run
                                       WHERE held_by = :responder AND status = 'held' AND danger
                                       ORDER BY id FOR UPDATE NOWAIT)
                        """)
                .bind("now", now)
                .bind("responder", responder)
                .execute());
        wakeups.tell(POLLER);
    }

    /// Practice that they hold is looked at now. Waits for nobody who has it, or its contact.
    void wakePractice(UUID responder, Instant now) {
        int woken = jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE escalation_run SET due_at = :now
                         WHERE id IN (SELECT id FROM escalation_run
                                       WHERE held_by = :responder AND status = 'held' AND test
                                         FOR UPDATE SKIP LOCKED)
                        """)
                .bind("now", now)
                .bind("responder", responder)
                .execute());
        if (woken > 0) {
            wakeups.tell(POLLER);
        }
    }

    void woken() {
        wakeups.tell(POLLER);
    }

    private static RunRow row(ResultSet row, Map<UUID, List<Run.Asked>> asked) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var conversation = row.getObject("conversation_id", UUID.class);
        var wish = new Wish(
                row.getBoolean("danger"),
                row.getBoolean("child"),
                Optional.ofNullable(row.getString("gender")).map(word -> Gender.valueOf(word.toUpperCase(Locale.ROOT))),
                row.getBoolean("gender_only"),
                Optional.ofNullable(row.getString("skill")).map(word -> Skill.valueOf(word.toUpperCase(Locale.ROOT))));
        var run = new Run(
                wish,
                Optional.ofNullable(row.getString("way")).map(Way::of),
                row.getTimestamp("began_at").toInstant(),
                row.getInt("opened"),
                row.getInt("marked"),
                asked.getOrDefault(id, List.of()));
        return new RunRow(
                id,
                row.getObject("organisation_id", UUID.class),
                row.getObject("line_id", UUID.class),
                conversation,
                RunRow.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getString("policy"),
                run,
                Arrays.asList((UUID[]) row.getArray("passed_over").getArray()),
                Optional.ofNullable(row.getObject("held_by", UUID.class)),
                Optional.ofNullable(row.getTimestamp("unanswered_since")).map(Timestamp::toInstant),
                row.getBoolean("nudged"),
                row.getTimestamp("unreached_since") != null,
                Optional.ofNullable(row.getTimestamp("off_at")).map(Timestamp::toInstant),
                row.getTimestamp("waiting_since").toInstant(),
                Optional.empty(),
                row.getBoolean("test"));
    }

    static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    /// All live runs of a contact's conversations.
    List<UUID> ofContact(UUID contact) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT r.id FROM escalation_run r JOIN conversation c ON c.id = r.conversation_id
                         WHERE c.contact_id = :contact AND r.status <> 'ended'
                        """)
                .bind("contact", contact)
                .mapTo(UUID.class)
                .list());
    }
}
