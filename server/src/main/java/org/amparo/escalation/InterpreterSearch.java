package org.amparo.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.responders.Availability;
import org.amparo.responders.Grade;

/// Whom to ask next to interpret in a talk (`domain.md` F.1, F.3). Pure.
///
/// One after the other, all at once in danger; whoever did not answer is asked again after some minutes, whoever
/// said no is left in peace. Nobody's places or rest count: an interpreter holds nothing.
final class InterpreterSearch {
    /// How long each is waited for.
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration AGAIN = Duration.ofMinutes(5);
    private static final Duration AGAIN_IN_DANGER = Duration.ofMinutes(2);

    /// Somebody may have come by then.
    private static final Duration LOOK = Duration.ofMinutes(1);

    private InterpreterSearch() {}

    /// Somebody of the line, as this talk sees them.
    ///
    /// @param grade in the language looked for
    /// @param interprets they do nothing else on the line
    /// @param planned they stand in some schedule, so that they are asked while on duty alone
    /// @param barred they take part already, are the contact, or must not be given the talk
    record Person(
            UUID id,
            String alias,
            Optional<Grade> grade,
            boolean interprets,
            boolean planned,
            boolean onDuty,
            Availability availability,
            boolean barred,
            boolean reachable,
            int held) {}

    /// Somebody who was asked, and where that stands.
    record Asked(UUID person, Run.Answer answer, Instant at, Instant until) {}

    sealed interface Next {
        /// The patience with these is over.
        record Miss(List<UUID> people) implements Next {
            public Miss {
                people = List.copyOf(people);
            }
        }

        record Ask(List<UUID> people) implements Next {
            public Ask {
                people = List.copyOf(people);
            }
        }

        /// Somebody was asked and may still answer.
        record Wait(Instant until) implements Next {}

        /// There is nobody to ask.
        record Nobody(Instant lookAgain) implements Next {}
    }

    static Next next(boolean danger, Collection<Person> people, List<Asked> asked, Instant now) {
        var open = asked.stream().filter(one -> one.answer() == Run.Answer.OPEN).toList();
        var over = open.stream()
                .filter(one -> !now.isBefore(one.until()))
                .map(Asked::person)
                .toList();
        if (!over.isEmpty()) {
            return new Next.Miss(over);
        }
        var fit = people.stream()
                .filter(one -> fits(one, danger))
                .sorted(ORDER)
                .map(Person::id)
                .toList();
        var fresh = fit.stream().filter(id -> of(id, asked).isEmpty()).toList();
        if (danger && !fresh.isEmpty()) {
            return new Next.Ask(fresh);
        }
        if (!open.isEmpty()) {
            return new Next.Wait(open.stream()
                    .map(Asked::until)
                    .min(Comparator.naturalOrder())
                    .orElseThrow());
        }
        if (!fresh.isEmpty()) {
            return new Next.Ask(fresh.subList(0, 1));
        }
        return again(danger, fit, asked, now);
    }

    private static Next again(boolean danger, List<UUID> fit, List<Asked> asked, Instant now) {
        var silent = fit.stream()
                .flatMap(id -> of(id, asked).stream())
                .filter(one -> one.answer() == Run.Answer.MISSED)
                .toList();
        var last = asked.stream().map(Asked::at).max(Comparator.naturalOrder());
        if (!silent.isEmpty() && last.isPresent()) {
            var at = last.get().plus(danger ? AGAIN_IN_DANGER : AGAIN);
            if (!now.isBefore(at)) {
                return new Next.Ask(silent.stream().map(Asked::person).toList());
            }
            var look = now.plus(LOOK);
            return new Next.Nobody(at.isBefore(look) ? at : look);
        }
        return new Next.Nobody(now.plus(LOOK));
    }

    private static boolean fits(Person one, boolean danger) {
        boolean there = one.availability() == Availability.ON || (danger && one.availability() == Availability.BREAK);
        boolean theirTime = one.onDuty() || danger || (one.interprets() && !one.planned());
        return there && theirTime && one.grade().isPresent() && one.reachable() && !one.barred();
    }

    /// Who speaks it well; then those who do nothing else; then the better grade, the lesser load.
    private static final Comparator<Person> ORDER = Comparator.comparing(
                    (Person one) -> !one.grade().map(Grade::alone).orElse(false))
            .thenComparing(one -> !one.interprets())
            .thenComparing(one -> one.grade().map(Enum::ordinal).orElse(Integer.MAX_VALUE))
            .thenComparingInt(Person::held)
            .thenComparing(Person::alias)
            .thenComparing(Person::id);

    private static Optional<Asked> of(UUID person, List<Asked> asked) {
        return asked.stream().filter(one -> one.person().equals(person)).findFirst();
    }
}
