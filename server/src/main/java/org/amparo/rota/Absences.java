package org.amparo.rota;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.responders.Responder;

/// Says when whoever is off or away is counted on again by itself: when their next shift begins (`domain.md` F.2),
/// on whichever of their lines. Works inside the caller's transaction.
@Singleton
public final class Absences {
    /// Who has one shift in a month or two has a next one.
    static final Duration AHEAD = Duration.ofDays(92);

    /// Who says that they are off so shortly before a shift means that one.
    private static final Duration SOON = Duration.ofHours(2);

    /// Of a duty that never ends, or after which nothing is planned.
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Schedules schedules;

    Absences(Schedules schedules) {
        this.schedules = schedules;
    }

    /// By their own word: what they are on for now, or are about to be, goes without them.
    ///
    /// @return empty when nothing is planned for them: they say themselves when they are back
    public Optional<Instant> off(Responder person, Instant now) {
        return offUntil(rotas(person, now), person.id(), now);
    }

    /// Set so by us: until the next shift begins, however soon.
    ///
    /// @return empty as for [#off]
    public Optional<Instant> away(Responder person, Instant now) {
        return awayUntil(rotas(person, now), person.id(), now);
    }

    /// When the next shift of theirs on a line begins that does not run yet; being on call for danger is none.
    public Optional<Instant> next(UUID line, Responder person, Instant now) {
        var open = schedules.of(line, now).stream()
                .filter(rota -> rota.schedule().cover() == Cover.OPEN)
                .toList();
        return beginning(open, person.id(), now);
    }

    static Optional<Instant> offUntil(Collection<Rota> rotas, UUID person, Instant now) {
        var next = beginning(rotas, person, now);
        boolean soon = running(rotas, person, now).isEmpty()
                && next.filter(at -> !at.isAfter(now.plus(SOON))).isPresent();
        return awayUntil(rotas, person, soon ? next.get() : now);
    }

    static Optional<Instant> awayUntil(Collection<Rota> rotas, UUID person, Instant now) {
        var longest = now.plus(LONGEST);
        return beginning(rotas, person, now)
                .or(() -> running(rotas, person, now).map(end -> end.isBefore(longest) ? end : longest));
    }

    /// A shift that only goes on in another rank of its schedule begins nothing.
    private static Optional<Instant> beginning(Collection<Rota> rotas, UUID person, Instant now) {
        var found = new ArrayList<Instant>();
        for (var rota : rotas) {
            var shifts = shifts(rota, person, now);
            shifts.stream()
                    .map(Shift::from)
                    .filter(at -> at.isAfter(now)
                            && shifts.stream()
                                    .noneMatch(one -> one.from().isBefore(at)
                                            && !one.until().isBefore(at)))
                    .forEach(found::add);
        }
        return found.stream().min(Comparator.naturalOrder());
    }

    /// Until when they are on now.
    private static Optional<Instant> running(Collection<Rota> rotas, UUID person, Instant now) {
        return rotas.stream()
                .flatMap(rota -> shifts(rota, person, now).stream())
                .filter(shift -> shift.from().equals(now))
                .map(Shift::until)
                .max(Comparator.naturalOrder());
    }

    private static List<Shift> shifts(Rota rota, UUID person, Instant now) {
        return rota.shifts(now, now.plus(AHEAD)).stream()
                .filter(shift -> shift.person().equals(person))
                .toList();
    }

    private List<Rota> rotas(Responder person, Instant now) {
        return person.lines().keySet().stream()
                .flatMap(line -> schedules.of(line, now).stream())
                .toList();
    }
}
