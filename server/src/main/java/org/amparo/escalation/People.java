package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.amparo.contacts.Contacts;
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
    private static final Duration REST = Duration.ofMinutes(10);

    /// Who talked with a contact not longer ago is asked first, with consent.
    private static final Duration BEFORE = Duration.ofDays(14);

    private static final Duration LOOKAHEAD = Duration.ofHours(24);

    private final Jdbi jdbi;
    private final Contacts contacts;
    private final Responders responders;
    private final Schedules schedules;

    People(Jdbi jdbi, Contacts contacts, Responders responders, Schedules schedules) {
        this.jdbi = jdbi;
        this.contacts = contacts;
        this.responders = responders;
        this.schedules = schedules;
    }

    Facts facts(RunRow row, Talk talk, Instant now) {
        var rotas = schedules.of(row.line(), now);
        var duties = new Duties(rotas, now);
        var loads = loads(row.line());
        var resting = resting(row.line(), now);
        var reachable = reachable(row.line());
        var own = ownNumber(talk.contact());
        var before = before(talk.contact(), now);
        var excluded = new HashSet<>(responders.excluded(talk.contact()));
        excluded.addAll(row.passedOver());
        row.heldBy().ifPresent(excluded::add);
        var people = responders.of(row.line()).stream()
                .filter(one -> one.answers(row.line()))
                .map(one -> {
                    var load = loads.getOrDefault(one.id(), Load.NONE);
                    boolean danger = load.danger() || row.run().wish().danger();
                    return new Candidate(
                            one.id(),
                            one.alias(),
                            one.speaks(talk.locale()),
                            one.skills(),
                            one.gender(),
                            duties.rank(one.id(), Cover.OPEN),
                            duties.rank(one.id(), Cover.ON_CALL),
                            duties.schedules(one.id()),
                            one.available(now),
                            load.held(),
                            load.held() >= one.limit(danger),
                            resting.contains(one.id()),
                            excluded.contains(one.id()),
                            own.contains(one.id()),
                            before.contains(one.id()),
                            reachable.contains(one.id()));
                })
                .toList();
        return new Facts(people, duties.covered(), changesAt(rotas, now));
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

    /// How many talks somebody holds; left messages take no place.
    Load load(UUID line, UUID responder) {
        return loads(line).getOrDefault(responder, Load.NONE);
    }

    /// @param danger one of them is about danger
    record Load(int held, boolean danger) {
        static final Load NONE = new Load(0, false);
    }

    private Map<UUID, Load> loads(UUID line) {
        var loads = new HashMap<UUID, Load>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT p.person_id, count(*) AS held, bool_or(c.danger_at IS NOT NULL) AS danger
                          FROM participant p
                          JOIN conversation c ON c.id = p.conversation_id AND c.status = 'held' AND c.left_at IS NULL
                          JOIN responder_line l ON l.responder_id = p.person_id AND l.line_id = :line
                         WHERE p.kind = 'responder' AND p.left_at IS NULL
                         GROUP BY p.person_id
                        """)
                .bind("line", line)
                .map((row, _) -> loads.put(
                        row.getObject("person_id", UUID.class), new Load(row.getInt("held"), row.getBoolean("danger"))))
                .list());
        return loads;
    }

    private Set<UUID> resting(UUID line, Instant now) {
        return ids("""
                SELECT p.person_id FROM participant p
                  JOIN conversation c ON c.id = p.conversation_id AND c.danger_at IS NOT NULL
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
        var barred = new HashSet<>(responders.excluded(contact));
        barred.addAll(ownNumber(contact));
        return barred;
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
