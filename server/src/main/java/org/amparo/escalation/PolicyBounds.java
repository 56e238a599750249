package org.amparo.escalation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.amparo.escalation.Ladder.Act;
import org.amparo.escalation.Ladder.Mark;
import org.amparo.escalation.Ladder.Step;

/// What no policy may undo, since contacts are promised it: danger rings until somebody answers, whoever waits
/// hears the truth, and a supervisor learns of both in time. Pure. The latest times are those of `domain.md` F.3.
final class PolicyBounds {
    /// More of them is no order of asking any more.
    private static final int MOST = 20;

    /// `domain.md` F.3: from then on danger knows no limits, breaks and rest, and a child is anybody's.
    private static final Duration WIDE = Duration.ofMinutes(3);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// A phone rings for about so long: who is given less misses what they could have taken, and is set away.
    private static final Duration TO_PICK_UP = Duration.ofSeconds(30);

    private static final Set<String> IN_DANGER = Set.of("crisis-no-one");

    private static final Set<String> IN_HOURS = Set.of("waiting-still", "no-one-free", "no-one-speaks");

    private static final Set<String> AT_NIGHT = Set.of("waiting-still", "no-one-free");

    /// A bound that is broken.
    ///
    /// @param way in which ladder; empty: beside them
    /// @param list `steps` or `marks`; empty: in none of these
    /// @param entry its place in the list, from 0
    /// @param mend what it must be, in words
    record Broken(Optional<Way> way, String list, int entry, String mend) {}

    /// One ladder and what is found in it.
    private record Look(Way way, Ladder ladder, List<Broken> broken) {
        void ladder(boolean kept, String mend) {
            if (!kept) {
                broken.add(new Broken(Optional.of(way), "", 0, mend));
            }
        }

        void steps(Predicate<Step> kept, String mend) {
            each("steps", ladder.steps(), kept, mend);
        }

        void marks(Predicate<Mark> kept, String mend) {
            each("marks", ladder.marks(), kept, mend);
        }

        private <T> void each(String list, List<T> all, Predicate<T> kept, String mend) {
            for (int i = 0; i < all.size(); i++) {
                if (!kept.test(all.get(i))) {
                    broken.add(new Broken(Optional.of(way), list, i, mend));
                }
            }
        }

        boolean anyStep(Predicate<Step> wanted) {
            return ladder.steps().stream().anyMatch(wanted);
        }

        boolean anyMark(Predicate<Mark> wanted) {
            return ladder.marks().stream().anyMatch(wanted);
        }
    }

    private PolicyBounds() {}

    /// What the policy breaks; empty when it may be used.
    static List<Broken> broken(Policy policy) {
        var broken = new ArrayList<Broken>();
        beside(broken, within(policy.look(), Duration.ofSeconds(10), MINUTE), "`look:` is 10 s to 60 s");
        beside(broken, within(policy.nudge(), MINUTE, Duration.ofMinutes(5)), "`nudge:` is 60 s to 5 min");
        beside(
                broken,
                within(policy.replace(), policy.nudge().plus(MINUTE), Duration.ofMinutes(10)),
                "`replace:` is at most 10 min, and a minute more than `nudge:`");
        for (var way : Way.values()) {
            var look = new Look(way, policy.ladder(way), broken);
            sense(look);
            switch (way) {
                case DANGER -> danger(look);
                case CHILD -> child(look);
                case NORMAL -> normal(look);
                case OUT_OF_HOURS -> outOfHours(look);
            }
        }
        return broken;
    }

    private static void beside(List<Broken> broken, boolean kept, String mend) {
        if (!kept) {
            broken.add(new Broken(Optional.empty(), "", 0, mend));
        }
    }

    private static void sense(Look look) {
        var ladder = look.ladder();
        var longest = longest(look.way());
        look.ladder(ladder.steps().size() <= MOST && ladder.marks().size() <= MOST, "at most " + MOST + " of each");
        look.steps(step -> within(step.at(), Duration.ZERO, longest), "`at:` is at most " + PolicyKeys.words(longest));
        look.marks(mark -> within(mark.at(), Duration.ZERO, longest), "`at:` is at most " + PolicyKeys.words(longest));
        inOrder(look, "steps", ladder.steps().stream().map(Step::at).toList());
        inOrder(look, "marks", ladder.marks().stream().map(Mark::at).toList());
        look.steps(
                step -> within(step.patience(), TO_PICK_UP, patience(look.way())),
                "`patience:` is 30 s, as long as a phone rings, to " + PolicyKeys.words(patience(look.way())));
        look.marks(
                mark -> !(mark.act() instanceof Act.Tell) || mark.at().compareTo(MINUTE) >= 0,
                "nothing is told before 60 s: somebody may be picking up");
        look.marks(mark -> tells(mark, texts(look.way())), "`tell:` is " + oneOf(texts(look.way())));
        boolean danger = look.way() == Way.DANGER;
        look.marks(
                mark -> !(mark.act() instanceof Act.Raise(var alarm)) || danger == (alarm != Alarming.WAITING),
                danger ? "`alarm:` is urgent or incident here" : "`alarm:` is waiting here");
        if (!danger) {
            look.steps(step -> !step.beyond(), "limits, breaks and rest end for danger alone: take `beyond:` away");
        }
    }

    /// Who is in danger is rung for, by text and call, wider and wider, until somebody answers.
    private static void danger(Look look) {
        begins(look);
        look.steps(Step::call, "in danger each step calls: `call: true`");
        look.steps(
                step -> step.beyond() || step.at().compareTo(WIDE) < 0,
                "from 3 min on danger ignores limits, breaks and rest: `beyond: true`");
        look.ladder(
                look.anyStep(step -> all(step, 3) && speaksOrAny(step.ask())),
                "by 3 min everyone who speaks the language is rung for, on duty or not: a step"
                        + " `{ at: 3 min, ask: everyone, all: true, patience: 60 s, beyond: true, call: true }`");
        look.ladder(
                look.anyStep(step -> all(step, 5) && step.ask() instanceof Ask.Anyone),
                "by 5 min everyone is rung for, in any language: a step"
                        + " `{ at: 4 min, ask: anyone, all: true, patience: 60 s, beyond: true, call: true }`");
        look.ladder(
                look.anyMark(mark -> raises(mark, Alarming.URGENT, 1) && mark.soon()),
                "by 60 s a supervisor is alarmed: a mark `{ at: 60 s, alarm: urgent, soon: true }`");
        look.ladder(
                look.anyMark(mark -> tells(mark, "crisis-no-one", 5) && mark.soon()),
                "by 5 min the contact hears that nobody came: a mark"
                        + " `{ at: 5 min, tell: crisis-no-one, soon: true }`");
        look.ladder(
                look.anyMark(mark -> raises(mark, Alarming.INCIDENT, 10)),
                "by 10 min it is an incident: a mark `{ at: 10 min, alarm: incident }`");
        var marks = look.ladder().marks();
        int soon = Math.max(
                marks.stream()
                        .map(mark -> raises(mark, Alarming.URGENT, 1))
                        .toList()
                        .indexOf(true),
                marks.stream()
                        .map(mark -> tells(mark, "crisis-no-one", 5))
                        .toList()
                        .indexOf(true));
        for (int i = 0; i < soon; i++) {
            if (!marks.get(i).soon()) {
                look.broken()
                        .add(new Broken(
                                Optional.of(look.way()), "marks", i, "`soon: true`, since what follows waits for it"));
            }
        }
        repeats(look, MINUTE, 2, 5);
    }

    private static void child(Look look) {
        begins(look);
        look.steps(
                step -> trained(step.ask()) || step.at().compareTo(WIDE) >= 0,
                "before 3 min a child is for who is trained: `fluent-child` or `everyone-child`");
        look.ladder(
                look.anyStep(step ->
                        by(step.at(), 3) && step.ask().equals(new Ask.Everyone(true)) && step.all() && step.call()),
                "by 3 min whoever is trained is rung for: a step"
                        + " `{ at: 3 min, ask: everyone-child, all: true, patience: 60 s, call: true }`");
        look.ladder(
                look.anyStep(step ->
                        by(step.at(), 3) && (step.ask().equals(new Ask.Fluent(false)) || speaksOrAny(step.ask()))),
                "from 3 min on a child is anybody's: a step `{ at: 3 min, ask: fluent, patience: 60 s }`");
        waits(look, 5);
        repeats(look, Duration.ofMinutes(2), 10, 10);
    }

    private static void normal(Look look) {
        begins(look);
        waits(look, 10);
        repeats(look, Duration.ofMinutes(2), 15, 15);
    }

    /// Nobody is on duty. It may ask nobody: whoever waits hears so, and is asked for when the next shift begins.
    private static void outOfHours(Look look) {
        look.steps(
                step -> !onDuty(step.ask()),
                "nobody is on duty out of hours: ask primary, backup, schedule, person, partner, everyone or anyone");
        look.marks(
                mark -> !(mark.act() instanceof Act.Tell tell)
                        || tell.unspoken().isEmpty(),
                "nobody is on duty out of hours: take `unspoken:` away");
        look.ladder(
                look.anyMark(mark -> tells(mark, "no-one-free", 15) && mark.soon()),
                "who waits out of hours hears when nobody comes: a mark"
                        + " `{ at: 15 min, tell: no-one-free, soon: true }`");
        int alarmedBy = look.ladder().steps().isEmpty() ? 10 : 30;
        look.ladder(
                look.anyMark(mark -> raises(mark, Alarming.WAITING, alarmedBy)),
                "by " + alarmedBy + " min a supervisor hears of who waits out of hours: a mark `{ at: " + alarmedBy
                        + " min, alarm: waiting }`");
        look.ladder()
                .repeat()
                .ifPresent(repeat -> look.ladder(
                        within(repeat.every(), Duration.ofMinutes(2), Duration.ofHours(2))
                                && within(repeat.from(), Duration.ZERO, Duration.ofHours(2)),
                        "`repeat:` is every 2 min to 120 min, from 120 min at the latest"));
    }

    private static void begins(Look look) {
        look.ladder(
                !look.ladder().steps().isEmpty()
                        && look.ladder().steps().getFirst().at().isZero(),
                "somebody is asked at once: the first step has `at: 0`");
    }

    /// In hours: whoever waits is heard of and hears the truth, and in the end is anybody's.
    private static void waits(Look look, int alarmedBy) {
        look.ladder(
                look.anyStep(step -> by(step.at(), 10)
                        && (step.ask() instanceof Ask.WithInterpreter || step.ask() instanceof Ask.Anyone)),
                "by 10 min somebody is asked in whatever language: a step"
                        + " `{ at: 5 min, ask: interpreter, patience: 60 s }`");
        look.ladder(
                look.anyMark(mark -> mark.act() instanceof Act.Tell tell
                        && by(mark.at(), 5)
                        && tell.unspoken()
                                .filter((Policy.TEXT + "no-one-speaks")::equals)
                                .isPresent()),
                "by 5 min the contact hears that they still wait, or that nobody speaks their language: a mark"
                        + " `{ at: 5 min, tell: waiting-still, unspoken: no-one-speaks }`");
        look.ladder(
                look.anyMark(mark -> tells(mark, "no-one-free", 15)),
                "by 15 min the contact hears that nobody is free: a mark `{ at: 15 min, tell: no-one-free }`");
        look.ladder(
                look.anyMark(mark -> raises(mark, Alarming.WAITING, alarmedBy)),
                "by " + alarmedBy + " min a supervisor is alarmed: a mark `{ at: " + alarmedBy
                        + " min, alarm: waiting }`");
    }

    private static void repeats(Look look, Duration seldomAs, int every, int from) {
        look.ladder(
                look.ladder()
                        .repeat()
                        .filter(repeat ->
                                within(repeat.every(), seldomAs, Duration.ofMinutes(every)) && by(repeat.from(), from))
                        .isPresent(),
                "who did not answer is asked again: `repeat:` is every " + PolicyKeys.words(seldomAs) + " to " + every
                        + " min, from " + from + " min at the latest");
    }

    private static void inOrder(Look look, String list, List<Duration> times) {
        for (int i = 1; i < times.size(); i++) {
            if (times.get(i).compareTo(times.get(i - 1)) < 0) {
                look.broken()
                        .add(new Broken(
                                Optional.of(look.way()), list, i, "`at:` is before that of the entry above it"));
            }
        }
    }

    private static Duration longest(Way way) {
        return way == Way.DANGER ? Duration.ofMinutes(10) : Duration.ofHours(2);
    }

    private static Duration patience(Way way) {
        return switch (way) {
            case DANGER -> Duration.ofMinutes(2);
            case CHILD, NORMAL -> Duration.ofMinutes(5);
            case OUT_OF_HOURS -> Duration.ofMinutes(15);
        };
    }

    private static Set<String> texts(Way way) {
        return switch (way) {
            case DANGER -> IN_DANGER;
            case CHILD, NORMAL -> IN_HOURS;
            case OUT_OF_HOURS -> AT_NIGHT;
        };
    }

    private static String oneOf(Set<String> texts) {
        return (texts.size() == 1 ? "" : "one of ")
                + String.join(", ", texts.stream().sorted().toList()) + " here";
    }

    private static boolean within(Duration time, Duration shortest, Duration longest) {
        return time.compareTo(shortest) >= 0 && time.compareTo(longest) <= 0;
    }

    private static boolean by(Duration time, int minutes) {
        return time.compareTo(Duration.ofMinutes(minutes)) <= 0;
    }

    /// It rings for all it can ask at once, whatever they have in hand.
    private static boolean all(Step step, int minutes) {
        return by(step.at(), minutes) && step.all() && step.beyond() && step.call();
    }

    private static boolean speaksOrAny(Ask ask) {
        return ask.equals(new Ask.Everyone(false)) || ask instanceof Ask.Anyone;
    }

    private static boolean trained(Ask ask) {
        return ask.equals(new Ask.Everyone(true)) || ask.equals(new Ask.Fluent(true));
    }

    private static boolean onDuty(Ask ask) {
        return ask instanceof Ask.Fluent || ask instanceof Ask.Basic || ask instanceof Ask.WithInterpreter;
    }

    private static boolean raises(Mark mark, Alarming alarm, int minutes) {
        return by(mark.at(), minutes) && mark.act().equals(new Act.Raise(alarm));
    }

    private static boolean tells(Mark mark, String text, int minutes) {
        return by(mark.at(), minutes)
                && mark.act() instanceof Act.Tell tell
                && tell.text().equals(Policy.TEXT + text);
    }

    /// It tells one of these, if it tells anything.
    private static boolean tells(Mark mark, Set<String> texts) {
        return !(mark.act() instanceof Act.Tell(var text, var unspoken))
                || (texts.contains(text.substring(Policy.TEXT.length()))
                        && unspoken.map(other -> texts.contains(other.substring(Policy.TEXT.length())))
                                .orElse(true));
    }
}
