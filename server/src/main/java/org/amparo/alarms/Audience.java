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

/// Who is to hear of an alarm: the supervisors that can be reached, in order. Whoever is not on comes last, and is
/// told all the same when nobody else is left. A complaint goes past whom it concerns (`domain.md` R38). So does
/// everything else about that contact, and about one somebody is kept away from; where nobody else can be reached,
/// they are told all the same: nobody in danger is left alone. Safe for many threads.
@Singleton
class Audience {
    private final Responders responders;
    private final Lines lines;
    private final KeptAway keptAway;
    private final Complaints complaints;

    Audience(Responders responders, Lines lines, KeptAway keptAway, Complaints complaints) {
        this.responders = responders;
        this.lines = lines;
        this.keptAway = keptAway;
        this.complaints = complaints;
    }

    /// Somebody to be told, and the line it comes from.
    record Told(Responder person, Line line) {}

    List<Told> of(Alarm alarm, Instant now) {
        return hearing(alarm).stream()
                .sorted(Comparator.comparing(told -> told.person().available(now) != Availability.ON))
                .toList();
    }

    /// They neither hear of it nor answer it, whatever they were told before.
    boolean passesBy(Alarm alarm, UUID person) {
        return alarm.concerns(person)
                || (kept(alarm).contains(person)
                        && hearing(alarm).stream()
                                .noneMatch(told -> told.person().id().equals(person)));
    }

    private List<Told> hearing(Alarm alarm) {
        var all = reached(alarm).stream()
                .filter(told -> !alarm.concerns(told.person().id()))
                .toList();
        var kept = kept(alarm);
        var others =
                all.stream().filter(told -> !kept.contains(told.person().id())).toList();
        return others.isEmpty() ? all : others;
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
