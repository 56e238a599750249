package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.platform.Ids;
import org.amparo.platform.Wakeups;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The table of runs: one run, and where it stands. Which is due says [DueRuns]; who wakes them, [RunsWoken].
/// Works inside the caller's transaction, which holds the contact's row.
@Singleton
class Runs {
    static final String POLLER = "escalation";

    private final Jdbi jdbi;
    private final Conversations conversations;
    private final OfferRows offers;
    private final RunsWoken woken;
    private final Wakeups wakeups;

    Runs(Jdbi jdbi, Conversations conversations, OfferRows offers, RunsWoken woken, Wakeups wakeups) {
        this.jdbi = jdbi;
        this.conversations = conversations;
        this.offers = offers;
        this.woken = woken;
        this.wakeups = wakeups;
    }

    /// Whoever asks people of a line, or rings for them, does so one after the other: runs share people, and two
    /// that locked them in different orders would wait for each other. Runs that only wait need it not.
    void alone(UUID line) {
        jdbi.useHandle(handle -> handle.createQuery("SELECT id FROM line WHERE id = :line FOR NO KEY UPDATE")
                .bind("line", line)
                .mapTo(UUID.class)
                .list());
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
    List<RunRow> rows(List<UUID> runs) {
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
                .map((row, _) -> RunRow.of(row, asked))
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

    /// It climbs anew from the bottom, at once; whoever held it, or was asked, may be somebody else's.
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
        woken.wake(row.line(), now);
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

    void woken() {
        wakeups.tell(POLLER);
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
