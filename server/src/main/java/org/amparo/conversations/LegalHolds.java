package org.amparo.conversations;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.platform.Ids;
import org.jdbi.v3.core.Jdbi;

/// Keeps a conversation from timed retention: for a reason, by two different people, until a date at most six
/// months away. FORGET beats a hold, and its two people are told (`rulings.md` 2). Every step is audited.
///
/// There is no note: why in particular stays on paper with the data officer. Safe on many nodes.
@Singleton
public class LegalHolds {
    /// Longer needs a new hold, asked and confirmed again.
    public static final Duration LONGEST = Duration.ofDays(183);

    private final Jdbi jdbi;
    private final Audit audit;

    LegalHolds(Jdbi jdbi, Audit audit) {
        this.jdbi = jdbi;
        this.audit = audit;
    }

    /// For a command, beside the running program. Joins the transaction of its `jdbi`.
    public static LegalHolds of(Jdbi jdbi, Audit audit) {
        return new LegalHolds(jdbi, audit);
    }

    /// Why a conversation must not go yet.
    public enum Reason {
        COURT_ORDER,
        AUTHORITY_REQUEST,
        COMPLAINT,
        SAFEGUARDING;

        /// Such as `court-order`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Reason> of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }

    /// What became of asking, confirming or ending.
    public sealed interface Answer {
        /// It is asked, and holds nothing until a second person confirms it.
        record Asked(UUID hold) implements Answer {}

        /// It holds from now on.
        record Confirmed() implements Answer {}

        /// It holds no longer.
        record Ended() implements Answer {}

        /// Nothing changed.
        enum Refused implements Answer {
            NO_CONVERSATION,
            END_NOT_WITHIN_SIX_MONTHS,
            SAME_PERSON,
            NOT_OPEN
        }
    }

    /// Somebody who must be told that an erasure ended their hold.
    ///
    /// @param since when it ended
    public record Notice(UUID hold, UUID organisation, UUID person, Instant since) {}

    private record Hold(UUID organisation, UUID askedBy, boolean confirmed) {}

    @Transactional
    public Answer ask(UUID conversation, Reason reason, UUID by, Instant endsAt, Instant now) {
        if (!endsAt.isAfter(now) || endsAt.isAfter(now.plus(LONGEST))) {
            return Answer.Refused.END_NOT_WITHIN_SIX_MONTHS;
        }
        var id = Ids.next(now);
        var organisation = jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO legal_hold (id, organisation_id, conversation_id, reason, asked_by, asked_at, ends_at)
                        SELECT :id, c.organisation_id, c.id, :reason, :by, :now, :ends
                          FROM conversation c WHERE c.id = :conversation
                        RETURNING organisation_id
                        """)
                .bind("id", id)
                .bind("reason", reason.word())
                .bind("by", by)
                .bind("now", now)
                .bind("ends", endsAt)
                .bind("conversation", conversation)
                .mapTo(UUID.class)
                .findOne());
        if (organisation.isEmpty()) {
            return Answer.Refused.NO_CONVERSATION;
        }
        audit.act(Act.by(by, organisation.get(), Act.Kind.HOLD_ASKED, id, now));
        return new Answer.Asked(id);
    }

    /// By another person than the one who asked.
    @Transactional
    public Answer confirm(UUID hold, UUID by, Instant now) {
        var open = open(hold, now);
        if (open.isEmpty() || open.get().confirmed()) {
            return Answer.Refused.NOT_OPEN;
        }
        if (open.get().askedBy().equals(by)) {
            return Answer.Refused.SAME_PERSON;
        }
        int confirmed = jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE legal_hold SET confirmed_by = :by, confirmed_at = :now
                         WHERE id = :hold AND conversation_id IS NOT NULL
                        """)
                .bind("by", by)
                .bind("now", now)
                .bind("hold", hold)
                .execute());
        if (confirmed == 0) {
            return Answer.Refused.NO_CONVERSATION;
        }
        audit.act(Act.by(by, open.get().organisation(), Act.Kind.HOLD_CONFIRMED, hold, now));
        return new Answer.Confirmed();
    }

    /// One person is enough: it makes us keep less.
    @Transactional
    public Answer end(UUID hold, UUID by, Instant now) {
        var open = open(hold, now);
        if (open.isEmpty()) {
            return Answer.Refused.NOT_OPEN;
        }
        end(hold, "by-person", now);
        audit.act(Act.by(by, open.get().organisation(), Act.Kind.HOLD_ENDED, hold, now));
        return new Answer.Ended();
    }

    /// Whether timed retention must leave it alone.
    public boolean holds(UUID conversation, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM legal_hold
                                        WHERE conversation_id = :conversation AND confirmed_at IS NOT NULL
                                          AND ended_at IS NULL AND ends_at > :now)
                        """)
                .bind("conversation", conversation)
                .bind("now", now)
                .mapTo(Boolean.class)
                .one());
    }

    /// Who is to be told next that an erasure ended their hold. Inside the caller's transaction, until whose end
    /// nobody else takes the same.
    public Optional<Notice> dueNotice(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT hold_id, organisation_id, person_id, created_at FROM legal_hold_notice
                         WHERE COALESCE(due_at, created_at) <= :now
                         ORDER BY COALESCE(due_at, created_at), hold_id, person_id LIMIT 1
                           FOR UPDATE SKIP LOCKED
                        """)
                .bind("now", now)
                .map((row, _) -> new Notice(
                        row.getObject("hold_id", UUID.class),
                        row.getObject("organisation_id", UUID.class),
                        row.getObject("person_id", UUID.class),
                        row.getTimestamp("created_at").toInstant()))
                .findOne());
    }

    /// When somebody is to be told next.
    public Optional<Instant> nextNotice() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT min(COALESCE(due_at, created_at)) FROM legal_hold_notice")
                        .mapTo(Instant.class)
                        .findOne());
    }

    /// They know.
    public void told(Notice notice) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "DELETE FROM legal_hold_notice WHERE hold_id = :hold AND person_id = :person")
                .bind("hold", notice.hold())
                .bind("person", notice.person())
                .execute());
    }

    /// They cannot be told yet.
    public void tellAgain(Notice notice, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE legal_hold_notice SET due_at = :at WHERE hold_id = :hold AND person_id = :person")
                .bind("at", at)
                .bind("hold", notice.hold())
                .bind("person", notice.person())
                .execute());
    }

    /// Telling of that hold went wrong, and its transaction with it: whoever is first to be told of it is tried
    /// again later, and the other one meanwhile.
    public void tellLater(UUID hold, Instant at, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE legal_hold_notice SET due_at = :at
                         WHERE hold_id = :hold
                           AND person_id = (SELECT person_id FROM legal_hold_notice
                                             WHERE hold_id = :hold AND COALESCE(due_at, created_at) <= :now
                                             ORDER BY COALESCE(due_at, created_at), person_id LIMIT 1)
                        """)
                .bind("at", at)
                .bind("hold", hold)
                .bind("now", now)
                .execute());
    }

    /// Ends one hold whose date has come.
    ///
    /// @return false when there is none
    @Transactional
    boolean endNextPast(Instant now) {
        var past = jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE legal_hold SET ended_at = :now, ended_how = 'by-time'
                         WHERE id = (SELECT id FROM legal_hold WHERE ended_at IS NULL AND ends_at <= :now
                                      ORDER BY ends_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING id, organisation_id
                        """)
                .bind("now", now)
                .map((row, _) -> new Act(
                        row.getObject("organisation_id", UUID.class),
                        Optional.empty(),
                        Act.Kind.HOLD_ENDED,
                        Optional.of(row.getObject("id", UUID.class)),
                        java.util.Map.of(),
                        now))
                .findOne());
        past.ifPresent(audit::act);
        return past.isPresent();
    }

    Optional<Instant> nextEnd() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT min(ends_at) FROM legal_hold WHERE ended_at IS NULL")
                        .mapTo(Instant.class)
                        .findOne());
    }

    /// The contact asked to be forgotten: ends every hold on their conversations and leaves a notice for each of
    /// its two people. Inside the erasure's transaction, before the conversations go.
    void endByErasure(UUID contact, Instant now) {
        jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE legal_hold h SET ended_at = :now, ended_how = 'by-erasure'
                          FROM conversation c
                         WHERE c.id = h.conversation_id AND c.contact_id = :contact AND h.ended_at IS NULL
                        RETURNING h.id, h.organisation_id
                        """)
                        .bind("now", now)
                        .bind("contact", contact)
                        .map((row, _) -> new Act(
                                row.getObject("organisation_id", UUID.class),
                                Optional.empty(),
                                Act.Kind.HOLD_ENDED_BY_ERASURE,
                                Optional.of(row.getObject("id", UUID.class)),
                                java.util.Map.of(),
                                now))
                        .list())
                .forEach(act -> {
                    leaveNotices(act.subject().orElseThrow(), now);
                    audit.act(act);
                });
    }

    private void leaveNotices(UUID hold, Instant now) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        INSERT INTO legal_hold_notice (hold_id, person_id, organisation_id, created_at)
                        SELECT h.id, person, h.organisation_id, :now
                          FROM legal_hold h, unnest(ARRAY[h.asked_by, h.confirmed_by]) AS person
                         WHERE h.id = :hold AND person IS NOT NULL
                        """).bind("hold", hold).bind("now", now).execute());
    }

    private Optional<Hold> open(UUID hold, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT organisation_id, asked_by, confirmed_at IS NOT NULL AS confirmed FROM legal_hold
                         WHERE id = :hold AND ended_at IS NULL AND ends_at > :now FOR UPDATE
                        """)
                .bind("hold", hold)
                .bind("now", now)
                .map((row, _) -> new Hold(
                        row.getObject("organisation_id", UUID.class),
                        row.getObject("asked_by", UUID.class),
                        row.getBoolean("confirmed")))
                .findOne());
    }

    private void end(UUID hold, String how, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE legal_hold SET ended_at = :now, ended_how = :how WHERE id = :hold")
                .bind("now", now)
                .bind("how", how)
                .bind("hold", hold)
                .execute());
    }

    /// A hold as it stands, by ids alone.
    ///
    /// @param confirmedBy empty while it holds nothing
    /// @param endedHow empty while it is open: `by-person`, `by-time` or `by-erasure`
    public record Standing(
            UUID hold,
            Optional<UUID> conversation,
            Reason reason,
            UUID askedBy,
            Optional<UUID> confirmedBy,
            Instant endsAt,
            Optional<String> endedHow) {}

    /// All that are known, the open ones first, each by its end.
    public List<Standing> all() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, conversation_id, reason, asked_by, confirmed_by, ends_at, ended_how FROM legal_hold
                         ORDER BY ended_at IS NOT NULL, ends_at, id
                        """)
                .map((row, _) -> new Standing(
                        row.getObject("id", UUID.class),
                        Optional.ofNullable(row.getObject("conversation_id", UUID.class)),
                        Reason.of(row.getString("reason")).orElseThrow(),
                        row.getObject("asked_by", UUID.class),
                        Optional.ofNullable(row.getObject("confirmed_by", UUID.class)),
                        row.getTimestamp("ends_at").toInstant(),
                        Optional.ofNullable(row.getString("ended_how"))))
                .list());
    }
}
