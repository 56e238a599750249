package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.AlarmFacts;
import org.amparo.alarms.Alarms;
import org.amparo.conversations.Talk;
import org.amparo.responders.Handles;
import org.amparo.responders.Responders;
import org.jdbi.v3.core.Jdbi;

/// Tells the supervisors about runs, and takes it back when it is over; of practice they hear nothing. Works inside
/// the caller's transaction.
@Singleton
class Trouble {
    private static final Duration TOO_LONG = Duration.ofMinutes(10);

    private final Jdbi jdbi;
    private final Alarms alarms;
    private final Responders responders;
    private final Handles handles;
    private final DutyTexts texts;
    private final DirectorsTold directors;

    Trouble(
            Jdbi jdbi,
            Alarms alarms,
            Responders responders,
            Handles handles,
            DutyTexts texts,
            DirectorsTold directors) {
        this.jdbi = jdbi;
        this.alarms = alarms;
        this.responders = responders;
        this.handles = handles;
        this.texts = texts;
        this.directors = directors;
    }

    void of(RunRow row, Talk talk, Alarming what, Instant now) {
        if (talk.test()) {
            return;
        }
        switch (what) {
            case URGENT -> raise(Alarm.Kind.DANGER_UNANSWERED, talk, waiting(row, talk, now), now);
            case INCIDENT -> {
                if (!stands(Alarm.Kind.INCIDENT, talk)) {
                    directors.incident(talk, row.waitingSince(), now);
                }
                raise(Alarm.Kind.INCIDENT, talk, waiting(row, talk, now), now);
            }
            case WAITING -> {
                var all = waitingTooLong(row, talk, now);
                alarms.raise(
                        Alarm.Kind.WAITING_TOO_LONG,
                        talk.organisation(),
                        Optional.of(talk.line()),
                        Optional.of(Alarm.subject(talk.line(), talk.locale())),
                        AlarmFacts.waiting(talk.locale(), all.since().orElse(row.waitingSince()))
                                .count(Math.max(1, all.count())),
                        now);
            }
        }
    }

    /// It rings for somebody it did not ring for before: nobody who acts knows of them.
    void oneMore(Talk talk, Alarming what, Instant now) {
        if (what == Alarming.WAITING && !talk.test()) {
            alarms.oneMore(Alarm.Kind.WAITING_TOO_LONG, Optional.of(Alarm.subject(talk.line(), talk.locale())), now);
        }
    }

    /// The languages of lines, as alarms name them, for which it is known that somebody waits too long.
    Set<UUID> knownToWait(UUID organisation) {
        return alarms.standing(organisation).stream()
                .filter(alarm -> alarm.kind() == Alarm.Kind.WAITING_TOO_LONG)
                .flatMap(alarm -> alarm.subject().stream())
                .collect(Collectors.toSet());
    }

    /// Nobody on duty speaks the language somebody waits in.
    void unspoken(Talk talk, Instant now) {
        if (talk.test()) {
            return;
        }
        alarms.raise(
                Alarm.Kind.NOBODY_ON_DUTY,
                talk.organisation(),
                Optional.of(talk.line()),
                Optional.of(Alarm.subject(talk.line(), talk.locale())),
                AlarmFacts.NONE.locale(talk.locale()),
                now);
    }

    /// Something about one talk, said with the handle supervisors know it by. Of practice its holder alone hears
    /// that there would be an alarm.
    void of(Alarm.Kind kind, Talk talk, Optional<UUID> responder, Optional<Instant> since, Instant now) {
        if (talk.test()) {
            talk.holder().ifPresent(holder -> practised(talk, holder, now));
            return;
        }
        var past = kind == Alarm.Kind.OTHER_PERSON_WANTED ? responder : Optional.<UUID>empty();
        var facts = AlarmFacts.of(handle(talk, past, now)).locale(talk.locale());
        facts = responder.isPresent() ? facts.responder(responder.get()) : facts;
        facts = since.isPresent() ? facts.since(since.get()) : facts;
        raise(kind, talk, facts, now);
    }

    /// Nobody can be asked to interpret in a talk about danger, whose holder does not understand it; said in the
    /// language that is looked for.
    void uninterpreted(Talk talk, String locale, Instant now) {
        if (talk.test()) {
            talk.holder().ifPresent(holder -> practised(talk, holder, now));
            return;
        }
        var facts = AlarmFacts.of(handle(talk, now)).locale(locale);
        raise(Alarm.Kind.NOBODY_INTERPRETS, talk, facts, now);
    }

    private void practised(Talk talk, UUID holder, Instant now) {
        var handle = handles.give(holder, talk.id(), talk.organisation(), now);
        texts.text(talk.line(), holder, "duty.practice-alarm", Map.of("handle", handle), "responder:" + holder, now);
    }

    /// The contact erased everything during danger; the run alone is known from now on.
    void erased(UUID run, Talk talk, Instant now) {
        alarms.raise(
                Alarm.Kind.ERASED_IN_DANGER,
                talk.organisation(),
                Optional.of(talk.line()),
                Optional.of(run),
                AlarmFacts.of(handle(talk, now)),
                now);
    }

    void away(UUID organisation, UUID line, UUID responder, Instant until, Instant now) {
        alarms.raise(
                Alarm.Kind.RESPONDER_AWAY,
                organisation,
                Optional.of(line),
                Optional.of(responder),
                AlarmFacts.NONE.responder(responder).until(until),
                now);
    }

    /// Somebody took the talk, or it is over.
    void over(Talk talk, Instant now) {
        if (talk.test()) {
            return;
        }
        OneRing.GRAVEST_LAST.forEach(kind -> over(kind, talk.id(), now));
        over(Alarm.Kind.UNSAFE_WHILE_WAITING, talk.id(), now);
        for (var alarm : alarms.standing(talk.organisation())) {
            if (ofALanguage(alarm, talk.line()) && !anybodyWaits(talk, alarm)) {
                alarms.clear(alarm.kind(), alarm.subject(), now);
            }
        }
    }

    void over(Alarm.Kind kind, UUID talk, Instant now) {
        alarms.clear(kind, Optional.of(talk), now);
    }

    /// In whichever language they waited: a talk may go on in another one than it was rung for.
    private static boolean ofALanguage(Alarm alarm, UUID line) {
        return (alarm.kind() == Alarm.Kind.WAITING_TOO_LONG || alarm.kind() == Alarm.Kind.NOBODY_ON_DUTY)
                && alarm.facts()
                        .locale()
                        .map(locale -> Alarm.subject(line, locale))
                        .equals(alarm.subject());
    }

    /// Somebody knows of an erasure during danger.
    boolean known(UUID run) {
        return alarms.known(Alarm.Kind.ERASED_IN_DANGER, run);
    }

    private void raise(Alarm.Kind kind, Talk talk, AlarmFacts facts, Instant now) {
        var ring = OneRing.of(kind, one -> stands(one, talk));
        alarms.raise(ring.kind(), talk.organisation(), Optional.of(talk.line()), Optional.of(talk.id()), facts, now);
        ring.givingWay().forEach(less -> over(less, talk.id(), now));
    }

    private boolean stands(Alarm.Kind kind, Talk talk) {
        return alarms.standing(kind, Optional.of(talk.id())).isPresent();
    }

    private AlarmFacts waiting(RunRow row, Talk talk, Instant now) {
        return AlarmFacts.waiting(talk.locale(), row.waitingSince()).handle(handle(talk, now));
    }

    /// The name of the first supervisor for it; a line without supervisors says none, and neither does one whose
    /// supervisor has every name in use: what they may still answer keeps its name.
    private String handle(Talk talk, Instant now) {
        return handle(talk, Optional.empty(), now);
    }

    /// @param past who does not hear of it
    private String handle(Talk talk, Optional<UUID> past, Instant now) {
        return responders.supervisors(talk.line()).stream()
                .filter(one -> !past.equals(Optional.of(one.id())))
                .findFirst()
                .flatMap(one -> handles.find(one.id(), talk.id(), talk.organisation(), now))
                .orElse("-");
    }

    private record Waiting(int count, Optional<Instant> since) {}

    /// Since before the alarm rang last, besides that talk itself, which may still stand as it was. How long is too
    /// long says the ladder of each; whose time came later raised it again.
    private boolean anybodyWaits(Talk without, Alarm alarm) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM conversation
                                        WHERE line_id = :line AND locale = :locale AND status = 'waiting'
                                          AND waiting_since <= :before AND id <> :without AND NOT test)
                        """)
                .bind("line", without.line())
                .bind("locale", alarm.facts().locale().orElse(without.locale()))
                .bind("before", alarm.lastRaised())
                .bind("without", without.id())
                .mapTo(Boolean.class)
                .one());
    }

    /// As long as the talk that rings, or too long in any case.
    private Waiting waitingTooLong(RunRow row, Talk talk, Instant now) {
        var before = now.minus(TOO_LONG);
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT count(*) AS many, min(waiting_since) AS since FROM conversation
                         WHERE line_id = :line AND locale = :locale AND status = 'waiting' AND waiting_since <= :before
                           AND NOT test
                        """)
                .bind("line", talk.line())
                .bind("locale", talk.locale())
                .bind("before", row.waitingSince().isAfter(before) ? row.waitingSince() : before)
                .map((found, _) -> new Waiting(
                        found.getInt("many"),
                        Optional.ofNullable(found.getTimestamp("since")).map(java.sql.Timestamp::toInstant)))
                .one());
    }
}
