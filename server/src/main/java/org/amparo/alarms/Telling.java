package org.amparo.alarms;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.Piece;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.Outbox;
import org.amparo.delivery.Outgoing;
import org.amparo.platform.FailedWork;
import org.amparo.responders.Handles;
import org.amparo.responders.Reach;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Tells the supervisors: the first in order; after three times without an answer the next one as well, and so on.
/// Works inside the caller's transaction.
@Singleton
class Telling {
    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(10);

    private final AlarmRows rows;
    private final NoticeRows notices;
    private final AlarmWords words;
    private final Audience audience;
    private final Responders responders;
    private final Handles handles;
    private final Outbox outbox;
    private final Carrier carrier;

    Telling(
            AlarmRows rows,
            NoticeRows notices,
            AlarmWords words,
            Audience audience,
            Responders responders,
            Handles handles,
            Outbox outbox,
            Carrier carrier) {
        this.rows = rows;
        this.notices = notices;
        this.words = words;
        this.audience = audience;
        this.responders = responders;
        this.handles = handles;
        this.outbox = outbox;
        this.carrier = carrier;
    }

    /// Tells of one alarm that is due; the next time counts from now, so that a clock moved far tells once.
    ///
    /// @return false when none was due
    @Transactional
    boolean next(Instant now) {
        var due = rows.claimDue(now);
        due.ifPresent(alarm -> FailedWork.guard(alarm, () -> tell(rows.due(alarm), now)));
        return due.isPresent();
    }

    /// Tells of it a little later and of the others meanwhile, or at once where it gave way.
    @Transactional
    void later(FailedWork failed, Instant now) {
        rows.postpone(failed.piece(), failed.again(now, AGAIN_AFTER_FAILURE));
    }

    private void tell(AlarmRows.Due due, Instant now) {
        var alarm = due.alarm();
        int round = due.round();
        if (alarm.acknowledgedBy().isPresent()) {
            // They acted, and nobody took it: whoever is told may answer anew.
            rows.ringAgain(alarm, now);
        }
        // What could not leave by now says nothing new.
        outbox.withdraw(origin(alarm), now);
        var people = audience.next(alarm, round, now);
        people.stream()
                .findFirst()
                .map(first -> named(alarm, first.person(), now))
                .filter(named -> !named.facts().equals(alarm.facts()))
                .ifPresent(rows::named);
        people.forEach(told -> tell(alarm, told, round, now));
        notices.add(alarm, round == 0 ? Notice.Event.RAISED : Notice.Event.REPEATED, round, now);
        rows.told(alarm, round, now.plus(alarm.kind().urgency().again()));
        if (round + 1 >= Audience.ALONE && nobodyCanAct(alarm)) {
            rows.end(alarm, now);
        }
    }

    /// The only supervisor is whom it concerns: a second channel has said it as often as one person is told alone,
    /// and nobody could answer.
    private boolean nobodyCanAct(Alarm alarm) {
        return audience.concernsTheOnly(alarm) && !notices.channels().isEmpty();
    }

    /// Somebody acts: whoever was told hears it, themselves included.
    void known(Alarm alarm, UUID by, int round, Instant now) {
        outbox.withdraw(origin(alarm), now);
        responders
                .find(by)
                .ifPresent(person -> everyoneTold(alarm, now)
                        .forEach(told -> text(
                                alarm,
                                told,
                                words.known(alarm, person, told.person().alertLocale()),
                                now)));
        notices.add(alarm, Notice.Event.ACKNOWLEDGED, round, now);
    }

    /// It is over: what has not left stays here; of a fault, whoever was told hears it.
    void over(Alarm alarm, Instant now) {
        outbox.withdraw(origin(alarm), now);
        if (alarm.kind().fault()) {
            everyoneTold(alarm, now)
                    .forEach(told -> text(
                            alarm,
                            told,
                            words.over(alarm, told.line(), told.person().alertLocale()),
                            now));
        }
        notices.addOver(alarm, now);
    }

    private void tell(Alarm alarm, Audience.Told told, int round, Instant now) {
        var person = told.person();
        text(
                alarm,
                told,
                words.alarm(named(alarm, person, now), told.line(), person.alertLocale(), person.zone(), now),
                now);
        Optional<UUID> call =
                alarm.kind().calls() && carrier.capabilities(told.line()).alertCalls()
                        ? responders
                                .call(person.id())
                                .map(reach -> queue(
                                        alarm,
                                        told,
                                        reach,
                                        Outgoing.Medium.CALL,
                                        Piece.of("duty.call-alarm", person.alertLocale()),
                                        now))
                        : Optional.empty();
        rows.insertTold(alarm, person.id(), round, call, now);
    }

    /// With what they call the talk themselves: the name among its facts is another supervisor's, and may be that
    /// of another talk for this one.
    private Alarm named(Alarm alarm, Responder person, Instant now) {
        if (alarm.facts().handle().isEmpty() || alarm.subject().isEmpty()) {
            return alarm;
        }
        var talk = alarm.subject().get();
        // Looked up first: whoever raises the alarm again names it before they wait for it.
        var own = handles.known(person.id(), now).entrySet().stream()
                .filter(name -> name.getValue().equals(talk))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> handles.find(person.id(), talk, alarm.organisation(), now));
        return alarm.with(alarm.facts().handle(own.orElse("-")));
    }

    private void text(Alarm alarm, Audience.Told told, Piece piece, Instant now) {
        responders
                .text(told.person().id())
                .ifPresent(reach -> queue(alarm, told, reach, Outgoing.Medium.TEXT, piece, now));
    }

    private UUID queue(Alarm alarm, Audience.Told told, Reach reach, Outgoing.Medium medium, Piece piece, Instant now) {
        return outbox.queue(
                Outgoing.duty(
                        alarm.organisation(),
                        told.line().id(),
                        told.person().id(),
                        reach.address(),
                        medium,
                        origin(alarm),
                        List.of(piece),
                        words.release()),
                now);
    }

    private List<Audience.Told> everyoneTold(Alarm alarm, Instant now) {
        var known = rows.everyoneTold(alarm);
        return audience.of(alarm, now).stream()
                .filter(told -> known.contains(told.person().id()))
                .toList();
    }

    static String origin(Alarm alarm) {
        return "alarm:" + alarm.id();
    }
}
