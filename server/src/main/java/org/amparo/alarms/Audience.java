package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.responders.Availability;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Who is to hear of an alarm: the supervisors that can be reached, in order. Whoever is not on comes last, and is
/// told all the same when nobody else is left. A complaint goes past whom it concerns (`domain.md` R38). Safe for
/// many threads.
@Singleton
class Audience {
    private final Responders responders;
    private final Lines lines;

    Audience(Responders responders, Lines lines) {
        this.responders = responders;
        this.lines = lines;
    }

    /// Somebody to be told, and the line it comes from.
    record Told(Responder person, Line line) {}

    List<Told> of(Alarm alarm, Instant now) {
        return reached(alarm).stream()
                .filter(told -> !alarm.concerns(told.person().id()))
                .sorted(Comparator.comparing(told -> told.person().available(now) != Availability.ON))
                .toList();
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
