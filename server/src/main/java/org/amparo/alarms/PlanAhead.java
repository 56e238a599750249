package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.amparo.rota.Cover;
import org.amparo.rota.Gap;
import org.amparo.rota.Gaps;
import org.amparo.rota.Rota;
import org.amparo.rota.Schedules;
import org.jdbi.v3.core.Jdbi;

/// Where the plan of a line has nobody: in its open hours language by language, and outside them for danger, which
/// must reach somebody at every hour (`domain.md` F.2). Being off or away is no matter of the plan. Works inside
/// the caller's transaction.
@Singleton
public class PlanAhead {
    private final DutyPlan open;
    private final Schedules schedules;

    PlanAhead(DutyPlan open, Schedules schedules) {
        this.open = open;
        this.schedules = schedules;
    }

    /// For a command, beside the running program.
    public static PlanAhead of(Jdbi jdbi, Lines lines) {
        var schedules = Schedules.of(jdbi, lines);
        return new PlanAhead(new DutyPlan(schedules, Responders.of(jdbi)), schedules);
    }

    /// A time nobody is planned for.
    ///
    /// @param cover of open hours, or on call
    /// @param locale empty: nobody at all is on call
    public record Missing(Cover cover, Optional<String> locale, Instant from, Instant until) {}

    /// All of a range, in order of time.
    public List<Missing> missing(Line line, Instant from, Instant until) {
        return Stream.concat(
                        open.gaps(line, from, until).stream()
                                .map(gap ->
                                        new Missing(Cover.OPEN, Optional.of(gap.locale()), gap.from(), gap.until())),
                        onCall(line, from, until).stream())
                .sorted(Comparator.comparing(Missing::from)
                        .thenComparing(Missing::cover)
                        .thenComparing(one -> one.locale().orElse("")))
                .toList();
    }

    /// While the line is closed: nobody at all, or nobody for a language that is covered on other nights.
    List<Missing> onCall(Line line, Instant from, Instant until) {
        var people = open.answering(line);
        var rotas = schedules.of(line.id(), from);
        var closed = closed(line, rotas, from, until);
        var nobody = closed.find(
                Set.of(""), (id, _) -> people.stream().anyMatch(one -> one.id().equals(id)));
        var unspoken = closed.find(
                locales(people, rotas),
                (id, locale) -> people.stream().anyMatch(one -> one.id().equals(id) && DutyPlan.alone(one, locale)));
        var all = new ArrayList<Missing>();
        nobody.forEach(gap -> all.add(new Missing(Cover.ON_CALL, Optional.empty(), gap.from(), gap.until())));
        unspoken.stream()
                .filter(gap -> nobody.stream().noneMatch(whole -> within(gap, whole)))
                .forEach(
                        gap -> all.add(new Missing(Cover.ON_CALL, Optional.of(gap.locale()), gap.from(), gap.until())));
        all.sort(Comparator.comparing(Missing::from)
                .thenComparing(one -> one.locale().orElse("")));
        return all;
    }

    /// Gaps while a line is closed.
    @FunctionalInterface
    private interface Closed {
        List<Gap> find(Collection<String> locales, java.util.function.BiPredicate<UUID, String> speaks);
    }

    private static Closed closed(Line line, List<Rota> rotas, Instant from, Instant until) {
        return (locales, speaks) -> Gaps.find(
                rotas,
                locales,
                at -> !line.hours().open(at, line.zone()),
                DutyPlan.openings(line, from, until),
                speaks,
                from,
                until);
    }

    private static boolean within(Gap gap, Gap whole) {
        return !gap.from().isBefore(whole.from()) && !gap.until().isAfter(whole.until());
    }

    /// What those can take a talk in alone who are ever on call.
    private static Set<String> locales(List<Responder> people, List<Rota> rotas) {
        var called = rotas.stream()
                .filter(rota -> rota.schedule().cover() == Cover.ON_CALL)
                .flatMap(rota -> rota.schedule().rotations().stream())
                .flatMap(rotation -> rotation.people().stream())
                .collect(Collectors.toSet());
        return people.stream()
                .filter(one -> called.contains(one.id()))
                .flatMap(one -> one.languages().keySet().stream().filter(locale -> DutyPlan.alone(one, locale)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
