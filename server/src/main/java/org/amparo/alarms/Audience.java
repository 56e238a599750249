package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.responders.Availability;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Who is to hear of an alarm: the supervisors that can be reached, in order. Whoever is not on comes last, after
/// them whoever is away without an end, as after a STOP: the carrier may hold back what is sent to them. A
/// complaint goes past whom it concerns (`domain.md` R38). So does everything else about that contact, and about
/// one somebody is kept away from, unless nobody would hear: they are told where everybody else is away without an
/// end, and of danger that was told three times without an answer. Nobody in danger is left alone. Safe for many
/// threads.
@Singleton
class Audience {
    /// A supervisor alone is told so often before the next one is told too.
    static final int ALONE = 3;

    private final Responders responders;
    private final Lines lines;
    private final KeptAway keptAway;
    private final Complaints complaints;
    private final AlarmRows rows;

    Audience(Responders responders, Lines lines, KeptAway keptAway, Complaints complaints, AlarmRows rows) {
        this.responders = responders;
        this.lines = lines;
        this.keptAway = keptAway;
        this.complaints = complaints;
        this.rows = rows;
    }

    /// Somebody to be told, and the line it comes from.
    record Told(Responder person, Line line) {}

    /// Those who may hear of it and answer it now.
    List<Told> of(Alarm alarm, Instant now) {
        var all = reached(alarm).stream()
                .filter(told -> !alarm.concerns(told.person().id()))
                .sorted(Comparator.comparingInt(told -> far(told.person(), now)))
                .toList();
        var kept = kept(alarm);
        var others =
                all.stream().filter(told -> !kept.contains(told.person().id())).toList();
        if (others.stream().allMatch(told -> stopped(told.person(), now))) {
            return all;
        }
        return kept.isEmpty() || !unanswered(alarm)
                ? others
                : Stream.concat(others.stream(), all.stream().filter(told -> !others.contains(told)))
                        .toList();
    }

    /// Those it is told to now: the first in order, one more after each three times without an answer. Whoever is
    /// kept away and may hear of it all the same waits for nobody of the others.
    List<Told> next(Alarm alarm, int round, Instant now) {
        var all = of(alarm, now);
        var kept = unanswered(alarm) ? kept(alarm) : Set.<UUID>of();
        return all.stream()
                .filter(told -> kept.contains(told.person().id()) || all.indexOf(told) <= round / ALONE)
                .toList();
    }

    /// They neither hear of it nor answer it, whatever they were told before.
    boolean passesBy(Alarm alarm, UUID person, Instant now) {
        return alarm.concerns(person)
                || (kept(alarm).contains(person)
                        && of(alarm, now).stream()
                                .noneMatch(told -> told.person().id().equals(person)));
    }

    /// Danger that everybody who was told left without an answer.
    private boolean unanswered(Alarm alarm) {
        return alarm.kind().urgency() == Alarm.Urgency.DANGER
                && rows.due(alarm.id()).round() >= ALONE;
    }

    private static int far(Responder person, Instant now) {
        if (person.available(now) == Availability.ON) {
            return 0;
        }
        return stopped(person, now) ? 2 : 1;
    }

    /// Away by their STOP, which has no end.
    private static boolean stopped(Responder person, Instant now) {
        return person.available(now) == Availability.AWAY
                && person.availableUntil().isEmpty();
    }

    private Set<UUID> kept(Alarm alarm) {
        return alarm.subject().stream()
                .flatMap(subject -> Stream.concat(keptAway.from(subject).stream(), complaints.about(subject).stream()))
                .collect(Collectors.toSet());
    }

    /// It is about the one supervisor there is: no text goes to anybody.
    boolean concernsTheOnly(Alarm alarm) {
        var all = reached(alarm);
        return !all.isEmpty()
                && all.stream().allMatch(told -> alarm.concerns(told.person().id()));
    }

    private List<Told> reached(Alarm alarm) {
        var found = new ArrayList<Told>();
        lines(alarm)
                .forEach(line -> responders.supervisors(line.id()).stream()
                        .filter(one -> found.stream()
                                .noneMatch(told -> told.person().id().equals(one.id())))
                        .filter(one -> responders.text(one.id()).isPresent()
                                || responders.call(one.id()).isPresent())
                        .forEach(one -> found.add(new Told(one, line))));
        return found;
    }

    private Stream<Line> lines(Alarm alarm) {
        return lines.all().stream()
                .filter(line -> line.organisationId().equals(alarm.organisation()))
                .filter(line -> alarm.line().map(line.id()::equals).orElse(true));
    }
}
