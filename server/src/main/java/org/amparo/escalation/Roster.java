package org.amparo.escalation;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.conversations.Talk;
import org.amparo.responders.Responder;
import org.amparo.rota.Rank;

/// The people of one line at one moment, as all its runs see them: what is the same for each of them is read once.
/// Holds as long as the transaction that read it; whoever asks somebody reads it anew.
///
/// @param covered somebody is on duty in an open schedule, free or not
/// @param changesAt when that may next change
record Roster(Instant at, List<Member> members, boolean covered, Optional<Instant> changesAt) {
    Roster {
        members = List.copyOf(members);
    }

    /// One of them, whatever the run.
    ///
    /// @param open their rank in an open schedule, while they are on duty there
    /// @param onCall their rank in one for danger alone
    /// @param schedules names of those in which they are on duty
    /// @param resting a talk about danger ended a moment ago
    /// @param reachable they have a verified address
    record Member(
            Responder person,
            Optional<Rank> open,
            Optional<Rank> onCall,
            Set<String> schedules,
            People.Load load,
            boolean resting,
            boolean reachable) {
        Member {
            schedules = Set.copyOf(schedules);
        }
    }

    /// What one run sees of them.
    Facts facts(RunRow row, Talk talk, Ties ties) {
        var excluded = new HashSet<>(ties.excluded());
        excluded.addAll(row.passedOver());
        row.heldBy().ifPresent(excluded::add);
        var people = members.stream()
                .map(member -> candidate(member, row, talk, ties, excluded))
                .toList();
        return new Facts(people, covered, changesAt);
    }

    private Candidate candidate(Member member, RunRow row, Talk talk, Ties ties, Set<UUID> excluded) {
        var person = member.person();
        boolean danger = member.load().danger() || row.run().wish().danger();
        return new Candidate(
                person.id(),
                person.alias(),
                person.speaks(talk.locale()),
                person.skills(),
                person.gender(),
                member.open(),
                member.onCall(),
                member.schedules(),
                person.available(at),
                member.load().held(),
                member.load().held() >= person.limit(danger),
                member.resting(),
                excluded.contains(person.id()),
                ties.self().contains(person.id()),
                ties.before().contains(person.id()),
                member.reachable());
    }
}
