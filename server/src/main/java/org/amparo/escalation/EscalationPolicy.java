package org.amparo.escalation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.amparo.escalation.Ladder.Act;
import org.amparo.escalation.Ladder.Mark;
import org.amparo.escalation.Ladder.Step;
import org.amparo.escalation.Run.Answer;
import org.amparo.escalation.Run.Asked;

/// The next move of a run. Pure: the same run, facts and moment give the same move.
final class EscalationPolicy {
    private final Policy policy;

    EscalationPolicy(Policy policy) {
        this.policy = policy;
    }

    Move next(Run run, Facts facts, Instant now) {
        var way = way(run, facts);
        if (run.way().filter(way::equals).isEmpty()) {
            return new Move.Begin(way);
        }
        return new Look(policy, policy.ladder(way), run, facts, now).move();
    }

    private static Way way(Run run, Facts facts) {
        if (run.wish().danger()) {
            return Way.DANGER;
        }
        if (!facts.covered()) {
            return Way.OUT_OF_HOURS;
        }
        return run.wish().child() ? Way.CHILD : Way.NORMAL;
    }

    /// The run once the move is made.
    Run after(Run run, Move move, Instant now) {
        return switch (move) {
            case Move.Begin(var way) -> new Run(run.wish(), Optional.of(way), now, 0, 0, List.of());
            case Move.Widen(int step) -> run.opened(step + 1);
            case Move.Offer offer -> run.asked(offer, now.plus(patience(run, offer.step())), now);
            case Move.Miss miss -> run.missed(miss.people());
            case Move.Tell _, Move.Alarm _ -> run.marked(run.marked() + 1);
            case Move.Wait _, Move.GiveUp _ -> run;
        };
    }

    /// Whom the run would ask now, once all it does before is done; nobody while it waits.
    List<UUID> asks(Run run, Facts facts, Instant now) {
        var at = run;
        while (true) {
            var move = next(at, facts, now);
            switch (move) {
                case Move.Offer offer -> {
                    return offer.people().stream().map(Match::person).toList();
                }
                case Move.Wait _, Move.GiveUp _ -> {
                    return List.of();
                }
                case Move.Begin _, Move.Widen _, Move.Miss _, Move.Tell _, Move.Alarm _ -> at = after(at, move, now);
            }
        }
    }

    /// Whether a call goes with the offers of a step.
    boolean calls(Run run, int step) {
        return ladder(run).steps().get(step).call();
    }

    private Duration patience(Run run, int step) {
        return ladder(run).steps().get(step).patience();
    }

    private Ladder ladder(Run run) {
        return policy.ladder(run.way().orElseThrow());
    }

    /// One look at one run.
    private record Look(Policy policy, Ladder ladder, Run run, Facts facts, Instant now) {
        Move move() {
            return missed().or(this::offerAll)
                    .or(this::widenByTime)
                    .or(this::mark)
                    .or(this::offerInTurn)
                    .or(this::widenWhenNobodyIsLeft)
                    .or(this::repeat)
                    .orElseGet(this::rest);
        }

        private Duration elapsed() {
            return Duration.between(run.began(), now);
        }

        private Optional<Move> missed() {
            var over = run.asked().stream()
                    .filter(one -> one.answer() == Answer.OPEN && !now.isBefore(one.until()))
                    .map(Asked::person)
                    .toList();
            return over.isEmpty() ? Optional.empty() : Optional.of(new Move.Miss(over));
        }

        private Optional<Move> widenByTime() {
            return allOpen()
                            || elapsed()
                                            .compareTo(ladder.steps()
                                                    .get(run.opened())
                                                    .at())
                                    < 0
                    ? Optional.empty()
                    : Optional.of(new Move.Widen(run.opened()));
        }

        private Optional<Move> widenWhenNobodyIsLeft() {
            return allOpen() || waitsForSomebody() || waitsForAnother()
                    ? Optional.empty()
                    : Optional.of(new Move.Widen(run.opened()));
        }

        private Optional<Move> mark() {
            return nextMark()
                    .filter(mark -> elapsed().compareTo(mark.at()) >= 0 || (mark.soon() && nobody()))
                    .map(mark -> switch (mark.act()) {
                        case Act.Raise(var alarm) -> new Move.Alarm(alarm);
                        case Act.Tell tell ->
                            new Move.Tell(
                                    tell.unspoken().filter(_ -> !facts.spoken()).orElse(tell.text()));
                    });
        }

        /// The newest step, when it asks all it can: whom no step asked yet, and once more whom an earlier step
        /// asked alone; who said no is left in peace.
        private Optional<Move> offerAll() {
            return newest().filter(Step::all).flatMap(step -> {
                var fresh = openSteps(match -> run.of(match.person())
                        .map(asked -> asked.answer() != Answer.DECLINED
                                && !ladder.steps().get(asked.step()).all())
                        .orElse(true));
                return fresh.isEmpty() ? Optional.empty() : Optional.of(new Move.Offer(run.opened() - 1, fresh));
            });
        }

        /// The newest step, when it asks one after the other and waits for nobody; those whom an earlier step would
        /// ask come first.
        private Optional<Move> offerInTurn() {
            return newest().filter(step -> !step.all() && !waitsInTurn())
                    .flatMap(step -> openSteps(match -> run.of(match.person()).isEmpty()).stream()
                            .findFirst()
                            .map(match -> new Move.Offer(run.opened() - 1, List.of(match))));
        }

        private Optional<Step> newest() {
            return run.opened() == 0
                    ? Optional.empty()
                    : Optional.of(ladder.steps().get(run.opened() - 1));
        }

        private boolean waitsInTurn() {
            return run.asked().stream().anyMatch(one -> one.step() == run.opened() - 1 && one.answer() == Answer.OPEN);
        }

        private List<Match> openSteps(Predicate<Match> wanted) {
            return steps(ladder.steps().subList(0, run.opened())).stream()
                    .filter(wanted)
                    .toList();
        }

        private List<Match> steps(List<Step> steps) {
            var all = new LinkedHashMap<UUID, Match>();
            steps.forEach(step -> Matching.ranked(step, run.wish(), facts.people())
                    .forEach(match -> all.putIfAbsent(match.person(), match)));
            return List.copyOf(all.values());
        }

        private Optional<Move> repeat() {
            return repeatAt().filter(at -> !now.isBefore(at)).flatMap(_ -> {
                var again = everybody();
                return again.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Move.Offer(ladder.steps().size() - 1, again));
            });
        }

        private Optional<Instant> repeatAt() {
            if (!allOpen()
                    || run.asked().isEmpty()
                    || waitsForSomebody()
                    || everybody().isEmpty()) {
                return Optional.empty();
            }
            return ladder.repeat().map(repeat -> {
                var last = run.asked().stream()
                        .map(Asked::at)
                        .max(Comparator.naturalOrder())
                        .orElse(run.began());
                var first = run.began().plus(repeat.from());
                var next = last.plus(repeat.every());
                return next.isBefore(first) ? first : next;
            });
        }

        /// All whom any step can ask and who did not say no.
        private List<Match> everybody() {
            return steps(ladder.steps()).stream()
                    .filter(match -> run.of(match.person())
                            .filter(asked -> asked.answer() == Answer.DECLINED)
                            .isEmpty())
                    .toList();
        }

        private Move rest() {
            var next = new ArrayList<Instant>();
            run.asked().stream()
                    .filter(one -> one.answer() == Answer.OPEN)
                    .map(Asked::until)
                    .forEach(next::add);
            if (!allOpen()) {
                next.add(run.began().plus(ladder.steps().get(run.opened()).at()));
            }
            nextMark().map(mark -> run.began().plus(mark.at())).ifPresent(next::add);
            repeatAt().ifPresent(next::add);
            facts.changesAt().ifPresent(next::add);
            if (!ladder.steps().isEmpty()) {
                next.add(now.plus(policy.look()));
            }
            var first = next.stream()
                    .filter(now::isBefore)
                    .min(Comparator.naturalOrder())
                    .orElse(now.plus(policy.look()));
            boolean over = !ladder.steps().isEmpty()
                    && allOpen()
                    && nextMark().isEmpty()
                    && everybody().isEmpty()
                    && !waitsForSomebody()
                    && !waitsForAnother();
            return over ? new Move.GiveUp(first) : new Move.Wait(first);
        }

        private boolean allOpen() {
            return run.opened() >= ladder.steps().size();
        }

        private boolean waitsForSomebody() {
            return run.asked().stream().anyMatch(one -> one.answer() == Answer.OPEN);
        }

        /// Somebody whom an open step could ask is being asked about another just now: they may be free in a
        /// moment, which is no reason to go on to people who fit less.
        private boolean waitsForAnother() {
            return run.opened() > 0
                    && new Look(policy, ladder, run, facts.unpromised(), now)
                            .openSteps(match -> run.of(match.person()).isEmpty()).stream()
                                    .findAny()
                                    .isPresent();
        }

        /// No step could ask anybody, and nobody was asked.
        private boolean nobody() {
            return allOpen() && run.asked().isEmpty() && everybody().isEmpty() && !waitsForAnother();
        }

        private Optional<Mark> nextMark() {
            return run.marked() < ladder.marks().size()
                    ? Optional.of(ladder.marks().get(run.marked()))
                    : Optional.empty();
        }
    }
}
