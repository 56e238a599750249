package org.amparo.contacts;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amparo.platform.ContactNeed;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Jdbi;

/// Lets go of people who have not written for a day and whom no room needs: their row, what hangs on it and the key
/// that sealed the address go in one transaction. Permissions lapse earlier than that.
@Singleton
final class ContactRetention implements RetentionStep {
    /// Nobody is looked at more often than this, whatever a room answers.
    private static final Duration SOONEST = Duration.ofMinutes(10);

    /// A permission that is still there.
    private static final String LAPSING = "(safe <> 'unknown' OR window_from IS NOT NULL OR windows <> '{}')";

    private final Jdbi jdbi;
    private final Keyring keyring;
    private final List<ContactNeed> needs;

    ContactRetention(Jdbi jdbi, Keyring keyring, List<ContactNeed> needs) {
        this.jdbi = jdbi;
        this.keyring = keyring;
        this.needs = List.copyOf(needs);
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("contact")
                        .keeps(
                                RetentionClass.NUMBER,
                                "the number or address, sealed under a key of its own",
                                "sealed_address")
                        .keeps(
                                RetentionClass.CONTACT,
                                "a keyed hash of the number, the language, whether it may be a child, or a practice phone",
                                "id",
                                "organisation_id",
                                "kind",
                                "address_key",
                                "hash_generation",
                                "locale",
                                "locale_chosen",
                                "child_possible",
                                "test",
                                "created_at",
                                "last_inbound_at",
                                "needed_until")
                        .keeps(
                                RetentionClass.SAFETY,
                                "a code word the contact chose, as a keyed hash; when it is asked for, how often a"
                                        + " wrong one came, and when the right one",
                                "code_word",
                                "code_word_at",
                                "code_word_asked",
                                "code_word_row",
                                "code_word_line",
                                "code_word_until",
                                "code_word_wrong",
                                "code_word_right"),
                StoredTable.named("sending_state")
                        .keeps(
                                RetentionClass.SAFETY,
                                "whether texting is safe, and the agreed hours",
                                "safe",
                                "safe_until",
                                "window_from",
                                "window_until",
                                "windows",
                                "agreed_only",
                                "window_suspended")
                        .keeps(
                                RetentionClass.CONTACT,
                                "since when nothing may be sent to the contact, and when the last text came",
                                "contact_id",
                                "line_id",
                                "organisation_id",
                                "unsafe_since",
                                "stopped_since",
                                "last_inbound_at",
                                "silenced_at"),
                StoredTable.named("opt_out")
                        .keeps(
                                RetentionClass.OPT_OUT,
                                "a keyed hash of a number that stopped a line, and when, and since when the carrier"
                                        + " refuses texts to it",
                                "line_id",
                                "organisation_id",
                                "kind",
                                "address_key",
                                "hash_generation",
                                "stopped_at",
                                "restart_asked_at",
                                "carrier_blocked_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        var silent = times.before(RetentionClass.SAFETY, now);
        int lapsed = lapse(silent, atMost) + forgetCodeWords(silent, atMost);
        int removed = removeIdle(times, now, atMost);
        return Map.of(
                RetentionClass.SAFETY, lapsed,
                RetentionClass.NUMBER, removed,
                RetentionClass.CONTACT, removed);
    }

    @Override
    public int passedOver(RetentionTimes times, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT (SELECT count(*) FROM sending_state WHERE last_inbound_at <= :lapsed AND <lapsing>)
                             + (SELECT count(*) FROM contact WHERE last_inbound_at <= :lapsed AND code_word IS NOT NULL)
                             + (SELECT count(*) FROM contact WHERE last_inbound_at <= :idle AND needed_until IS NULL)
                             + (SELECT count(*) FROM contact WHERE last_inbound_at <= :idle AND needed_until <= :now)
                        """)
                .define("lapsing", LAPSING)
                .bind("lapsed", times.before(RetentionClass.SAFETY, now))
                .bind("idle", times.before(RetentionClass.NUMBER, now))
                .bind("now", now)
                .mapTo(Integer.class)
                .one());
    }

    /// Rows of every other room go before those of the contacts they lean on.
    @Override
    public int order() {
        return LAST;
    }

    /// A *yes* and an agreed window end; a mark of silence does not.
    private int lapse(Instant before, int atMost) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE sending_state
                           SET safe = 'unknown', safe_until = NULL, window_from = NULL, window_until = NULL,
                               windows = '{}', window_suspended = false
                         WHERE (contact_id, line_id) IN
                               (SELECT contact_id, line_id FROM sending_state
                                 WHERE last_inbound_at <= :before AND <lapsing>
                                 ORDER BY last_inbound_at LIMIT :most
                                   FOR UPDATE SKIP LOCKED)
                        """)
                .define("lapsing", LAPSING)
                .bind("before", before)
                .bind("most", atMost)
                .execute());
    }

    /// Also of somebody whose row stays for another reason.
    private int forgetCodeWords(Instant before, int atMost) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE contact SET code_word = NULL, code_word_at = NULL, code_word_asked = NULL,
                               code_word_row = NULL, code_word_line = NULL, code_word_until = NULL,
                               code_word_wrong = 0, code_word_right = NULL
                         WHERE id IN (SELECT id FROM contact WHERE code_word IS NOT NULL AND last_inbound_at <= :before
                                       ORDER BY last_inbound_at LIMIT :most
                                         FOR UPDATE SKIP LOCKED)
                        """)
                .bind("before", before)
                .bind("most", atMost)
                .execute());
    }

    /// @return how many are to be asked for again
    private int askAgain(Instant now, int atMost) {
        return jdbi.withHandle(handle ->
                handle.createUpdate("""
                        UPDATE contact SET needed_until = NULL
                         WHERE id IN (SELECT id FROM contact WHERE needed_until <= :now
                                       ORDER BY needed_until LIMIT :most
                                         FOR UPDATE SKIP LOCKED)
                        """).bind("now", now).bind("most", atMost).execute());
    }

    /// Goes on past those who are needed until it has found enough who are not, or looked at all.
    private int removeIdle(RetentionTimes times, Instant now, int atMost) {
        int removed = 0;
        while (true) {
            int wanted = atMost - removed;
            boolean all = askAgain(now, wanted) < wanted;
            var idle = idle(times.before(RetentionClass.NUMBER, now), wanted);
            var needed = needed(idle, times, now);
            needed.forEach((contact, until) -> keep(contact, latest(until, now.plus(SOONEST))));
            var gone = idle.stream().filter(id -> !needed.containsKey(id)).toList();
            remove(gone);
            removed += gone.size();
            if (removed == atMost || (all && idle.size() < wanted)) {
                return removed;
            }
        }
    }

    private List<UUID> idle(Instant before, int atMost) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id FROM contact
                         WHERE needed_until IS NULL AND last_inbound_at <= :before
                         ORDER BY last_inbound_at LIMIT :most
                           FOR UPDATE SKIP LOCKED
                        """)
                .bind("before", before)
                .bind("most", atMost)
                .mapTo(UUID.class)
                .list());
    }

    private Map<UUID, Instant> needed(Collection<UUID> contacts, RetentionTimes times, Instant now) {
        var all = new HashMap<UUID, Instant>();
        if (!contacts.isEmpty()) {
            for (var need : needs) {
                need.needed(contacts, times, now)
                        .forEach((contact, until) -> all.merge(contact, until, ContactRetention::latest));
            }
        }
        return all;
    }

    private void keep(UUID contact, Instant until) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE contact SET needed_until = :until WHERE id = :id")
                .bind("until", until)
                .bind("id", contact)
                .execute());
    }

    private void remove(List<UUID> contacts) {
        keyring.destroyAll(contacts);
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM contact WHERE id = ANY (:ids)")
                .bindArray("ids", UUID.class, contacts.toArray())
                .execute());
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
