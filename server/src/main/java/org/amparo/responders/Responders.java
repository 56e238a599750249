package org.amparo.responders;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.numbers.Address;
import org.amparo.numbers.AddressKey;
import org.amparo.numbers.SealedAddress;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;

/// Knows the people who answer. Works inside the caller's transaction; safe for many threads.
@Singleton
public final class Responders {
    private static final String SELECT = """
        SELECT r.*,
               ARRAY(SELECT l.line_id || ' ' || CASE WHEN l.interprets THEN 'interpreter' WHEN l.partner THEN 'partner' WHEN l.director THEN 'director' ELSE l.role END FROM responder_line l WHERE l.responder_id = r.id) AS lines,
               ARRAY(SELECT l.locale || ' ' || l.grade FROM responder_language l WHERE l.responder_id = r.id)
                   AS languages,
               ARRAY(SELECT s.skill FROM responder_skill s WHERE s.responder_id = r.id) AS skills
          FROM responder r
         WHERE r.left_at IS NULL
        """;

    private final Jdbi jdbi;

    Responders(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// For a command, beside the running program.
    public static Responders of(Jdbi jdbi) {
        return new Responders(jdbi);
    }

    /// The responder or supervisor of a line whose verified number this is: creating one never looks at contacts,
    /// and on other lines the same number is a contact's (`rulings.md` 3). A number found by an earlier lookup key
    /// is keyed anew, so that the key can be retired.
    public Optional<Responder> recognise(UUID line, List<AddressKey> keys) {
        return keys.stream()
                .map(key -> jdbi.withHandle(handle -> handle.createQuery(SELECT + """
                       AND EXISTS (SELECT FROM responder_address a
                                    WHERE a.responder_id = r.id AND a.kind = :kind AND a.address_key = :key
                                      AND a.verified_at IS NOT NULL)
                       AND EXISTS (SELECT FROM responder_line l WHERE l.responder_id = r.id AND l.line_id = :line)
                    """)
                        .bind("kind", key.kind().column())
                        .bind("key", key.value())
                        .bind("line", line)
                        .reduceRows(Responders::add)
                        .findFirst()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(found -> {
                    rekey(found.id(), keys);
                    return found;
                });
    }

    private void rekey(UUID responder, List<AddressKey> keys) {
        var newest = keys.getFirst();
        keys.stream()
                .skip(1)
                .forEach(old -> jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE responder_address SET address_key = :newest, hash_generation = :generation
                         WHERE responder_id = :responder AND kind = :kind AND address_key = :old
                        """)
                        .bind("newest", newest.value())
                        .bind("generation", newest.generation())
                        .bind("responder", responder)
                        .bind("kind", old.kind().column())
                        .bind("old", old.value())
                        .execute()));
    }

    /// Those with a number of these keys, answered or not.
    public Set<UUID> whose(UUID organisation, List<AddressKey> keys) {
        var found = new HashSet<UUID>();
        keys.forEach(key -> jdbi.useHandle(handle -> found.addAll(handle.createQuery("""
                        SELECT responder_id FROM responder_address
                         WHERE organisation_id = :organisation AND kind = :kind AND address_key = :key
                        """)
                .bind("organisation", organisation)
                .bind("kind", key.kind().column())
                .bind("key", key.value())
                .mapTo(UUID.class)
                .list())));
        return found;
    }

    public Optional<Responder> find(UUID responder) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " AND r.id = :id")
                .bind("id", responder)
                .reduceRows(Responders::add)
                .findFirst());
    }

    /// What contacts called somebody, also after they left, while that is kept.
    public Optional<String> alias(UUID responder) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT alias FROM responder WHERE id = :id")
                .bind("id", responder)
                .mapTo(String.class)
                .findOne());
    }

    /// They do not work here any more.
    public boolean left(UUID responder) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT FROM responder WHERE id = :id AND left_at IS NOT NULL)")
                .bind("id", responder)
                .mapTo(Boolean.class)
                .one());
    }

    /// All people of a line, by alias.
    public List<Responder> of(UUID line) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + """
                   AND EXISTS (SELECT FROM responder_line l WHERE l.responder_id = r.id AND l.line_id = :line)
                 ORDER BY lower(r.alias)
                """)
                .bind("line", line)
                .reduceRows(Responders::add)
                .toList());
    }

    /// Somebody of a line speaks it.
    public boolean speaks(UUID line, String locale) {
        return of(line).stream().anyMatch(one -> one.speaks(locale).isPresent());
    }

    /// The supervisors of a line in the order in which they are alarmed.
    public List<Responder> supervisors(UUID line) {
        return of(line).stream().filter(one -> one.supervises(line)).toList();
    }

    /// The supervisor of any line who is known by that alias.
    public Optional<UUID> supervisor(String alias) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT r.id FROM responder r
                         WHERE lower(r.alias) = lower(:alias) AND r.left_at IS NULL
                           AND EXISTS (SELECT FROM responder_line l WHERE l.responder_id = r.id AND l.role = 'supervisor')
                         ORDER BY r.id LIMIT 1
                        """).bind("alias", alias).mapTo(UUID.class).findOne());
    }

    /// Where their texts go: the first verified address in the order of the staff file.
    public Optional<Reach> text(UUID responder) {
        return reach(responder, "");
    }

    /// Where they are called; empty when none of their numbers takes calls.
    public Optional<Reach> call(UUID responder) {
        return reach(responder, "AND kind = 'phone' AND calls");
    }

    /// Whoever goes off or away takes part in no practice any more.
    ///
    /// @param until when they are on again by themselves; empty: when they say so
    public void set(UUID responder, Availability availability, Optional<Instant> until) {
        jdbi.useHandle(handle -> handle.createUpdate("""
            UPDATE responder
               SET availability = :availability, available_until = :until, missed = 0,
                   practises_until = CASE WHEN :availability IN ('off', 'away') THEN NULL ELSE practises_until END
             WHERE id = :id
            """)
                .bind("availability", name(availability))
                .bind("until", until.orElse(null))
                .bind("id", responder)
                .execute());
    }

    /// They take part in practice.
    ///
    /// @param until until then; empty: no more
    public void practises(UUID responder, Optional<Instant> until) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE responder SET practises_until = :until WHERE id = :id")
                .bind("until", until.orElse(null))
                .bind("id", responder)
                .execute());
    }

    /// The practice phone of that line with one of these keys, once it answered its code: whoever writes from it
    /// is a contact whose talks are tests. The staff file names it, and nothing else makes one.
    public Optional<Responder> practicePhone(UUID line, List<AddressKey> keys) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + """
                       AND EXISTS (SELECT FROM responder_address a
                                    WHERE a.responder_id = r.id AND a.kind = :kind AND a.address_key IN (<keys>)
                                      AND a.verified_at IS NOT NULL)
                       AND EXISTS (SELECT FROM practice_phone p WHERE p.responder_id = r.id AND p.line_id = :line)
                    """)
                        .bind("kind", keys.getFirst().kind().column())
                        .bindList("keys", keys.stream().map(AddressKey::value).toList())
                        .bind("line", line)
                        .reduceRows(Responders::add)
                        .findFirst())
                .map(found -> {
                    rekey(found.id(), keys);
                    return found;
                });
    }

    /// The line has any, answered or not.
    public boolean practicePhones(UUID line) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT EXISTS (SELECT FROM practice_phone WHERE line_id = :line)")
                        .bind("line", line)
                        .mapTo(Boolean.class)
                        .one());
    }

    /// One more offer they did not answer.
    ///
    /// @return how many in a row
    public int missed(UUID responder) {
        return jdbi.withHandle(
                handle -> handle.createQuery("UPDATE responder SET missed = missed + 1 WHERE id = :id RETURNING missed")
                        .bind("id", responder)
                        .mapTo(Integer.class)
                        .one());
    }

    /// They answered: nothing is missed any more.
    public void answered(UUID responder) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE responder SET missed = 0 WHERE id = :id AND missed > 0")
                .bind("id", responder)
                .execute());
    }

    /// Those who must not be given this contact's talk.
    public Set<UUID> excluded(UUID contact) {
        return Set.copyOf(jdbi.withHandle(
                handle -> handle.createQuery("SELECT responder_id FROM responder_exclusion WHERE contact_id = :contact")
                        .bind("contact", contact)
                        .mapTo(UUID.class)
                        .list()));
    }

    /// Those for whom the staff file names one of these numbers as somebody they must not talk with. A number
    /// found by an earlier lookup key is keyed anew.
    public Set<UUID> conflicted(UUID organisation, List<AddressKey> keys) {
        var found = new HashSet<UUID>();
        var newest = keys.getFirst();
        keys.forEach(key -> jdbi.useHandle(handle -> found.addAll(handle.createQuery("""
                        UPDATE responder_conflict SET address_key = :newest, hash_generation = :generation
                         WHERE organisation_id = :organisation AND kind = :kind AND address_key = :key
                        RETURNING responder_id
                        """)
                .bind("newest", newest.value())
                .bind("generation", newest.generation())
                .bind("organisation", organisation)
                .bind("kind", key.kind().column())
                .bind("key", key.value())
                .mapTo(UUID.class)
                .list())));
        return found;
    }

    /// How many numbers the staff file names so are kept under another lookup key than that.
    public long conflictsNotOf(long generation) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT count(*) FROM responder_conflict WHERE hash_generation <> :generation")
                .bind("generation", generation)
                .mapTo(Long.class)
                .one());
    }

    /// Any number of theirs is known, answered or not.
    public boolean numbered(UUID responder) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT FROM responder_address WHERE responder_id = :responder)")
                .bind("responder", responder)
                .mapTo(Boolean.class)
                .one());
    }

    public void exclude(UUID responder, UUID contact, UUID organisation, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
            INSERT INTO responder_exclusion (responder_id, contact_id, organisation_id, created_at)
            VALUES (:responder, :contact, :organisation, :now)
            ON CONFLICT ON CONSTRAINT responder_exclusion_once DO NOTHING
            """)
                .bind("responder", responder)
                .bind("contact", contact)
                .bind("organisation", organisation)
                .bind("now", now)
                .execute());
    }

    /// They may be given this contact's talk again, as far as it was said of this contact.
    ///
    /// @return false when it was not said
    public boolean allow(UUID responder, UUID contact) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        DELETE FROM responder_exclusion WHERE responder_id = :responder AND contact_id = :contact
                        """)
                        .bind("responder", responder)
                        .bind("contact", contact)
                        .execute())
                > 0;
    }

    private Optional<Reach> reach(UUID responder, String condition) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                SELECT id, kind, sealed_address FROM responder_address
                 WHERE responder_id = :responder AND verified_at IS NOT NULL
                """ + condition + " ORDER BY position, created_at, id LIMIT 1")
                .bind("responder", responder)
                .map((row, _) -> new Reach(
                        responder,
                        new SealedAddress(
                                row.getObject("id", UUID.class),
                                Address.Kind.ofColumn(row.getString("kind")),
                                row.getBytes("sealed_address"))))
                .findOne());
    }

    static String name(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static void add(Map<UUID, Responder> all, RowView row) {
        var id = row.getColumn("id", UUID.class);
        var lines = new HashMap<UUID, Role>();
        pairs(row, "lines").forEach((line, role) -> lines.put(UUID.fromString(line), Role.valueOf(upper(role))));
        var languages = new HashMap<String, Grade>();
        pairs(row, "languages").forEach((locale, grade) -> languages.put(locale, Grade.valueOf(upper(grade))));
        var skills = new HashSet<Skill>();
        Arrays.stream(row.getColumn("skills", String[].class))
                .forEach(skill -> skills.add(Skill.valueOf(upper(skill))));
        all.put(
                id,
                new Responder(
                        id,
                        row.getColumn("organisation_id", UUID.class),
                        row.getColumn("alias", String.class),
                        Optional.ofNullable(row.getColumn("gender", String.class))
                                .map(gender -> Gender.valueOf(upper(gender))),
                        row.getColumn("alert_locale", String.class),
                        ZoneId.of(row.getColumn("zone", String.class)),
                        row.getColumn("capacity", Integer.class),
                        row.getColumn("newcomer", Boolean.class),
                        Availability.valueOf(upper(row.getColumn("availability", String.class))),
                        Optional.ofNullable(row.getColumn("available_until", Instant.class)),
                        row.getColumn("missed", Integer.class),
                        lines,
                        languages,
                        skills,
                        Set.of(row.getColumn("countries", String[].class)),
                        Stretches.of(
                                Optional.ofNullable(row.getColumn("writing_since", Instant.class)),
                                Optional.ofNullable(row.getColumn("wrote_at", Instant.class)))));
    }

    private static Map<String, String> pairs(RowView row, String column) {
        var found = new HashMap<String, String>();
        for (var pair : row.getColumn(column, String[].class)) {
            var both = pair.split(" ", 2);
            found.put(both[0], both[1]);
        }
        return found;
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
