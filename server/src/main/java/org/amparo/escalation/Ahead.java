package org.amparo.escalation;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.amparo.responders.Grade;
import org.amparo.responders.Responder;

/// How many of those before somebody in the queue of a line are asked for before them: who waits for the same
/// language, or for another one that the same people are asked for. Pure.
final class Ahead {
    private Ahead() {}

    /// @param before how many are before them, by language
    /// @param there who is on duty and there
    static int count(String locale, Map<String, Integer> before, Collection<Responder> there) {
        var asked = asked(locale, there);
        return before.entrySet().stream()
                .filter(other -> other.getKey().equals(locale)
                        || asked(other.getKey(), there).stream().anyMatch(asked::contains))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /// Who speaks it well enough alone, else who speaks it at all.
    private static Set<UUID> asked(String locale, Collection<Responder> there) {
        var alone =
                speakers(there, one -> one.speaks(locale).filter(Grade::alone).isPresent());
        return alone.isEmpty() ? speakers(there, one -> one.speaks(locale).isPresent()) : alone;
    }

    private static Set<UUID> speakers(Collection<Responder> there, Predicate<Responder> speaks) {
        return there.stream().filter(speaks).map(Responder::id).collect(Collectors.toSet());
    }
}
