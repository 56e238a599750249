package org.amparo.rota;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// Looks ahead for times without cover in a language. Pure.
public final class Gaps {
    private Gaps() {}

    /// The gaps of a range, language by language, each in order of time.
    ///
    /// @param rotas all that count as cover, the open ones and, for danger, those on call
    /// @param open when the line is to be covered; it is asked at the changes of the schedules and at `alsoLookAt`
    /// @param alsoLookAt the instants at which `open` may change
    /// @param speaks whether a responder can take a talk in that language
    public static List<Gap> find(
            Collection<Rota> rotas,
            Collection<String> locales,
            Predicate<Instant> open,
            Collection<Instant> alsoLookAt,
            BiPredicate<UUID, String> speaks,
            Instant from,
            Instant until) {
        var moments = new TreeSet<Instant>();
        rotas.forEach(rota -> moments.addAll(rota.changes(from, until)));
        alsoLookAt.stream().filter(at -> at.isAfter(from) && at.isBefore(until)).forEach(moments::add);
        if (from.isBefore(until)) {
            moments.add(from);
            moments.add(until);
        }
        var found = new ArrayList<Gap>();
        for (var locale : locales) {
            @org.jspecify.annotations.Nullable Instant running = null;
            for (var at : moments) {
                boolean gap = at.isBefore(until) && open.test(at) && !covered(rotas, locale, speaks, at);
                if (gap && running == null) {
                    running = at;
                } else if (!gap && running != null) {
                    found.add(new Gap(locale, running, at));
                    running = null;
                }
            }
        }
        return found;
    }

    private static boolean covered(
            Collection<Rota> rotas, String locale, BiPredicate<UUID, String> speaks, Instant at) {
        return rotas.stream()
                .flatMap(rota -> rota.onDuty(at).stream())
                .anyMatch(duty -> speaks.test(duty.person(), locale));
    }
}
