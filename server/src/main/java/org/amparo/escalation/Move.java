package org.amparo.escalation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The next thing a run does. Each but the last two changes the run, and it is asked again at once.
sealed interface Move {
    /// Sets foot on a ladder: what was asked on another one is over.
    record Begin(Way way) implements Move {}

    /// Opens the next step.
    record Widen(int step) implements Move {}

    /// Asks people, some of them again.
    record Offer(int step, List<Match> people) implements Move {
        public Offer {
            people = List.copyOf(people);
        }
    }

    /// The patience with these is over.
    record Miss(List<UUID> people) implements Move {
        public Miss {
            people = List.copyOf(people);
        }
    }

    /// Tells the contact; the mark is done.
    record Tell(String text) implements Move {}

    /// Calls the supervisors; the mark is done.
    record Alarm(Alarming alarm) implements Move {}

    record Wait(Instant until) implements Move {}

    /// Nobody is left who could be asked: the contact knows, an alarm must stand until somebody acts.
    record GiveUp(Instant lookAgain) implements Move {}
}
