package org.amparo.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Where one execution of a policy stands.
///
/// @param way the ladder it climbs; empty before its first move
/// @param began when it set foot on that ladder
/// @param opened how many steps are open
/// @param marked how many marks are done
/// @param asked everybody asked on this ladder, each once
record Run(Wish wish, Optional<Way> way, Instant began, int opened, int marked, List<Asked> asked) {
    Run {
        asked = List.copyOf(asked);
    }

    /// @param step the step that asked them last
    /// @param until when the patience with them ends
    record Asked(UUID person, int step, Answer answer, Instant at, Instant until) {}

    enum Answer {
        OPEN,
        DECLINED,
        MISSED
    }

    Optional<Asked> of(UUID person) {
        return asked.stream().filter(one -> one.person().equals(person)).findFirst();
    }

    Run opened(int steps) {
        return new Run(wish, way, began, steps, marked, asked);
    }

    Run marked(int marks) {
        return new Run(wish, way, began, opened, marks, asked);
    }

    Run asked(Move.Offer offer, Instant until, Instant now) {
        var people = offer.people().stream().map(Match::person).toList();
        var all = new ArrayList<>(asked);
        all.removeIf(one -> people.contains(one.person()));
        people.forEach(person -> all.add(new Asked(person, offer.step(), Answer.OPEN, now, until)));
        return new Run(wish, way, began, opened, marked, all);
    }

    Run missed(List<UUID> people) {
        return answered(people, Answer.MISSED);
    }

    Run declined(UUID person) {
        return answered(List.of(person), Answer.DECLINED);
    }

    private Run answered(List<UUID> people, Answer answer) {
        var all = asked.stream()
                .map(one -> people.contains(one.person())
                        ? new Asked(one.person(), one.step(), answer, one.at(), one.until())
                        : one)
                .toList();
        return new Run(wish, way, began, opened, marked, all);
    }
}
