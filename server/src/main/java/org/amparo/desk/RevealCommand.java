package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.ConsentGiven;
import org.amparo.contacts.Consents;
import org.amparo.contacts.Purpose;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.escalation.DutyTexts;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// `#reveal`: whoever has a contact's yes to a referral wants the number, which the partner was promised; a
/// supervisor agrees with `#reveal` and the code. No text ever holds the number: it is shown at the server
/// ([Reveals#show]). Works inside the caller's transaction.
@Singleton
final class RevealCommand {
    private final Reveals reveals;
    private final GivenCommand given;
    private final Consents consents;
    private final Conversations conversations;
    private final Responders responders;
    private final RevealPeople people;
    private final Handles handles;
    private final Relays relays;
    private final DutyTexts texts;

    RevealCommand(
            Reveals reveals,
            GivenCommand given,
            Consents consents,
            Conversations conversations,
            Responders responders,
            RevealPeople people,
            Handles handles,
            Relays relays,
            DutyTexts texts) {
        this.reveals = reveals;
        this.given = given;
        this.consents = consents;
        this.conversations = conversations;
        this.responders = responders;
        this.people = people;
        this.handles = handles;
        this.relays = relays;
        this.texts = texts;
    }

    void take(DeskText text, Said.Reveal said, Instant now) {
        if (said.code()) {
            agree(text, said.words(), now);
        } else {
            given.one(text, said.handle(), said.words(), "reveal", now)
                    .ifPresent(
                            yes -> conversations.find(yes.conversation()).ifPresent(talk -> ask(text, talk, yes, now)));
        }
    }

    /// The talks it may be about; nothing is locked.
    Collection<UUID> about(DeskText text, Said.Reveal said, Instant now) {
        return said.code()
                ? reveals.waiting(text.line().id(), said.words(), now).stream()
                        .map(Reveals.Waiting::conversation)
                        .toList()
                : given.about(text, said.handle(), said.words(), now);
    }

    private void ask(DeskText text, Talk talk, ConsentGiven<Purpose.Referral> yes, Instant now) {
        var person = text.person();
        var handle = handle(person, talk, now);
        var others = people.others(talk, person.id(), now);
        if (talk.test()) {
            // Practice calls nobody.
            say(text, person, "practice-alarm", Map.of("handle", handle), now);
        } else if (people.barred(talk, person.id())) {
            say(text, person, "reveal-not", Map.of(), now);
        } else if (reveals.shown(yes.id(), now)) {
            say(text, person, "reveal-shown", Map.of("handle", handle), now);
        } else if (others.isEmpty()) {
            say(text, person, "reveal-two", Map.of(), now);
        } else if (!relays.refused(talk, person, handle, now)) {
            var code = reveals.ask(talk, yes, person.id(), now);
            say(text, person, "reveal-asked", Map.of("handle", handle), now);
            others.forEach(one -> say(
                    text,
                    one,
                    "reveal",
                    Map.of("handle", handle(one, talk, now), "alias", person.alias(), "code", code),
                    now));
        }
    }

    private void agree(DeskText text, String code, Instant now) {
        var person = text.person();
        var waiting = reveals.waiting(text.line().id(), code, now);
        var talk = waiting.flatMap(one -> conversations.find(one.conversation()));
        if (!person.supervises(text.line().id())) {
            say(text, person, "supervisor-only", Map.of(), now);
        } else if (talk.isEmpty() || people.barred(talk.get(), person.id())) {
            say(text, person, "reveal-none", Map.of(), now);
        } else if (waiting.get().askedBy().equals(person.id())) {
            say(text, person, "reveal-two", Map.of(), now);
        } else if (yes(text, waiting.get(), now).isEmpty()
                || people.barred(talk.get(), waiting.get().askedBy())) {
            say(text, person, "reveal-not", Map.of(), now);
        } else if (!relays.refused(talk.get(), person, handle(person, talk.get(), now), now)) {
            reveals.confirm(waiting.get(), talk.get(), person.id(), now);
            ready(text, person, talk.get(), code, now);
            responders.find(waiting.get().askedBy()).ifPresent(one -> ready(text, one, talk.get(), code, now));
        }
    }

    /// The yes it rests on still holds; of a child, with two adults behind it.
    private Optional<ConsentGiven<Purpose.Referral>> yes(DeskText text, Reveals.Waiting waiting, Instant now) {
        return consents.referrals(text.line().id(), waiting.askedBy(), now).stream()
                .filter(one -> one.id().equals(waiting.consent()) && given.mayBeGiven(one))
                .findFirst();
    }

    private void ready(DeskText text, Responder person, Talk talk, String code, Instant now) {
        say(text, person, "reveal-ready", Map.of("handle", handle(person, talk, now), "code", code), now);
    }

    private String handle(Responder person, Talk talk, Instant now) {
        return handles.give(person.id(), talk.id(), talk.organisation(), now);
    }

    private void say(DeskText text, Responder person, String what, Map<String, String> arguments, Instant now) {
        texts.say(text.line(), person, what, arguments, now);
    }
}
