package org.amparo.escalation;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.amparo.escalation.Ladder.Step;

/// In about how many minutes somebody comes to whoever begins to wait now: the next higher of a few round figures,
/// and none where none would be honest. Pure.
///
/// Only who is on duty, there and speaks the language counts. Free people are waited for as long as the policy
/// waits for each of them; where places are short, talks have to end first.
final class Estimate {
    private static final List<Integer> HONEST = List.of(5, 10, 15, 30);

    /// What a talk by text takes (`domain.md` F.2).
    private static final Duration TALK = Duration.ofMinutes(60);

    private Estimate() {}

    /// @param limit how many talks they may hold
    record Answerer(Candidate seen, int limit) {
        private int places() {
            return seen.full() ? 0 : Math.max(0, limit - seen.held());
        }
    }

    /// Whom one step asks.
    private record Asked(Duration patience, List<Answerer> people) {}

    /// @param ahead how many are asked for before them
    /// @param known how long those on duty stay the same
    static OptionalInt minutes(Ladder ladder, Wish wish, Collection<Answerer> people, int ahead, Duration known) {
        var there = people.stream()
                .filter(one ->
                        one.seen().duty().isPresent() && one.seen().grade().isPresent())
                .toList();
        return soonest(ladder, wish, there)
                .map(asked -> wait(asked, ahead))
                .or(() -> rested(ladder, wish, there)
                        .map(asked -> wait(asked, ahead).plus(People.REST)))
                .or(() -> first(ladder, wish, there, true).map(asked -> wait(asked, ahead)))
                .filter(wait -> wait.compareTo(known) <= 0)
                .map(Estimate::round)
                .orElse(OptionalInt.empty());
    }

    private static Optional<Asked> soonest(Ladder ladder, Wish wish, List<Answerer> there) {
        return first(ladder, wish, there, false);
    }

    /// Nobody is free, but some only rest after a talk about danger.
    private static Optional<Asked> rested(Ladder ladder, Wish wish, List<Answerer> there) {
        return first(
                ladder,
                wish,
                there.stream()
                        .filter(one -> one.seen().resting() && one.places() > 0)
                        .toList(),
                true);
    }

    /// Steps that find nobody are skipped at once: the first that finds somebody is asked now.
    ///
    /// @param beyond as if limits and rest did not count; breaks do, nobody knows how long they last
    private static Optional<Asked> first(Ladder ladder, Wish wish, List<Answerer> there, boolean beyond) {
        var on = there.stream()
                .filter(one -> one.seen().availability() == org.amparo.responders.Availability.ON)
                .toList();
        return ladder.steps().stream()
                .map(step -> asked(beyond ? beyond(step) : step, wish, on))
                .filter(asked -> !asked.people().isEmpty())
                .findFirst();
    }

    private static Asked asked(Step step, Wish wish, List<Answerer> people) {
        var ranked = Matching.ranked(
                        step, wish, people.stream().map(Answerer::seen).toList())
                .stream()
                .map(Match::person)
                .toList();
        int inTurn = step.all() ? 1 : ranked.size();
        return new Asked(
                step.patience().multipliedBy(inTurn),
                people.stream().filter(one -> ranked.contains(one.seen().id())).toList());
    }

    private static Step beyond(Step step) {
        return new Step(step.at(), step.ask(), step.all(), step.patience(), true, step.call());
    }

    private static Duration wait(Asked asked, int ahead) {
        int places = asked.people().stream().mapToInt(Answerer::places).sum();
        int held = asked.people().stream().mapToInt(Answerer::limit).sum();
        int missing = Math.max(0, ahead + 1 - places);
        var offers = asked.patience().multipliedBy(1 + Math.min(ahead, places));
        return offers.plus(TALK.multipliedBy(missing).dividedBy(Math.max(1, held)));
    }

    private static OptionalInt round(Duration wait) {
        return HONEST.stream()
                .mapToInt(Integer::intValue)
                .filter(minutes -> wait.compareTo(Duration.ofMinutes(minutes)) <= 0)
                .findFirst();
    }
}
