package org.amparo.conversations;

import static org.amparo.platform.RetentionClass.CONVERSATION;
import static org.amparo.platform.RetentionClass.DANGER_TEXT;
import static org.amparo.platform.RetentionClass.LEFT_MESSAGE;
import static org.amparo.platform.RetentionClass.PRACTICE;
import static org.amparo.platform.RetentionClass.TEXT_WITHOUT_CONSENT;
import static org.amparo.platform.RetentionClass.TEXT_WITH_CONSENT;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amparo.contacts.Consents;
import org.amparo.contacts.Contacts;
import org.amparo.platform.ContactNeed;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/// Lets go of what was said (`domain.md` G.1). A closed conversation goes as a whole. One that is open stays, since
/// somebody waits in it; its texts go when nothing was said for too long. Both destroy the conversation's key. What
/// is under legal hold stays.
@Singleton
final class ConversationRetention implements RetentionStep, ContactNeed {
    /// Which time counts. Danger, and a child, count as such while they could not answer the question for consent.
    private static final String KEPT = """
            CASE WHEN c.test THEN 'PRACTICE'
                 WHEN c.consent = 'yes' THEN 'TEXT_WITH_CONSENT'
                 WHEN (c.danger_at IS NOT NULL OR c.priority <> 'normal') AND c.consent <> 'no' THEN 'DANGER_TEXT'
                 WHEN c.closed_at IS NOT NULL THEN 'TEXT_WITHOUT_CONSENT'
                 WHEN c.danger_at IS NOT NULL OR c.priority <> 'normal' THEN 'DANGER_TEXT'
                 ELSE 'LEFT_MESSAGE' END
            """;

    /// From when that time counts.
    private static final String FROM = """
            CASE WHEN c.closed_at IS NOT NULL AND (c.test OR c.consent IN ('yes', 'no') OR c.danger_at IS NULL AND c.priority = 'normal')
                 THEN c.closed_at
                 WHEN c.left_at IS NOT NULL AND c.closed_at IS NULL THEN c.left_at
                 ELSE COALESCE((SELECT max(m.said_at) FROM message m WHERE m.conversation_id = c.id), c.opened_at) END
            """;

    /// What a run looks at of those that are closed: the day's own, too, where danger may end sooner than a day
    /// after the end.
    private static final List<String> CLOSED = List.of(
            "c.closed_at <= :unasked AND c.consent <> 'yes'",
            "c.closed_at <= :agreed AND c.consent = 'yes'",
            """
            c.closed_at > :unasked AND c.consent NOT IN ('yes', 'no')
            AND (c.danger_at IS NOT NULL OR c.priority <> 'normal')
            """,
            "c.closed_at <= :practice AND c.test");

    private static final String OPEN = """
            c.closed_at IS NULL
            AND EXISTS (SELECT 1 FROM message m JOIN message_body b ON b.message_id = m.id
                         WHERE m.conversation_id = c.id)
            """;

    private static final String FREE = """
            NOT EXISTS (SELECT 1 FROM legal_hold h
                         WHERE h.conversation_id = c.id AND h.confirmed_at IS NOT NULL AND h.ended_at IS NULL)
            """;

    private final Jdbi jdbi;
    private final Keyring keyring;
    private final Contacts contacts;
    private final Conversations conversations;
    private final LegalHolds holds;
    private final Consents consents;

    ConversationRetention(
            Jdbi jdbi,
            Keyring keyring,
            Contacts contacts,
            Conversations conversations,
            LegalHolds holds,
            Consents consents) {
        this.jdbi = jdbi;
        this.keyring = keyring;
        this.contacts = contacts;
        this.conversations = conversations;
        this.holds = holds;
        this.consents = consents;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("conversation")
                        .keeps(
                                CONVERSATION,
                                "who waits, since when, how urgently, in which language; who holds the talk; how it ended",
                                "id",
                                "organisation_id",
                                "line_id",
                                "contact_id",
                                "status",
                                "priority",
                                "locale",
                                "languages",
                                "child_possible",
                                "test",
                                "danger_at",
                                "waiting_since",
                                "due_at",
                                "consent",
                                "consent_reminded_at",
                                "opened_at",
                                "closed_at",
                                "close_reason",
                                "outcome",
                                "closed_by",
                                "left_at",
                                "parked_at",
                                "still_there_at",
                                "warned_at",
                                "limited_until"),
                StoredTable.named("participant")
                        .keeps(
                                CONVERSATION,
                                "who took part in a talk, from when to when, by ids",
                                "id",
                                "organisation_id",
                                "conversation_id",
                                "kind",
                                "person_id",
                                "joined_at",
                                "left_at"),
                StoredTable.named("message")
                        .keeps(
                                CONVERSATION,
                                "when something was said in a talk, by whom, without the words",
                                "id",
                                "organisation_id",
                                "line_id",
                                "conversation_id",
                                "author_id",
                                "direction",
                                "medium",
                                "mark",
                                "reply_to",
                                "said_at"),
                StoredTable.named("message_body")
                        .keeps(
                                TEXT_WITHOUT_CONSENT,
                                "what was said, sealed, of a talk closed without a yes",
                                "message_id")
                        .keeps(TEXT_WITH_CONSENT, "what was said, sealed, of a talk with a yes", "sealed")
                        .keeps(DANGER_TEXT, "what was said, sealed, by somebody in danger or a child", "sealed")
                        .keeps(LEFT_MESSAGE, "what was said, sealed, by somebody who still waits", "sealed")
                        .keeps(PRACTICE, "what was said, sealed, in practice", "sealed"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        var gone = new EnumMap<RetentionClass, Integer>(RetentionClass.class);
        boolean ended = true;
        while (ended) { // a hold whose day has come holds nothing in this run either
            ended = holds.endNextPast(now);
        }
        CLOSED.forEach(closed -> removeClosed(closed, times, now, atMost, gone));
        emptyOpen(times, now, atMost, gone);
        return gone;
    }

    @Override
    public int passedOver(RetentionTimes times, Instant now) {
        var which = new ArrayList<>(CLOSED);
        which.add(OPEN);
        return which.stream().mapToInt(one -> past(one, times, now)).sum();
    }

    private int past(String which, RetentionTimes times, Instant now) {
        return jdbi.withHandle(handle -> bound(handle.createQuery("""
                                SELECT count(*) FROM conversation c WHERE %s AND %s AND %s
                                """.formatted(which, past(), FREE)), times, now)
                .mapTo(Integer.class)
                .one());
    }

    /// A closed conversation whose time is known keeps its contact until then; any other until the next run.
    @Override
    public Map<UUID, Instant> needed(Collection<UUID> contacts, RetentionTimes times, Instant now) {
        var needed = new HashMap<UUID, Instant>();
        var next = now.plus(times.pace());
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT contact_id, consent = 'yes' AS agreed, closed_at FROM conversation
                         WHERE contact_id = ANY (:contacts)
                        """)
                .bindArray("contacts", UUID.class, contacts.toArray())
                .map((row, _) -> {
                    var closed = row.getTimestamp("closed_at");
                    var until = closed != null && row.getBoolean("agreed")
                            ? closed.toInstant()
                                    .plus(times.of(TEXT_WITH_CONSENT))
                                    .minus(times.pace())
                            : next;
                    return needed.merge(row.getObject("contact_id", UUID.class), until, (a, b) -> a.isAfter(b) ? a : b);
                })
                .list());
        return needed;
    }

    /// @param kept the class that decided
    /// @param texts how many are kept of it
    private record Due(UUID id, boolean left, RetentionClass kept, int texts) {}

    private void removeClosed(
            String closed, RetentionTimes times, Instant now, int atMost, Map<RetentionClass, Integer> gone) {
        var due = due(closed, times, now, atMost);
        var ids = due.stream().map(Due::id).toList();
        keyring.destroyAll(ids);
        var whose = jdbi.withHandle(
                handle -> handle.createQuery("DELETE FROM conversation WHERE id = ANY (:ids) RETURNING contact_id")
                        .bindArray("ids", UUID.class, ids.toArray())
                        .mapTo(UUID.class)
                        .list());
        contacts.neededLess(whose);
        consents.restsOnNothing(oldestKept(whose, now), now);
        count(due, gone);
        gone.merge(CONVERSATION, due.size(), Integer::sum);
    }

    /// Since when texts are kept of each that somebody agreed to, or a child was told of; now when there are none.
    private Map<UUID, Instant> oldestKept(Collection<UUID> contacts, Instant now) {
        var oldest = new HashMap<UUID, Instant>();
        contacts.forEach(contact -> oldest.put(contact, now));
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT contact_id, min(opened_at) AS since FROM conversation
                         WHERE contact_id = ANY (:contacts) AND consent IN ('yes', 'child-notice')
                         GROUP BY contact_id
                        """)
                .bindArray("contacts", UUID.class, contacts.toArray())
                .map((row, _) -> oldest.put(
                        row.getObject("contact_id", UUID.class),
                        row.getTimestamp("since").toInstant()))
                .list());
        return oldest;
    }

    /// Nobody is left waiting: only the words go. A message that was left and that nobody took in its time is
    /// closed.
    private void emptyOpen(RetentionTimes times, Instant now, int atMost, Map<RetentionClass, Integer> gone) {
        var due = due(OPEN, times, now, atMost);
        var ids = due.stream().map(Due::id).toList();
        keyring.destroyAll(ids);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        DELETE FROM message_body b USING message m
                         WHERE m.id = b.message_id AND m.conversation_id = ANY (:ids)
                        """)
                .bindArray("ids", UUID.class, ids.toArray())
                .execute());
        due.stream().filter(Due::left).forEach(one -> conversations.close(one.id(), "unanswered", now));
        count(due, gone);
    }

    /// Locks them with their contacts, so that no text comes in between; then looks again, for one may have come
    /// just before.
    private List<Due> due(String which, RetentionTimes times, Instant now, int atMost) {
        var locked = jdbi.withHandle(handle -> bound(
                        handle.createQuery("""
                                SELECT c.id FROM conversation c JOIN contact k ON k.id = c.contact_id
                                 WHERE %s AND %s AND %s
                                 LIMIT :most
                                   FOR UPDATE OF c, k SKIP LOCKED
                                """.formatted(which, past(), FREE)).bind("most", atMost), times, now)
                .mapTo(UUID.class)
                .list());
        return jdbi.withHandle(handle -> bound(
                        handle.createQuery("""
                                SELECT c.id, c.left_at IS NOT NULL AS left_alone, %s AS kept,
                                       (SELECT count(*) FROM message m JOIN message_body b ON b.message_id = m.id
                                         WHERE m.conversation_id = c.id) AS texts
                                  FROM conversation c
                                 WHERE c.id = ANY (:ids) AND %s AND %s
                                """.formatted(KEPT, past(), FREE))
                                .bindArray("ids", UUID.class, locked.toArray()),
                        times,
                        now)
                .map((row, _) -> new Due(
                        row.getObject("id", UUID.class),
                        row.getBoolean("left_alone"),
                        RetentionClass.valueOf(row.getString("kept")),
                        row.getInt("texts")))
                .list());
    }

    private static String past() {
        return """
                (%s) <= CASE %s WHEN 'TEXT_WITH_CONSENT' THEN CAST(:agreed AS timestamptz)
                                WHEN 'TEXT_WITHOUT_CONSENT' THEN :unasked
                                WHEN 'DANGER_TEXT' THEN :danger
                                WHEN 'PRACTICE' THEN :practice
                                ELSE :left END
                """.formatted(FROM, KEPT);
    }

    private static <S extends SqlStatement<S>> S bound(S statement, RetentionTimes times, Instant now) {
        return statement
                .bind("agreed", times.before(TEXT_WITH_CONSENT, now))
                .bind("unasked", times.before(TEXT_WITHOUT_CONSENT, now))
                .bind("danger", times.before(DANGER_TEXT, now))
                .bind("left", times.before(LEFT_MESSAGE, now))
                .bind("practice", times.before(PRACTICE, now));
    }

    private static void count(List<Due> due, Map<RetentionClass, Integer> gone) {
        due.forEach(one -> gone.merge(one.kept(), one.texts(), Integer::sum));
    }
}
