package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.amparo.conversations.Queue;
import org.amparo.lines.Lines;
import org.amparo.responders.Availability;

/// What can be said honestly to somebody who waits, or is about to: behind how many, and about how long. Works
/// inside the caller's transaction.
@Singleton
public class WaitingTimes {
    private final People people;
    private final Queue queue;
    private final Lines lines;
    private final PoliciesInForce policies;

    WaitingTimes(People people, Queue queue, Lines lines, PoliciesInForce policies) {
        this.people = people;
        this.queue = queue;
        this.lines = lines;
        this.policies = policies;
    }

    /// Who waits, or would wait from now on.
    ///
    /// @param child they may be one
    /// @param practice it is a practice phone
    public record Waiting(UUID line, UUID contact, String locale, boolean child, boolean practice) {
        private Queue.Place place() {
            return new Queue.Place(line, contact, child, practice);
        }
    }

    /// How many are asked for before them.
    public int ahead(Waiting waiting, Instant now) {
        return ahead(waiting, roster(waiting, now), now);
    }

    /// In about how many minutes somebody comes; empty when nobody can say.
    public OptionalInt minutes(Waiting waiting, Instant now) {
        var policy = lines.byId(waiting.line()).map(one -> Policy.frozen(policies.of(one.organisationId())));
        if (policy.isEmpty()) {
            return OptionalInt.empty();
        }
        var roster = roster(waiting, now);
        return Estimate.minutes(
                policy.get().ladder(way(waiting, roster)),
                new Wish(false, waiting.child(), Optional.empty(), Optional.empty()),
                roster.answerers(waiting.locale(), people.barred(waiting.contact()), waiting.practice()),
                ahead(waiting, roster, now),
                roster.changesAt().map(at -> Duration.between(now, at)).orElse(Duration.ZERO));
    }

    private static Way way(Waiting waiting, Roster roster) {
        if (!roster.covered() && !waiting.practice()) {
            return Way.OUT_OF_HOURS;
        }
        return waiting.child() ? Way.CHILD : Way.NORMAL;
    }

    private int ahead(Waiting waiting, Roster roster, Instant now) {
        var there = roster.members().stream()
                .filter(one -> waiting.practice()
                        || (one.open().isPresent() && one.person().available(now) != Availability.OFF))
                .filter(one -> one.person().available(now) != Availability.AWAY && !one.partner())
                .map(Roster.Member::person)
                .toList();
        return Ahead.count(waiting.locale(), queue.before(waiting.place(), now), there);
    }

    private Roster roster(Waiting waiting, Instant now) {
        return waiting.practice() ? people.practising(waiting.line(), now) : people.roster(waiting.line(), now);
    }
}
