package org.amparo.escalation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.amparo.escalation.Ladder.Step;
import org.amparo.responders.Availability;
import org.amparo.responders.Gender;
import org.amparo.rota.Rank;

/// Who fits a step, the best first (`domain.md` F.3). Pure.
///
/// Hard: reachable, awake, not excluded, not their own talk, within their limits, what the step asks for, and the
/// gender when they chose to wait for it. A partner's line is asked by its own step alone, and has no limits here.
/// Soft, in this order: trained for children when the contact may be one; the first rank; who talked with them
/// before; the gender they asked for; the skill; who knows the country of their number; the
/// better language; the lesser load.
final class Matching {
    private Matching() {}

    static List<Match> ranked(Step step, Wish wish, Collection<Candidate> people) {
        return people.stream()
                .filter(one -> canBeAsked(one, step) && fits(one, step.ask()) && !refuses(wish, one.gender()))
                .sorted(order(wish))
                .map(one -> new Match(one.id(), reasons(one, wish)))
                .toList();
    }

    private static boolean canBeAsked(Candidate one, Step step) {
        if (one.self() || one.excluded() || !one.reachable()) {
            return false;
        }
        boolean beyond = step.beyond() || one.partner();
        return switch (one.availability()) {
            case ON -> beyond || !(one.full() || one.promised() || one.resting());
            case BREAK -> beyond;
            case OFF, AWAY -> false;
        };
    }

    private static boolean fits(Candidate one, Ask ask) {
        if (one.partner() != ask instanceof Ask.Partner) {
            return false;
        }
        return switch (ask) {
            case Ask.OnDuty duty ->
                one.fluent()
                        && duty.schedule()
                                .map(name -> one.schedules().stream().anyMatch(name::equalsIgnoreCase))
                                .orElseGet(() -> one.duty().isPresent())
                        && (duty.backups()
                                || one.duty().filter(Rank.PRIMARY::equals).isPresent());
            case Ask.Fluent(boolean childTrained) ->
                one.open().isPresent() && one.fluent() && (!childTrained || one.trained());
            case Ask.Basic _ -> one.open().isPresent() && one.grade().isPresent();
            case Ask.WithInterpreter _ -> one.open().isPresent();
            case Ask.Everyone(boolean childTrained) -> one.grade().isPresent() && (!childTrained || one.trained());
            case Ask.Anyone _ -> true;
            case Ask.Person(var alias) -> one.alias().equalsIgnoreCase(alias);
            case Ask.Partner(var alias) -> one.alias().equalsIgnoreCase(alias);
        };
    }

    private static Comparator<Candidate> order(Wish wish) {
        return Comparator.comparing((Candidate one) -> !(wish.child() && one.trained()))
                .thenComparing(one -> one.duty().map(Rank::ordinal).orElse(Rank.values().length))
                .thenComparing(one -> !one.before())
                .thenComparing(one -> !wanted(wish, one))
                .thenComparing(one -> !skilled(wish, one))
                .thenComparing(one -> !one.knowing())
                .thenComparing(one -> one.grade().map(Enum::ordinal).orElse(Integer.MAX_VALUE))
                .thenComparingInt(Candidate::held)
                .thenComparing(Candidate::alias)
                .thenComparing(Candidate::id);
    }

    private static List<String> reasons(Candidate one, Wish wish) {
        var reasons = new ArrayList<String>();
        reasons.add(one.grade().map(grade -> "language-" + word(grade)).orElse("needs-interpreter"));
        reasons.add(one.open()
                .map(rank -> "on-duty-" + word(rank))
                .or(() -> one.onCall().map(rank -> "on-call-" + word(rank)))
                .orElse("not-on-duty"));
        if (wish.child() && one.trained()) {
            reasons.add("child-trained");
        }
        if (one.before()) {
            reasons.add("talked-before");
        }
        if (wanted(wish, one)) {
            reasons.add("gender-asked-for");
        }
        if (skilled(wish, one)) {
            reasons.add("skill-needed");
        }
        if (one.full()) {
            reasons.add("beyond-limit");
        }
        if (one.resting()) {
            reasons.add("beyond-rest");
        }
        if (one.availability() == Availability.BREAK) {
            reasons.add("beyond-break");
        }
        reasons.add("load-" + one.held());
        return reasons;
    }

    /// What keeps somebody from being asked now, the hardest first, in words of a closed list; empty when a step
    /// may still come to them. Who is the contact themselves is not told from who is kept away.
    static Optional<String> barrier(Candidate one, Wish wish) {
        if (one.excluded() || one.self()) {
            return Optional.of("kept-away");
        }
        if (!one.reachable()) {
            return Optional.of("no-number");
        }
        if (one.grade().isEmpty()) {
            return Optional.of("other-language");
        }
        if (refuses(wish, one.gender())) {
            return Optional.of("other-gender");
        }
        return switch (one.availability()) {
            case OFF -> Optional.of("off");
            case AWAY -> Optional.of("away");
            case BREAK -> Optional.of("break");
            case ON ->
                one.full() || one.promised()
                        ? Optional.of("full")
                        : one.resting()
                                ? Optional.of("resting")
                                : one.duty().isEmpty() ? Optional.of("not-on-duty") : Optional.empty();
        };
    }

    private static boolean wanted(Wish wish, Candidate one) {
        return wish.gender().isPresent() && wish.gender().equals(one.gender());
    }

    /// They chose to wait for a woman, or a man, and this is none.
    static boolean refuses(Wish wish, Optional<Gender> gender) {
        return wish.only()
                && !wish.danger()
                && wish.gender().isPresent()
                && !wish.gender().equals(gender);
    }

    private static boolean skilled(Wish wish, Candidate one) {
        return wish.skill().filter(one.skills()::contains).isPresent();
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(java.util.Locale.ROOT);
    }
}
