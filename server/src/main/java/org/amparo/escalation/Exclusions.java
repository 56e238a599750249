package org.amparo.escalation;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.alarms.Alarm;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.contacts.Contacts;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.conversations.Role;
import org.amparo.conversations.TakingPart;
import org.amparo.conversations.Talk;
import org.amparo.responders.Responders;

/// "Not this person" (`domain.md` F.3): somebody is never again asked for a contact, nor given, nor shown a talk of
/// theirs, in any role. Said by the contact, by the responder themselves, by who holds the talk, or by a
/// supervisor, who alone takes it back. Kept are ids alone, as long as the contact's. Each method is one
/// transaction, or part of the caller's; safe for many threads and nodes.
@Singleton
public class Exclusions {
    private final Responders responders;
    private final People people;
    private final Conversations conversations;
    private final TakingPart takingPart;
    private final Contacts contacts;
    private final Handovers handovers;
    private final Interpreters interpreters;
    private final Runs runs;
    private final OfferRows offers;
    private final Trouble trouble;
    private final ContactTexts contactTexts;
    private final Audit audit;

    Exclusions(
            Responders responders,
            People people,
            Conversations conversations,
            TakingPart takingPart,
            Contacts contacts,
            Handovers handovers,
            Interpreters interpreters,
            Runs runs,
            OfferRows offers,
            Trouble trouble,
            ContactTexts contactTexts,
            Audit audit) {
        this.responders = responders;
        this.people = people;
        this.conversations = conversations;
        this.takingPart = takingPart;
        this.contacts = contacts;
        this.handovers = handovers;
        this.interpreters = interpreters;
        this.runs = runs;
        this.offers = offers;
        this.trouble = trouble;
        this.contactTexts = contactTexts;
        this.audit = audit;
    }

    /// They must not see it, or it is their own.
    @Transactional
    public boolean bars(Talk talk, UUID person) {
        return people.barred(talk.contact()).contains(person);
    }

    /// They have nothing to do with this contact from now on. Whoever held the talk gives it on, and the contact
    /// hears that somebody else comes.
    ///
    /// @param by who said so
    /// @return false when the talk is closed or gone
    @Transactional
    public boolean exclude(UUID conversation, UUID person, UUID by, Instant now) {
        var found = conversations
                .find(conversation)
                .filter(talk -> contacts.lock(talk.contact()))
                .flatMap(_ -> conversations.find(conversation))
                .filter(talk -> talk.status() != Status.CLOSED);
        found.ifPresent(talk -> {
            responders.exclude(person, talk.contact(), talk.organisation(), now);
            audit.act(Act.by(by, talk.organisation(), Act.Kind.PERSON_EXCLUDED, conversation, now));
            unasked(conversation, person, now);
            interpreters.leave(conversation, person, true, now);
            takingPart.leaves(conversation, Role.SUPERVISOR, person, now);
            if (talk.holder().filter(person::equals).isPresent()) {
                takingPart.release(conversation, person, now);
                contactTexts.say(talk, "sys.other-person", now);
                handovers.passed(conversation, person, now);
            }
        });
        return found.isPresent();
    }

    /// What became of taking it back.
    public enum TakenBack {
        TAKEN_BACK,
        /// Nothing kept them away, or the talk is closed or gone.
        NONE,
        /// The staff file keeps them away, and only the file can change that.
        STAFF_FILE
    }

    /// They may be asked for this contact again, from now on and in the search under way.
    ///
    /// @param by a supervisor, never that person
    @Transactional
    public TakenBack takeBack(UUID conversation, UUID person, UUID by, Instant now) {
        var open = conversations
                .find(conversation)
                .filter(talk -> contacts.lock(talk.contact()))
                .flatMap(_ -> conversations.find(conversation))
                .filter(talk -> talk.status() != Status.CLOSED);
        if (open.isEmpty()) {
            return TakenBack.NONE;
        }
        var talk = open.get();
        boolean was = responders.allow(person, talk.contact());
        if (was) {
            audit.act(Act.by(by, talk.organisation(), Act.Kind.PERSON_ALLOWED, conversation, now));
        }
        if (people.excluded(talk.contact()).contains(person)) {
            return TakenBack.STAFF_FILE;
        }
        if (was) {
            runs.live(conversation).ifPresent(row -> {
                runs.passedOverNoMore(row.id(), person);
                runs.lookAgain(row.id(), now);
                runs.woken();
            });
        }
        return was ? TakenBack.TAKEN_BACK : TakenBack.NONE;
    }

    /// The contact wants somebody else than who talked with them last on this line, while nobody holds their talk.
    ///
    /// @return false when nobody talked with them
    @Transactional
    public boolean notTheLast(UUID contact, UUID line, Instant now) {
        var last = people.lastHolder(contact, line);
        last.ifPresent(person -> {
            var organisation = contacts.find(contact).orElseThrow().organisationId();
            responders.exclude(person, contact, organisation, now);
            conversations.open(contact, line).ifPresent(open -> unasked(open.id(), person, now));
        });
        return last.isPresent();
    }

    /// A contact says so while that person holds the talk: the words are theirs to read, and a supervisor hears of
    /// it.
    @Transactional
    public void wanted(UUID conversation, Instant now) {
        conversations
                .find(conversation)
                .filter(talk -> talk.holder().isPresent())
                .ifPresent(
                        talk -> trouble.of(Alarm.Kind.OTHER_PERSON_WANTED, talk, talk.holder(), Optional.empty(), now));
    }

    /// What they were asked about it stands no longer.
    private void unasked(UUID conversation, UUID person, Instant now) {
        runs.live(conversation).ifPresent(row -> {
            offers.withdraw(row.id(), person, now);
            runs.lookAgain(row.id(), now);
            runs.woken();
        });
        interpreters.unasked(conversation, person, now);
    }
}
