package org.amparo.escalation;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.conversations.Talk;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Who was asked for a talk, in which order and why, and what keeps the others from being asked (`domain.md` F.3).
/// What was asked is what happened; what keeps somebody is as it is now. Safe for many threads and nodes.
@Singleton
public class Choices {
    private final Runs runs;
    private final OfferRows offers;
    private final People people;
    private final Responders responders;
    private final Audit audit;

    Choices(Runs runs, OfferRows offers, People people, Responders responders, Audit audit) {
        this.runs = runs;
        this.offers = offers;
        this.people = people;
        this.responders = responders;
        this.audit = audit;
    }

    /// Somebody who was asked, or not.
    ///
    /// @param words what became of it and why, of a closed list; `load-2` ends in a number
    /// @param at when they were asked; empty when not
    public record Choice(String alias, List<String> words, Optional<Instant> at) {
        public Choice {
            words = List.copyOf(words);
        }
    }

    /// Those asked in the search under way, or that which found its holder, the last first; then those who are not
    /// asked. Empty when nobody is looked for and nobody holds it. That somebody read it is on the trail. Inside
    /// the caller's transaction, which holds the contact's row.
    ///
    /// @param by who reads it
    @Transactional
    public List<Choice> read(Talk talk, UUID by, Instant now) {
        audit.act(Act.by(by, talk.organisation(), Act.Kind.CHOICES_READ, talk.id(), now));
        return runs.live(talk.id()).map(row -> of(row, talk, now)).orElse(List.of());
    }

    private List<Choice> of(RunRow row, Talk talk, Instant now) {
        var made = offers.made(row.id());
        var all = new ArrayList<Choice>();
        made.forEach(one -> responders
                .find(one.responder())
                .ifPresent(person ->
                        all.add(new Choice(person.alias(), words(one, person, talk), Optional.of(one.at())))));
        var asked = made.stream().map(OfferRows.Made::responder).collect(Collectors.toSet());
        notAsked(row, talk, asked, now).forEach(all::add);
        return all;
    }

    private static List<String> words(OfferRows.Made one, Responder person, Talk talk) {
        var words = new ArrayList<String>();
        boolean gone = one.answer().equals("accepted") && !talk.holder().equals(Optional.of(person.id()));
        words.add(gone ? "had-it" : one.answer());
        words.addAll(one.reasons());
        return words;
    }

    /// While nobody is looked for, only who is kept away for good is worth a word.
    private List<Choice> notAsked(RunRow row, Talk talk, Set<UUID> asked, Instant now) {
        boolean looking = row.status() == RunRow.Status.RUNNING;
        var forGood = people.barred(talk.contact());
        return people.facts(row, talk, now).people().stream()
                .filter(one -> !asked.contains(one.id()) || forGood.contains(one.id()))
                .filter(one -> !talk.holder().equals(Optional.of(one.id())))
                .filter(one -> looking || forGood.contains(one.id()))
                .map(one -> new Choice(one.alias(), List.of(why(one, row, forGood)), Optional.empty()))
                .toList();
    }

    private static String why(Candidate one, RunRow row, Set<UUID> forGood) {
        boolean passed = row.passedOver().contains(one.id()) && !forGood.contains(one.id());
        return passed ? "had-it" : Matching.barrier(one, row.run().wish()).orElse("not-yet");
    }
}
