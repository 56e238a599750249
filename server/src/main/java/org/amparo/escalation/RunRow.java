package org.amparo.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.conversations.Talk;

/// A run as it is stored, locked together with its contact's row.
///
/// @param talk its conversation; empty once that was erased
/// @param test its conversation is practice
/// @param waitingSince since when its contact waits, whichever ladder it climbs
/// @param passedOver who must not be asked again
/// @param heldBy who holds the conversation
/// @param unansweredSince since when the holder has owed an answer
/// @param unreached the contact's words do not reach the holder's phone
/// @param offAt when the holder of a talk in danger goes off duty; empty for who was not on duty when they took it
record RunRow(
        UUID id,
        UUID organisation,
        UUID line,
        UUID conversation,
        Status status,
        String policy,
        Run run,
        List<UUID> passedOver,
        Optional<UUID> heldBy,
        Optional<Instant> unansweredSince,
        boolean nudged,
        boolean unreached,
        Optional<Instant> offAt,
        Instant waitingSince,
        Optional<Talk> talk,
        boolean test) {
    /// For a message that was left nobody need be found within minutes: the longest wait becomes an hour.
    private static final int LEFT_MESSAGE = 6;

    RunRow {
        passedOver = List.copyOf(passedOver);
    }

    RunRow with(Optional<Talk> found) {
        return new RunRow(
                id,
                organisation,
                line,
                conversation,
                status,
                policy,
                run,
                passedOver,
                heldBy,
                unansweredSince,
                nudged,
                unreached,
                offAt,
                waitingSince,
                found,
                test);
    }

    enum Status {
        /// Somebody is looked for.
        RUNNING,
        /// Somebody holds the conversation and is watched.
        HELD,
        /// The contact erased it during danger: a supervisor must know.
        ERASED,
        ENDED
    }

    /// The policy frozen into it; slower for a message that was left.
    EscalationPolicy frozen() {
        var frozen = Policy.frozen(policy);
        boolean left = talk.filter(Talk::leftMessage).isPresent();
        return new EscalationPolicy(left ? frozen.slower(LEFT_MESSAGE) : frozen);
    }
}
