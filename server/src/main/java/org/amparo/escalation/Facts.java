package org.amparo.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a run sees around it.
///
/// @param covered somebody is on duty in an open schedule, free or not
/// @param changesAt when that may next change
record Facts(List<Candidate> people, boolean covered, Optional<Instant> changesAt) {
    Facts {
        people = List.copyOf(people);
    }

    /// The same for practice, which has no hours.
    Facts inPractice() {
        return new Facts(people.stream().map(Candidate::inPractice).toList(), true, changesAt);
    }

    /// The same once everybody who was asked about somebody else has said no.
    Facts unpromised() {
        return new Facts(people.stream().map(Candidate::unpromised).toList(), covered, changesAt);
    }

    /// Somebody on duty speaks the language at all.
    boolean spoken() {
        return people.stream()
                .anyMatch(one -> one.open().isPresent() && one.grade().isPresent());
    }
}
