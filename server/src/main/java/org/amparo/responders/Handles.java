package org.amparo.responders;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.platform.OldRows;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Short names under which a responder knows a talk: a consonant and a digit, `B3`, theirs alone, and kept for
/// this one talk until 24 hours after it was last used (`interfaces.md` "Responder by text"). On a day with more
/// talks than names, the one longest unused goes on to the next talk. Works inside the caller's transaction; safe
/// for many threads and nodes.
///
/// The talk is opaque here: a conversation's id, also of one that was erased since.
@Singleton
public final class Handles implements RetentionStep {
    /// A name is not given to another talk for so long.
    public static final Duration KEPT = Duration.ofHours(24);

    /// Neither letters that look like digits or like each other when written by hand, nor 0 and 1.
    private static final String LETTERS = "BCDFGHJKLMNPRTVWX";
    private static final String DIGITS = "23456789";

    private final Jdbi jdbi;
    private final NamesInUse inUse;
    private final SecureRandom random = new SecureRandom();

    Handles(Jdbi jdbi, NamesInUse inUse) {
        this.jdbi = jdbi;
        this.inUse = inUse;
    }

    /// For a command, beside the running program; it gives no names.
    public static Handles of(Jdbi jdbi) {
        return new Handles(jdbi, _ -> Set.of());
    }

    /// The name of a talk: the one it has, or a new one. It counts as used now. When every name is in use, the one
    /// longest unused is taken all the same: no look at a talk may fail for want of a name.
    ///
    /// Waits for nobody who names another talk: whoever texts, answers or is asked at the same time, each in a
    /// transaction with locks of its own, may name talks for the same people in any order.
    public String give(UUID responder, UUID conversation, UUID organisation, Instant now) {
        return find(responder, conversation, organisation, now)
                .or(() -> takeOver(responder, conversation, organisation, Set.of(), now))
                .orElseThrow(() -> new IllegalStateException("others give every name of a responder just now"));
    }

    /// The same, but takes no name that is in use; empty when all are.
    public Optional<String> find(UUID responder, UUID conversation, UUID organisation, Instant now) {
        var known = jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE handle SET used_at = GREATEST(used_at, :now)
                         WHERE responder_id = :responder AND conversation_id = :conversation
                        RETURNING name
                        """)
                .bind("now", now)
                .bind("responder", responder)
                .bind("conversation", conversation)
                .mapTo(String.class)
                .findOne());
        return known.or(() -> insert(responder, conversation, organisation, now))
                .or(() -> takeOver(responder, conversation, organisation, inUse.of(responder), now));
    }

    /// The name a talk has, if it has one.
    public Optional<String> of(UUID responder, UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT name FROM handle WHERE responder_id = :responder AND conversation_id = :conversation")
                .bind("responder", responder)
                .bind("conversation", conversation)
                .mapTo(String.class)
                .findOne());
    }

    /// The talk of that name, open, gone or erased; empty for a name never given, or too long ago.
    public Optional<UUID> conversation(UUID responder, String name, Instant now) {
        return Optional.ofNullable(known(responder, now).get(name));
    }

    /// All names that count now, with their talks; the newest first.
    public Map<String, UUID> known(UUID responder, Instant now) {
        var names = new LinkedHashMap<String, UUID>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT name, conversation_id FROM handle
                         WHERE responder_id = :responder AND used_at > :oldest ORDER BY used_at DESC, name
                        """)
                .bind("responder", responder)
                .bind("oldest", now.minus(KEPT))
                .map((row, _) -> names.put(row.getString("name"), row.getObject("conversation_id", UUID.class)))
                .list());
        return names;
    }

    /// The talk was erased: its names stay for their time, and lead to something else, which knows nobody.
    public void lead(UUID conversation, UUID elsewhere) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE handle SET conversation_id = :elsewhere WHERE conversation_id = :conversation")
                .bind("elsewhere", elsewhere)
                .bind("conversation", conversation)
                .execute());
    }

    /// The name longest unused, but for these, goes on to this talk. One that somebody else gives or uses at this
    /// moment is left to them.
    private Optional<String> takeOver(
            UUID responder, UUID conversation, UUID organisation, Set<String> but, Instant now) {
        return jdbi.withHandle(handle -> {
            for (var name : handle.createQuery(
                            "SELECT name FROM handle WHERE responder_id = :responder ORDER BY used_at, name")
                    .bind("responder", responder)
                    .mapTo(String.class)
                    .list()) {
                if (!but.contains(name) && released(handle, responder, name)) {
                    return inserted(handle, responder, conversation, organisation, name, now)
                            ? Optional.of(name)
                            : of(responder, conversation);
                }
            }
            return Optional.empty();
        });
    }

    private static boolean released(Handle handle, UUID responder, String name) {
        return handle.createUpdate("""
                        DELETE FROM handle
                         WHERE ctid IN (SELECT ctid FROM handle WHERE responder_id = :responder AND name = :name
                                           FOR UPDATE SKIP LOCKED)
                        """)
                        .bind("responder", responder)
                        .bind("name", name)
                        .execute()
                == 1;
    }

    private Optional<String> insert(UUID responder, UUID conversation, UUID organisation, Instant now) {
        return jdbi.withHandle(handle -> {
            handle.createUpdate("""
                            DELETE FROM handle
                             WHERE ctid IN (SELECT ctid FROM handle WHERE responder_id = :responder AND used_at <= :oldest
                                               FOR UPDATE SKIP LOCKED)
                            """)
                    .bind("responder", responder)
                    .bind("oldest", now.minus(KEPT))
                    .execute();
            var taken = new HashSet<>(handle.createQuery("SELECT name FROM handle WHERE responder_id = :responder")
                    .bind("responder", responder)
                    .mapTo(String.class)
                    .list());
            for (var name : names()) {
                if (!taken.contains(name)
                        && reserved(handle, responder, name)
                        && inserted(handle, responder, conversation, organisation, name, now)) {
                    return Optional.of(name);
                }
            }
            // In the same moment the talk got a name from somebody else, or all are given.
            return of(responder, conversation);
        });
    }

    /// False when another transaction is about to give that name.
    private static boolean reserved(Handle handle, UUID responder, String name) {
        return handle.createQuery("SELECT pg_try_advisory_xact_lock(hashtextextended('handle ' || :name, 0))")
                .bind("name", name + " " + responder)
                .mapTo(Boolean.class)
                .one();
    }

    private static boolean inserted(
            Handle handle, UUID responder, UUID conversation, UUID organisation, String name, Instant now) {
        return handle.createUpdate("""
                        INSERT INTO handle (responder_id, conversation_id, organisation_id, name, used_at)
                        VALUES (:responder, :conversation, :organisation, :name, :now)
                        ON CONFLICT DO NOTHING
                        """)
                        .bind("responder", responder)
                        .bind("conversation", conversation)
                        .bind("organisation", organisation)
                        .bind("name", name)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    private List<String> names() {
        var all = new ArrayList<String>();
        LETTERS.chars().forEach(letter -> DIGITS.chars().forEach(digit -> all.add("" + (char) letter + (char) digit)));
        Collections.shuffle(all, random);
        return all;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(StoredTable.named("handle")
                .keeps(
                        RetentionClass.RUN,
                        "under which short name a responder knows a talk",
                        "responder_id",
                        "conversation_id",
                        "organisation_id",
                        "name",
                        "used_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        return Map.of(
                RetentionClass.RUN,
                OldRows.delete(jdbi, "handle", "ctid", "used_at", now.minus(KEPT.multipliedBy(2)), atMost));
    }
}
