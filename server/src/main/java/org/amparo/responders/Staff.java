package org.amparo.responders;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.numbers.Address;
import org.amparo.numbers.AddressKey;
import org.amparo.numbers.Addresses;
import org.amparo.numbers.SealedAddress;
import org.amparo.platform.Ids;
import org.amparo.platform.StartRefused;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Creates and changes responders, supervisors and practice phones as a [StaffFile] says, in one transaction, and
/// makes their numbers active once a code came back from them.
@Singleton
public final class Staff {
    /// A code is worth so long.
    static final Duration CODE_FOR = Duration.ofHours(24);

    private static final int TRIES = 5;

    private final Jdbi jdbi;
    private final Addresses addresses;
    private final Keyring keyring;
    private final Lines lines;
    private final SecureRandom random = new SecureRandom();

    Staff(Jdbi jdbi, Addresses addresses, Keyring keyring, Lines lines) {
        this.jdbi = jdbi;
        this.addresses = addresses;
        this.keyring = keyring;
        this.lines = lines;
    }

    /// For a command, beside the running program.
    public static Staff of(Jdbi jdbi, Addresses addresses, Keyring keyring, Lines lines) {
        return new Staff(jdbi, addresses, keyring, lines);
    }

    /// What was done with one person.
    ///
    /// @param unverified numbers that wait for their code
    public record Done(UUID responder, String alias, boolean created, boolean left, int unverified) {}

    /// Applies a file; who is not named in it stays as they are.
    ///
    /// @param verified numbers count as answered at once: fictional people of a demonstration alone
    /// @throws StartRefused when a line is unknown, a number belongs to somebody else, or it is not clear who is
    ///     meant
    public List<Done> apply(StaffFile file, boolean verified, Instant now) {
        return jdbi.inTransaction(handle -> file.people().stream()
                .map(entry -> apply(handle, entry, verified, now))
                .toList());
    }

    /// Numbers that wait for a code and were never sent one.
    ///
    /// @return address ids
    public List<UUID> waitingForCode() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                SELECT a.id FROM responder_address a JOIN responder r ON r.id = a.responder_id
                 WHERE a.verified_at IS NULL AND r.left_at IS NULL AND a.code_sent_at IS NULL
                 ORDER BY a.created_at, a.id
                """).mapTo(UUID.class).list());
    }

    /// A code to be sent, and where to.
    ///
    /// @param line one of theirs
    public record Code(Reach reach, UUID line, UUID organisation, String alertLocale, String code) {
        @Override
        public String toString() {
            return "Code[" + reach.responder() + "]";
        }
    }

    /// Makes the code of a number that waits for one; it is kept sealed, and worth 24 hours. Empty when another
    /// node was quicker.
    public Optional<Code> newCode(UUID address, Instant now) {
        var code = "%06d".formatted(random.nextInt(1_000_000));
        return jdbi.withHandle(handle -> handle.createQuery("""
                UPDATE responder_address a
                   SET sealed_code = :code, code_sent_at = :now, code_tries = 0
                  FROM responder r
                 WHERE a.id = :id AND r.id = a.responder_id AND a.verified_at IS NULL AND a.code_sent_at IS NULL
                RETURNING a.kind, a.sealed_address, a.responder_id, a.organisation_id, r.alert_locale,
                          (SELECT line_id FROM responder_line l WHERE l.responder_id = r.id
                            UNION SELECT line_id FROM practice_phone p WHERE p.responder_id = r.id
                            ORDER BY line_id LIMIT 1) AS line_id
                """)
                .bind("code", keyring.seal(address, "code:" + address, code.getBytes(StandardCharsets.UTF_8), now))
                .bind("now", now)
                .bind("id", address)
                .map((row, _) -> new Code(
                        new Reach(
                                row.getObject("responder_id", UUID.class),
                                new SealedAddress(
                                        address,
                                        Address.Kind.ofColumn(row.getString("kind")),
                                        row.getBytes("sealed_address"))),
                        row.getObject("line_id", UUID.class),
                        row.getObject("organisation_id", UUID.class),
                        row.getString("alert_locale"),
                        code))
                .findOne());
    }

    /// What a text of six digits from a number that waits for its code means.
    public enum Answer {
        /// No code is waited for from this number.
        NOT_ASKED,
        WRONG,
        RIGHT
    }

    /// Reads a text from a number that may wait for its code.
    ///
    /// @param text digits in any script were made plain before
    public Answer answer(UUID line, List<AddressKey> keys, String text, Instant now) {
        return keys.stream()
                .map(key -> jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT a.id, a.sealed_code, a.responder_id FROM responder_address a
                         WHERE a.kind = :kind AND a.address_key = :key AND a.verified_at IS NULL
                           AND (EXISTS (SELECT FROM responder_line l
                                         WHERE l.responder_id = a.responder_id AND l.line_id = :line)
                             OR EXISTS (SELECT FROM practice_phone p
                                         WHERE p.responder_id = a.responder_id AND p.line_id = :line))
                           AND a.sealed_code IS NOT NULL AND a.code_tries < :tries
                           AND a.code_sent_at > :oldest
                           FOR UPDATE OF a
                        """)
                        .bind("line", line)
                        .bind("kind", key.kind().column())
                        .bind("key", key.value())
                        .bind("tries", TRIES)
                        .bind("oldest", now.minus(CODE_FOR))
                        .map((row, _) ->
                                check(row.getObject("id", UUID.class), row.getBytes("sealed_code"), text.strip(), now))
                        .findOne()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Answer.NOT_ASKED);
    }

    private Answer check(UUID address, byte[] sealed, String text, Instant now) {
        if (!text.matches("[0-9]{6}")) {
            return Answer.NOT_ASKED;
        }
        var code = new String(keyring.open(address, "code:" + address, sealed), StandardCharsets.UTF_8);
        boolean right = java.security.MessageDigest.isEqual(
                code.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
        jdbi.useHandle(handle -> handle.createUpdate(
                        right
                                ? "UPDATE responder_address SET verified_at = :now, sealed_code = NULL WHERE id = :id"
                                : "UPDATE responder_address SET code_tries = code_tries + 1 WHERE id = :id")
                .bind("now", now)
                .bind("id", address)
                .execute());
        return right ? Answer.RIGHT : Answer.WRONG;
    }

    private Done apply(Handle handle, StaffFile.Entry entry, boolean verified, Instant now) {
        var served = entry.lines().keySet().stream().map(this::line).toList();
        var practised = entry.practises().stream().map(this::line).toList();
        var known = Namesakes.known(
                handle,
                entry,
                Stream.concat(served.stream(), practised.stream()).toList());
        if (entry.left()) {
            known.ifPresent(id -> leave(handle, id, now));
            return new Done(known.orElse(new UUID(0, 0)), entry.alias(), false, true, 0);
        }
        var first = served.isEmpty() ? practised.getFirst() : served.getFirst();
        var organisation = first.organisationId();
        var id = known.orElseGet(() -> Ids.next(now));
        handle.createUpdate("""
                INSERT INTO responder (id, organisation_id, alias, gender, alert_locale, zone, capacity, newcomer,
                                       countries, created_at)
                VALUES (:id, :organisation, :alias, :gender, :alerts, :zone, :capacity, :newcomer, :countries, :now)
                ON CONFLICT (id) DO UPDATE
                   SET alias = EXCLUDED.alias, gender = EXCLUDED.gender, alert_locale = EXCLUDED.alert_locale,
                       zone = EXCLUDED.zone, capacity = EXCLUDED.capacity, newcomer = EXCLUDED.newcomer,
                       countries = EXCLUDED.countries
                """)
                .bind("id", id)
                .bind("organisation", organisation)
                .bind("alias", entry.alias())
                .bind("gender", entry.gender().map(Responders::name).orElse(null))
                .bind("alerts", entry.alertLocale())
                .bind("zone", entry.zone().orElse(first.zone()).getId())
                .bind("capacity", entry.capacity())
                .bind("newcomer", entry.newcomer())
                .bindArray("countries", String.class, entry.countries().toArray())
                .bind("now", now)
                .execute();
        for (var table : List.of("responder_line", "practice_phone", "responder_language", "responder_skill")) {
            handle.createUpdate("DELETE FROM " + table + " WHERE responder_id = :id")
                    .bind("id", id)
                    .execute();
        }
        served.forEach(line -> handle.createUpdate("""
                INSERT INTO responder_line (responder_id, line_id, organisation_id, role, interprets, partner, director)
                VALUES (:id, :line, :organisation, :role, :interprets, :partner, :director)
                """)
                .bind("id", id)
                .bind("line", line.id())
                .bind("organisation", organisation)
                .bind("role", Responders.name(role(entry, line) == Role.SUPERVISOR ? Role.SUPERVISOR : Role.RESPONDER))
                .bind("interprets", role(entry, line) == Role.INTERPRETER)
                .bind("partner", role(entry, line) == Role.PARTNER)
                .bind("director", role(entry, line) == Role.DIRECTOR)
                .execute());
        practised.forEach(line -> handle.createUpdate("""
                INSERT INTO practice_phone (responder_id, line_id, organisation_id) VALUES (:id, :line, :organisation)
                """)
                .bind("id", id)
                .bind("line", line.id())
                .bind("organisation", organisation)
                .execute());
        entry.languages()
                .forEach((locale, grade) -> handle.createUpdate("""
                INSERT INTO responder_language (responder_id, locale, organisation_id, grade)
                VALUES (:id, :locale, :organisation, :grade)
                """)
                        .bind("id", id)
                        .bind("locale", locale)
                        .bind("organisation", organisation)
                        .bind("grade", Responders.name(grade))
                        .execute());
        entry.skills()
                .forEach(skill -> handle.createUpdate("""
                INSERT INTO responder_skill (responder_id, skill, organisation_id) VALUES (:id, :skill, :organisation)
                """)
                        .bind("id", id)
                        .bind("skill", Responders.name(skill))
                        .bind("organisation", organisation)
                        .execute());
        conflicts(handle, id, organisation, entry, now);
        var kept = new ArrayList<UUID>();
        for (var number : entry.numbers()) {
            kept.add(number(handle, id, organisation, entry, number, verified, now));
        }
        place(handle, id, kept);
        int unverified = handle.createQuery(
                        "SELECT count(*) FROM responder_address WHERE responder_id = :id AND verified_at IS NULL")
                .bind("id", id)
                .mapTo(Integer.class)
                .one();
        return new Done(id, entry.alias(), known.isEmpty(), false, unverified);
    }

    /// In the place of those the file named before.
    private void conflicts(Handle handle, UUID responder, UUID organisation, StaffFile.Entry entry, Instant now) {
        handle.createUpdate("DELETE FROM responder_conflict WHERE responder_id = :id")
                .bind("id", responder)
                .execute();
        entry.conflicts().stream()
                .map(address -> addresses.key(organisation, address))
                .forEach(key -> handle.createUpdate("""
                        INSERT INTO responder_conflict (responder_id, organisation_id, kind, address_key, hash_generation,
                               created_at)
                        VALUES (:id, :organisation, :kind, :key, :generation, :now)
                        """)
                        .bind("id", responder)
                        .bind("organisation", organisation)
                        .bind("kind", key.kind().column())
                        .bind("key", key.value())
                        .bind("generation", key.generation())
                        .bind("now", now)
                        .execute());
    }

    private static Role role(StaffFile.Entry entry, Line line) {
        return entry.lines().getOrDefault(line.name(), Role.RESPONDER);
    }

    private Line line(String name) {
        return lines.named(name)
                .orElseThrow(() -> new StartRefused("the staff file names the line '" + name
                        + "', which is not served: there is "
                        + String.join(", ", lines.all().stream().map(Line::name).toList())));
    }

    /// The first number of the file is the first to be used; what the file names no more is theirs no more.
    private void place(Handle handle, UUID responder, List<UUID> kept) {
        handle.createQuery("""
                DELETE FROM responder_address WHERE responder_id = :responder AND id <> ALL (:kept) RETURNING id
                """)
                .bind("responder", responder)
                .bindArray("kept", UUID.class, kept.toArray())
                .mapTo(UUID.class)
                .forEach(keyring::destroy);
        for (int i = 0; i < kept.size(); i++) {
            handle.createUpdate("UPDATE responder_address SET position = :position WHERE id = :id")
                    .bind("position", i)
                    .bind("id", kept.get(i))
                    .execute();
        }
    }

    /// @return its row, new or known
    private UUID number(
            Handle handle,
            UUID responder,
            UUID organisation,
            StaffFile.Entry entry,
            Address number,
            boolean verified,
            Instant now) {
        for (var key : addresses.all(organisation, number)) {
            var owner = handle.createQuery("""
                    SELECT id, responder_id FROM responder_address
                     WHERE organisation_id = :organisation AND kind = :kind AND address_key = :key
                    """)
                    .bind("organisation", organisation)
                    .bind("kind", key.kind().column())
                    .bind("key", key.value())
                    .map((row, _) ->
                            new Owner(row.getObject("id", UUID.class), row.getObject("responder_id", UUID.class)))
                    .findOne();
            if (owner.isPresent() && !owner.get().responder().equals(responder)) {
                throw new StartRefused("the number of " + entry.alias()
                        + " is somebody else's already: mark that person as `left: true` first");
            }
            if (owner.isPresent()) {
                known(handle, owner.get().address(), addresses.key(organisation, number), entry.calls(), now);
                return owner.get().address();
            }
        }
        var id = Ids.next(now);
        var key = addresses.key(organisation, number);
        handle.createUpdate("""
                INSERT INTO responder_address (id, responder_id, organisation_id, kind, address_key, hash_generation,
                                               sealed_address, calls, verified_at, created_at)
                VALUES (:id, :responder, :organisation, :kind, :key, :generation, :sealed, :calls, :verified, :now)
                """)
                .bind("id", id)
                .bind("responder", responder)
                .bind("organisation", organisation)
                .bind("kind", key.kind().column())
                .bind("key", key.value())
                .bind("generation", key.generation())
                .bind("sealed", addresses.seal(id, number, now))
                .bind("calls", entry.calls())
                .bind("verified", verified ? now : null)
                .bind("now", now)
                .execute();
        return id;
    }

    private record Owner(UUID address, UUID responder) {}

    /// A number they had already: it is keyed anew, and gets a new code when the old one can be answered no more.
    private static void known(Handle handle, UUID address, AddressKey newest, boolean calls, Instant now) {
        handle.createUpdate("""
                UPDATE responder_address SET calls = :calls, address_key = :key, hash_generation = :generation
                 WHERE id = :id
                """)
                .bind("calls", calls)
                .bind("key", newest.value())
                .bind("generation", newest.generation())
                .bind("id", address)
                .execute();
        handle.createUpdate("""
                UPDATE responder_address SET sealed_code = NULL, code_sent_at = NULL, code_tries = 0
                 WHERE id = :id AND verified_at IS NULL AND (code_sent_at <= :oldest OR code_tries >= :tries)
                """)
                .bind("id", address)
                .bind("oldest", now.minus(CODE_FOR))
                .bind("tries", TRIES)
                .execute();
    }

    /// Access ends the day a person leaves (`domain.md` F.10): their numbers go at once, the alias after its time.
    private void leave(Handle handle, UUID responder, Instant now) {
        handle.createQuery("DELETE FROM responder_address WHERE responder_id = :id RETURNING id")
                .bind("id", responder)
                .mapTo(UUID.class)
                .forEach(keyring::destroy);
        handle.createUpdate("UPDATE responder SET left_at = :now, availability = 'off' WHERE id = :id")
                .bind("now", now)
                .bind("id", responder)
                .execute();
    }
}
