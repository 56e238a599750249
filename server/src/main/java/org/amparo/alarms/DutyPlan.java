package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.amparo.lines.Line;
import org.amparo.responders.Availability;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.amparo.rota.Cover;
import org.amparo.rota.Gap;
import org.amparo.rota.Gaps;
import org.amparo.rota.Rota;
import org.amparo.rota.Schedules;

/// Who is planned for a line's open hours, language by language: the languages are those somebody of the line can
/// take a talk in alone. Who is on call for danger covers nothing here.
@Singleton
class DutyPlan {
    private final Schedules schedules;
    private final Responders responders;

    DutyPlan(Schedules schedules, Responders responders) {
        this.schedules = schedules;
        this.responders = responders;
    }

    /// The languages to be covered, in order.
    Set<String> locales(Line line) {
        var all = new TreeSet<String>();
        answering(line)
                .forEach(one -> one.languages().forEach((locale, grade) -> {
                    if (grade.alone()) {
                        all.add(locale);
                    }
                }));
        return all;
    }

    /// The times in a range in which the line is open and nobody is planned for a language.
    List<Gap> gaps(Line line, Instant from, Instant until) {
        var people = answering(line);
        BiPredicate<UUID, String> speaks = (person, locale) ->
                people.stream().filter(one -> one.id().equals(person)).anyMatch(one -> alone(one, locale));
        return Gaps.find(
                rotas(line, from),
                locales(line),
                at -> line.hours().open(at, line.zone()),
                openings(line, from, until),
                speaks,
                from,
                until);
    }

    /// The languages nobody covers now who is planned and not away; none while the line is closed.
    Set<String> uncovered(Line line, Instant now) {
        var missing = new TreeSet<String>();
        if (line.hours().open(now, line.zone())) {
            var rotas = rotas(line, now);
            var on = answering(line).stream()
                    .filter(one -> one.available(now) == Availability.ON)
                    .filter(one -> rotas.stream()
                            .anyMatch(rota -> rota.onDuty(now).stream()
                                    .anyMatch(duty -> duty.person().equals(one.id()))))
                    .toList();
            locales(line).stream()
                    .filter(locale -> on.stream().noneMatch(one -> alone(one, locale)))
                    .forEach(missing::add);
        }
        return missing;
    }

    List<Responder> answering(Line line) {
        return responders.of(line.id()).stream()
                .filter(one -> one.answers(line.id()))
                .toList();
    }

    private List<Rota> rotas(Line line, Instant from) {
        return schedules.of(line.id(), from).stream()
                .filter(rota -> rota.schedule().cover() == Cover.OPEN)
                .toList();
    }

    static boolean alone(Responder one, String locale) {
        return one.speaks(locale).filter(grade -> grade.alone()).isPresent();
    }

    /// When the line opens and closes.
    static List<Instant> openings(Line line, Instant from, Instant until) {
        var all = new ArrayList<Instant>();
        for (var day = from.minus(Duration.ofDays(1)).atZone(line.zone()).toLocalDate();
                day.atStartOfDay(line.zone()).toInstant().isBefore(until);
                day = day.plusDays(1)) {
            var span = line.hours().week().get(day.getDayOfWeek());
            if (span != null) {
                all.add(day.atTime(span.from()).atZone(line.zone()).toInstant());
                var closing = span.until().equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day;
                all.add(closing.atTime(span.until()).atZone(line.zone()).toInstant());
            }
        }
        return all;
    }
}
