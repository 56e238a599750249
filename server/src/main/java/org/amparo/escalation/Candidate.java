package org.amparo.escalation;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.responders.Availability;
import org.amparo.responders.Gender;
import org.amparo.responders.Grade;
import org.amparo.responders.Skill;
import org.amparo.rota.Rank;

/// A responder of the line as a run sees them now.
///
/// @param grade in the language of the conversation; empty when they do not speak it
/// @param open their rank in an open schedule, while they are on duty there
/// @param onCall their rank in one for danger alone
/// @param schedules names of those in which they are on duty
/// @param full they hold as many talks as they may
/// @param promised the places they have left are offered to others, who have not been answered yet
/// @param resting a talk about danger ended a moment ago, or a pause from writing is due
/// @param excluded they must not be given this conversation
/// @param self the conversation is their own, as somebody who wrote for themselves
/// @param before they held an earlier talk of this contact, not long ago and with consent
/// @param knowing they know the country of the contact's number
/// @param reachable they have a verified address
/// @param partner it is a partner's line, not somebody of this one
record Candidate(
        UUID id,
        String alias,
        Optional<Grade> grade,
        Set<Skill> skills,
        Optional<Gender> gender,
        Optional<Rank> open,
        Optional<Rank> onCall,
        Set<String> schedules,
        Availability availability,
        int held,
        boolean full,
        boolean promised,
        boolean resting,
        boolean excluded,
        boolean self,
        boolean before,
        boolean knowing,
        boolean reachable,
        boolean partner) {
    Candidate {
        skills = Set.copyOf(skills);
        schedules = Set.copyOf(schedules);
    }

    /// The same for practice: whoever takes part counts as on duty and free, whatever else is in hand.
    Candidate inPractice() {
        return new Candidate(
                id,
                alias,
                grade,
                skills,
                gender,
                Optional.of(Rank.PRIMARY),
                onCall,
                schedules,
                Availability.ON,
                0,
                false,
                false,
                false,
                excluded,
                self,
                before,
                knowing,
                reachable,
                partner);
    }

    /// The same once those others are answered, if they all say no.
    Candidate unpromised() {
        return new Candidate(
                id,
                alias,
                grade,
                skills,
                gender,
                open,
                onCall,
                schedules,
                availability,
                held,
                full,
                false,
                resting,
                excluded,
                self,
                before,
                knowing,
                reachable,
                partner);
    }

    boolean fluent() {
        return grade.filter(Grade::alone).isPresent();
    }

    boolean trained() {
        return skills.contains(Skill.CHILD);
    }

    /// In whichever schedule, the first rank first.
    Optional<Rank> duty() {
        return open.isPresent() ? open : onCall;
    }
}
