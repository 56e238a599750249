package org.amparo.escalation;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.conversations.Talk;
import org.amparo.responders.Grade;
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
    /// @param partner it is a partner's line
    record Member(
            Responder person,
            Optional<Rank> open,
            Optional<Rank> onCall,
            Set<String> schedules,
            People.Load load,
            boolean resting,
            boolean reachable,
            boolean partner) {
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
                .map(member -> candidate(
                        member,
                        member.person().speaks(talk.locale()),
                        row.run().wish().danger(),
                        ties,
                        excluded))
                .toList();
        return new Facts(people, covered, changesAt);
    }

    /// As somebody who begins to wait sees them, in no danger.
    ///
    /// @param barred whom they are kept away from
    List<Estimate.Answerer> answerers(String locale, Set<UUID> barred, boolean practice) {
        var ties = new Ties(Set.of(), Set.of(), barred);
        return members.stream()
                .map(member -> {
                    var grade = member.person().speaks(locale);
                    var seen = candidate(member, grade, false, ties, barred);
                    int limit = member.person().limit(member.load().danger());
                    return new Estimate.Answerer(practice ? seen.inPractice() : seen, limit);
                })
                .toList();
    }

    /// As somebody who speaks the language of each of them would see them, whoever that is.
    List<Candidate> anybody() {
        var nothing = new Ties(Set.of(), Set.of(), Set.of());
        return members.stream()
                .map(member -> candidate(
                        member,
                        member.person().languages().values().stream().min(Comparator.naturalOrder()),
                        false,
                        nothing,
                        Set.of()))
                .toList();
    }

    private Candidate candidate(Member member, Optional<Grade> grade, boolean inDanger, Ties ties, Set<UUID> excluded) {
        var person = member.person();
        boolean danger = member.load().danger() || inDanger;
        return new Candidate(
                person.id(),
                person.alias(),
                grade,
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
                ties.knowing().contains(person.id()),
                member.reachable(),
                member.partner());
    }
}
