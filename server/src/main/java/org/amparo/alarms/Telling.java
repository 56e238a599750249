package org.amparo.alarms;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.amparo.content.Piece;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.Outbox;
import org.amparo.delivery.Outgoing;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.FailedWork;
import org.amparo.responders.Availability;
import org.amparo.responders.Reach;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Tells the supervisors: the first in order; after three times without an answer the next one as well, and so on.
/// Whoever is not on comes last, and is told all the same when nobody else is left. Works inside the caller's
/// transaction.
@Singleton
class Telling {
    /// A supervisor alone is told so often before the next one is told too.
    private static final int ALONE = 3;

    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(10);

    private final AlarmRows rows;
    private final NoticeRows notices;
    private final AlarmWords words;
    private final Responders responders;
    private final Lines lines;
    private final Outbox outbox;
    private final Carrier carrier;

    Telling(
            AlarmRows rows,
            NoticeRows notices,
            AlarmWords words,
            Responders responders,
            Lines lines,
            Outbox outbox,
            Carrier carrier) {
        this.rows = rows;
        this.notices = notices;
        this.words = words;
        this.responders = responders;
        this.lines = lines;
        this.outbox = outbox;
        this.carrier = carrier;
    }

    /// Somebody to be told, and the line it comes from.
    private record Told(Responder person, Line line) {}

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
        // What could not leave by now says nothing new.
        outbox.withdraw(origin(alarm), now);
        var people = people(alarm);
        people.stream().limit(1L + round / ALONE).forEach(told -> tell(alarm, told, round, now));
        notices.add(alarm, round == 0 ? Notice.Event.RAISED : Notice.Event.REPEATED, round, now);
        rows.told(alarm, round, now.plus(alarm.kind().urgency().again()));
    }

    /// Somebody acts: whoever was told hears it, themselves included.
    void known(Alarm alarm, UUID by, Instant now) {
        outbox.withdraw(origin(alarm), now);
        responders
                .find(by)
                .ifPresent(person -> everyoneTold(alarm)
                        .forEach(told -> text(
                                alarm, told, words.known(person, told.person().alertLocale()), now)));
        notices.add(alarm, Notice.Event.ACKNOWLEDGED, 0, now);
    }

    /// It is over: what has not left stays here; of a fault, whoever was told hears it.
    void over(Alarm alarm, Instant now) {
        outbox.withdraw(origin(alarm), now);
        if (alarm.kind().fault()) {
            everyoneTold(alarm)
                    .forEach(told -> text(
                            alarm,
                            told,
                            words.over(alarm, told.line(), told.person().alertLocale()),
                            now));
        }
        notices.addOver(alarm, now);
    }

    private void tell(Alarm alarm, Told told, int round, Instant now) {
        var person = told.person();
        text(alarm, told, words.alarm(alarm, told.line(), person.alertLocale(), person.zone(), now), now);
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

    private void text(Alarm alarm, Told told, Piece piece, Instant now) {
        responders
                .text(told.person().id())
                .ifPresent(reach -> queue(alarm, told, reach, Outgoing.Medium.TEXT, piece, now));
    }

    private UUID queue(Alarm alarm, Told told, Reach reach, Outgoing.Medium medium, Piece piece, Instant now) {
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

    private List<Told> people(Alarm alarm) {
        var found = new ArrayList<Told>();
        of(alarm)
                .forEach(line -> responders.supervisors(line.id()).stream()
                        .filter(one -> found.stream()
                                .noneMatch(told -> told.person().id().equals(one.id())))
                        .filter(one -> responders.text(one.id()).isPresent()
                                || responders.call(one.id()).isPresent())
                        .forEach(one -> found.add(new Told(one, line))));
        found.sort(Comparator.comparing(told -> told.person().availability() != Availability.ON));
        return found;
    }

    private List<Told> everyoneTold(Alarm alarm) {
        var known = rows.everyoneTold(alarm);
        return people(alarm).stream()
                .filter(told -> known.contains(told.person().id()))
                .toList();
    }

    private Stream<Line> of(Alarm alarm) {
        return lines.all().stream()
                .filter(line -> line.organisationId().equals(alarm.organisation()))
                .filter(line -> alarm.line().map(line.id()::equals).orElse(true));
    }

    static String origin(Alarm alarm) {
        return "alarm:" + alarm.id();
    }
}
