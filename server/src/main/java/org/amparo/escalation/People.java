package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.amparo.contacts.Contacts;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.responders.Availability;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.amparo.rota.Cover;
import org.amparo.rota.Duty;
import org.amparo.rota.Rank;
import org.amparo.rota.Rota;
import org.amparo.rota.Schedules;
import org.jdbi.v3.core.Jdbi;

/// Sees the people of a line as a run needs them. Works inside the caller's transaction.
@Singleton
class People {
    /// After a talk about danger nobody is asked for so long (`domain.md` F.10).
    static final Duration REST = Duration.ofMinutes(10);

    /// Who talked with a contact not longer ago is asked first, with consent.
    private static final Duration BEFORE = Duration.ofDays(14);

    private static final Duration LOOKAHEAD = Duration.ofHours(24);

    static final String TIES = """
            SELECT k.id,
                   ARRAY(SELECT DISTINCT a.responder_id FROM responder_address a
                          WHERE a.organisation_id = k.organisation_id AND a.kind = k.kind
                            AND a.address_key = k.address_key) AS self,
                   ARRAY(SELECT DISTINCT p.person_id FROM conversation c
                           JOIN participant p ON p.conversation_id = c.id AND p.kind = 'responder'
                                             AND p.left_at > :since
                          WHERE c.contact_id = k.id AND c.consent = 'yes') AS before,
                   ARRAY(SELECT x.responder_id FROM responder_exclusion x
                          WHERE x.contact_id = k.id
                          UNION
                         SELECT n.responder_id FROM responder_conflict n
                          WHERE n.organisation_id = k.organisation_id AND n.kind = k.kind
                            AND n.hash_generation = k.hash_generation
                            AND n.address_key = k.address_key) AS excluded
              FROM contact k
             WHERE k.id = ANY (:contacts)
               AND NOT EXISTS (SELECT FROM responder_address a
                                WHERE a.organisation_id = k.organisation_id AND a.kind = k.kind
                                  AND a.hash_generation <> k.hash_generation)
            """;

    private final Jdbi jdbi;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Responders responders;
    private final Schedules schedules;
    private final Practising practising;
    private final Loads loads;

    People(
            Jdbi jdbi,
            Contacts contacts,
            Conversations conversations,
            Responders responders,
            Schedules schedules,
            Practising practising,
            Loads loads) {
        this.jdbi = jdbi;
        this.contacts = contacts;
        this.conversations = conversations;
        this.responders = responders;
        this.schedules = schedules;
        this.practising = practising;
        this.loads = loads;
    }

    /// What one run sees around it now, as it is about to ask somebody.
    Facts facts(RunRow row, Talk talk, Instant now) {
        return facts(row, talk, roster -> ties(talk, roster, now), now);
    }

    /// The same for a look at who is there: nobody is asked, so that the number stays closed.
    Facts around(RunRow row, Talk talk, Instant now) {
        return facts(row, talk, _ -> ties(talk, Set.of(), now), now);
    }

    private Facts facts(RunRow row, Talk talk, Function<Roster, Ties> ties, Instant now) {
        var roster = talk.test() ? practising(row.line(), now) : roster(row.line(), now);
        var facts = roster.facts(row, talk, ties.apply(roster));
        return talk.test() ? facts.inPractice() : facts;
    }

    /// What ties those people to one contact, by every key.
    Ties ties(Talk talk, Roster roster, Instant now) {
        return ties(talk, knowing(talk.contact(), roster), now);
    }

    private Ties ties(Talk talk, Set<UUID> knowing, Instant now) {
        var contact = talk.contact();
        return new Ties(ownNumber(contact), before(contact, now), excluded(contact), knowing);
    }

    /// Who knows the country of a contact's number. The number is opened only if somebody's staff entry names a
    /// country at all, and what it tells is kept nowhere.
    private Set<UUID> knowing(UUID contact, Roster roster) {
        var all = roster.members().stream().map(Roster.Member::person).toList();
        if (all.stream().allMatch(one -> one.countries().isEmpty())) {
            return Set.of();
        }
        return contacts.country(contact)
                .map(country -> all.stream()
                        .filter(one -> one.countries().contains(country))
                        .map(Responder::id)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /// Who takes part in practice on a line now.
    Roster practising(UUID line, Instant now) {
        var takePart = practising.free(line, now);
        return roster(
                line,
                one -> takePart.contains(one.id()) && !one.interprets(line) && !one.partner(line) && !one.directs(line),
                now);
    }

    /// What all runs of a line see of its people now.
    Roster roster(UUID line, Instant now) {
        return roster(line, one -> one.answers(line) || one.partner(line), now);
    }

    private Roster roster(UUID line, Predicate<Responder> who, Instant now) {
        var rotas = schedules.of(line, now);
        var duties = new Duties(rotas, now);
        var held = loads.of(line, now);
        var resting = resting(line, now);
        var reachable = reachable(line);
        var members = responders.of(line).stream()
                .filter(who)
                .map(one -> new Roster.Member(
                        one,
                        duties.rank(one.id(), Cover.OPEN),
                        duties.rank(one.id(), Cover.ON_CALL),
                        duties.schedules(one.id()),
                        held.getOrDefault(one.id(), Load.NONE),
                        resting.contains(one.id()) || one.pauseDue(now),
                        reachable.contains(one.id()),
                        one.partner(line)))
                .toList();
        return new Roster(now, members, duties.covered(), changesAt(rotas, now));
    }

    /// What ties people to each of many contacts, read at once. Left out is who can only be compared one by one:
    /// while lookup keys change, a number may be known by another key than a responder's. A conflict of the staff
    /// file under an older key, which may stay so for ever, is not seen here: whoever is asked after this look is
    /// looked at with [#facts], which knows every key.
    Map<UUID, Ties> ties(Collection<UUID> contacts, Instant now) {
        var all = new HashMap<UUID, Ties>();
        jdbi.useHandle(handle -> handle.createQuery(TIES)
                .bindArray("contacts", UUID.class, contacts.toArray())
                .bind("since", now.minus(BEFORE))
                .map((row, _) -> all.put(
                        row.getObject("id", UUID.class),
                        new Ties(ids(row, "self"), ids(row, "before"), ids(row, "excluded"))))
                .list());
        return all;
    }

    private static Set<UUID> ids(ResultSet row, String column) throws SQLException {
        return Set.of((UUID[]) row.getArray(column).getArray());
    }

    /// When a responder's time on duty ends, in whichever schedule they are in now.
    Optional<Instant> offAt(UUID line, UUID responder, Instant now) {
        return schedules.of(line, now).stream()
                .flatMap(rota -> rota.shifts(now, now.plus(LOOKAHEAD)).stream())
                .filter(shift ->
                        shift.person().equals(responder) && !shift.from().isAfter(now))
                .map(org.amparo.rota.Shift::until)
                .max(Instant::compareTo);
    }

    /// On duty or on call, and not off or away.
    boolean on(UUID line, UUID responder, Instant now) {
        return new Duties(schedules.of(line, now), now).on(responder)
                && responders
                        .find(responder)
                        .map(one -> one.available(now))
                        .filter(one -> one == Availability.ON || one == Availability.BREAK)
                        .isPresent();
    }

    /// A language in which nobody else on duty can take a talk alone.
    Optional<String> lastFor(UUID line, Responder responder, Instant now) {
        var duties = new Duties(schedules.of(line, now), now);
        if (!duties.on(responder.id())) {
            return Optional.empty();
        }
        var others = responders.of(line).stream()
                .filter(one -> !one.id().equals(responder.id()) && one.answers(line))
                .filter(one -> duties.on(one.id()) && one.available(now) == Availability.ON)
                .toList();
        return responder.languages().entrySet().stream()
                .filter(language -> language.getValue().alone())
                .map(Map.Entry::getKey)
                .sorted()
                .filter(locale -> others.stream()
                        .noneMatch(one -> one.speaks(locale)
                                .filter(org.amparo.responders.Grade::alone)
                                .isPresent()))
                .findFirst();
    }

    /// Everybody of the line as somebody who could interpret in a talk.
    ///
    /// @param wish whom the contact waits for: a man is not asked where they chose a woman
    List<InterpreterSearch.Person> interpreters(Talk talk, String locale, Optional<Wish> wish, Instant now) {
        var rotas = schedules.of(talk.line(), now);
        var duties = new Duties(rotas, now);
        var planned = rotas.stream()
                .flatMap(rota -> rota.schedule().rotations().stream())
                .flatMap(rotation -> rotation.people().stream())
                .collect(Collectors.toSet());
        var held = loads.of(talk.line(), now);
        var reachable = reachable(talk.line());
        var takePart = talk.test() ? practising.free(talk.line(), now) : Set.<UUID>of();
        var barred = new HashSet<>(barred(talk.contact()));
        barred.addAll(conversations.present(talk.id()));
        barred.addAll(heldBefore(talk.id()));
        return responders.of(talk.line()).stream()
                .filter(one -> one.answers(talk.line()) || one.interprets(talk.line()))
                .filter(one -> !talk.test() || takePart.contains(one.id()))
                .map(one -> new InterpreterSearch.Person(
                        one.id(),
                        one.alias(),
                        one.speaks(locale),
                        one.interprets(talk.line()),
                        planned.contains(one.id()),
                        duties.on(one.id()),
                        one.available(now),
                        barred.contains(one.id())
                                || wish.filter(what -> Matching.refuses(what, one.gender()))
                                        .isPresent(),
                        reachable.contains(one.id()),
                        held.getOrDefault(one.id(), Load.NONE).held()))
                .toList();
    }

    /// Whoever held a talk and gave it on, or lost it, is not asked back to interpret in it.
    private Set<UUID> heldBefore(UUID conversation) {
        return Set.copyOf(jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT DISTINCT person_id FROM participant
                         WHERE conversation_id = :id AND kind = 'responder' AND left_at IS NOT NULL
                        """)
                .bind("id", conversation)
                .mapTo(UUID.class)
                .list()));
    }

    /// What somebody has in hand.
    Load load(UUID line, UUID responder, Instant now) {
        return loads.of(line, now).getOrDefault(responder, Load.NONE);
    }

    private Set<UUID> resting(UUID line, Instant now) {
        return ids("""
                SELECT p.person_id FROM participant p
                  JOIN conversation c ON c.id = p.conversation_id AND c.danger_at IS NOT NULL AND NOT c.test
                 WHERE c.line_id = :id AND p.kind = 'responder' AND p.left_at > :at
                """, line, now.minus(REST));
    }

    private Set<UUID> reachable(UUID line) {
        return ids("""
                SELECT a.responder_id FROM responder_address a
                  JOIN responder_line l ON l.responder_id = a.responder_id AND l.line_id = :id
                 WHERE a.verified_at <= :at
                """, line, Instant.parse("9999-01-01T00:00:00Z"));
    }

    /// Those who are this contact, or must not be given their talk.
    Set<UUID> barred(UUID contact) {
        var barred = new HashSet<>(excluded(contact));
        barred.addAll(ownNumber(contact));
        return barred;
    }

    /// Those who must not be given this contact's talk: somebody said so, or the staff file names the number.
    Set<UUID> excluded(UUID contact) {
        var excluded = new HashSet<>(responders.excluded(contact));
        contacts.find(contact)
                .ifPresent(known ->
                        excluded.addAll(responders.conflicted(known.organisationId(), contacts.keys(contact))));
        return excluded;
    }

    /// Who held a talk of this contact last, open or closed, while that is kept.
    Optional<UUID> lastHolder(UUID contact, UUID line) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT p.person_id FROM participant p JOIN conversation c ON c.id = p.conversation_id
                         WHERE c.contact_id = :contact AND c.line_id = :line AND p.kind = 'responder'
                         ORDER BY p.left_at DESC NULLS FIRST, p.id DESC LIMIT 1
                        """)
                .bind("contact", contact)
                .bind("line", line)
                .mapTo(UUID.class)
                .findOne());
    }

    /// Responders who are this contact.
    private Set<UUID> ownNumber(UUID contact) {
        return contacts.find(contact)
                .map(known -> responders.whose(known.organisationId(), contacts.keys(contact)))
                .orElse(Set.of());
    }

    private Set<UUID> before(UUID contact, Instant now) {
        return ids("""
                SELECT p.person_id FROM participant p
                  JOIN conversation c ON c.id = p.conversation_id AND c.consent = 'yes'
                 WHERE c.contact_id = :id AND p.kind = 'responder' AND p.left_at > :at
                """, contact, now.minus(BEFORE));
    }

    private Set<UUID> ids(String sql, UUID id, Instant at) {
        return Set.copyOf(jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("id", id)
                .bind("at", at)
                .mapTo(UUID.class)
                .set()));
    }

    private static Optional<Instant> changesAt(List<Rota> rotas, Instant now) {
        var moments = new TreeSet<Instant>();
        var end = now.plus(LOOKAHEAD);
        rotas.forEach(rota -> rota.shifts(now, end).forEach(shift -> {
            moments.add(shift.from());
            moments.add(shift.until());
        }));
        moments.add(end);
        return Optional.ofNullable(moments.higher(now));
    }

    /// Who is on duty in which schedules at one moment.
    private static final class Duties {
        private final Map<Rota, Set<Duty>> now = new HashMap<>();

        Duties(List<Rota> rotas, Instant at) {
            rotas.forEach(rota -> now.put(rota, rota.onDuty(at)));
        }

        boolean covered() {
            return now.entrySet().stream()
                    .anyMatch(one -> one.getKey().schedule().cover() == Cover.OPEN
                            && !one.getValue().isEmpty());
        }

        boolean on(UUID person) {
            return now.values().stream()
                    .flatMap(Set::stream)
                    .anyMatch(duty -> duty.person().equals(person));
        }

        Optional<Rank> rank(UUID person, Cover cover) {
            return now.entrySet().stream()
                    .filter(one -> one.getKey().schedule().cover() == cover)
                    .flatMap(one -> one.getValue().stream())
                    .filter(duty -> duty.person().equals(person))
                    .map(Duty::rank)
                    .min(Rank::compareTo);
        }

        Set<String> schedules(UUID person) {
            var names = new HashSet<String>();
            now.forEach((rota, duties) -> {
                if (duties.stream().anyMatch(duty -> duty.person().equals(person))) {
                    names.add(rota.schedule().name());
                }
            });
            return names;
        }
    }
}
