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
    /// @param resting a talk about danger ended a moment ago, or a pause from writing is due
    /// @param reachable they have a verified address
    /// @param partner it is a partner's line
    record Member(
            Responder person,
            Optional<Rank> open,
            Optional<Rank> onCall,
            Set<String> schedules,
            Load load,
            boolean resting,
            boolean reachable,
            boolean partner) {
        Member {
            schedules = Set.copyOf(schedules);
        }

        private Member askedOnceMore() {
            return new Member(person, open, onCall, schedules, load.askedOnceMore(), resting, reachable, partner);
        }
    }

    /// What one run sees of them.
    Facts facts(RunRow row, Talk talk, Ties ties) {
        var excluded = new HashSet<>(ties.excluded());
        excluded.addAll(row.passedOver());
        row.heldBy().ifPresent(excluded::add);
        var people = members.stream()
                .map(member ->
                        candidate(member, member.person().speaks(talk.locale()), place(member, row), ties, excluded))
                .toList();
        return new Facts(people, covered, changesAt);
    }

    /// Danger asks whoever has a place free, whatever else they were asked; others take no place that was offered
    /// to somebody before them ([RunRow#precedence]). What was offered to a person for this run is no other's.
    private static Place place(Member member, RunRow row) {
        if (row.run().wish().danger()) {
            return new Place(true, 0);
        }
        boolean open = row.run()
                .of(member.person().id())
                .filter(asked ->
                        asked.answer() == Run.Answer.OPEN && !row.precedence().left())
                .isPresent();
        var load = member.load();
        int asked = row.precedence().child() ? load.askedFirst() : load.askedFirst() + load.askedLater();
        return new Place(false, Math.max(0, asked - (open ? 1 : 0)));
    }

    /// What somebody takes of whom they are offered to.
    ///
    /// @param danger they are in danger
    /// @param asked how many places are offered to others already
    private record Place(boolean danger, int asked) {
        /// Whoever begins to wait stands behind those others in any case.
        static final Place FIRST = new Place(false, 0);
    }

    /// The same once one more place of that person is offered to somebody.
    Roster asking(UUID person) {
        var asked = members.stream()
                .map(one -> one.person().id().equals(person) ? one.askedOnceMore() : one)
                .toList();
        return new Roster(at, asked, covered, changesAt);
    }

    /// As somebody who begins to wait sees them, in no danger.
    ///
    /// @param barred whom they are kept away from
    List<Estimate.Answerer> answerers(String locale, Set<UUID> barred, boolean practice) {
        var ties = new Ties(Set.of(), Set.of(), barred);
        return members.stream()
                .map(member -> {
                    var grade = member.person().speaks(locale);
                    var seen = candidate(member, grade, Place.FIRST, ties, barred);
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
                        Place.FIRST,
                        nothing,
                        Set.of()))
                .toList();
    }

    private Candidate candidate(Member member, Optional<Grade> grade, Place place, Ties ties, Set<UUID> excluded) {
        var person = member.person();
        boolean danger = member.load().danger() || place.danger();
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
                member.load().held() + place.asked() >= person.limit(danger),
                member.resting(),
                excluded.contains(person.id()),
                ties.self().contains(person.id()),
                ties.before().contains(person.id()),
                ties.knowing().contains(person.id()),
                member.reachable(),
                member.partner());
    }
}
