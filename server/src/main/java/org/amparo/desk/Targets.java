package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.alarms.Alarms;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.OpenConversation;
import org.amparo.conversations.Talk;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.Exclusions;
import org.amparo.responders.Handles;

/// Finds the one talk a text is for; where there is none, says so. Works inside the caller's transaction.
@Singleton
final class Targets {
    private final Holdings holdings;
    private final Handles handles;
    private final Conversations conversations;
    private final Alarms alarms;
    private final DutyTexts texts;
    private final Exclusions exclusions;

    Targets(
            Holdings holdings,
            Handles handles,
            Conversations conversations,
            Alarms alarms,
            DutyTexts texts,
            Exclusions exclusions) {
        this.holdings = holdings;
        this.handles = handles;
        this.conversations = conversations;
        this.alarms = alarms;
        this.texts = texts;
        this.exclusions = exclusions;
    }

    /// A talk in hand, and what its holder calls it.
    record Target(String handle, Talk talk) {}

    /// The talk of that name; with no name, the only one in hand.
    Optional<Target> of(DeskText text, Optional<String> handle, Instant now) {
        if (handle.isPresent()) {
            return named(text, handle.get(), now);
        }
        var held = holdings.of(text.person().id(), text.line().id(), now);
        if (held.size() == 1) {
            return held.entrySet().stream()
                    .map(one -> new Target(one.getKey(), one.getValue()))
                    .findFirst();
        }
        if (held.isEmpty()) {
            texts.say(text.line(), text.person(), "none-held", Map.of(), now);
        } else {
            texts.say(text.line(), text.person(), "which-one", Map.of("handleList", Holdings.list(held)), now);
        }
        return Optional.empty();
    }

    /// The same, but nothing is said where there is none.
    Optional<Target> inHand(DeskText text, Optional<String> handle, Instant now) {
        var held = holdings.of(text.person().id(), text.line().id(), now);
        return held.entrySet().stream()
                .filter(one -> handle.map(one.getKey()::equals).orElse(held.size() == 1))
                .map(one -> new Target(one.getKey(), one.getValue()))
                .findFirst();
    }

    /// The talk of that name, if it is in hand.
    Optional<Target> named(DeskText text, String handle, Instant now) {
        var person = text.person();
        var held = holdings.of(person.id(), text.line().id(), now);
        if (held.containsKey(handle)) {
            return Optional.of(new Target(handle, held.get(handle)));
        }
        var known = handles.conversation(person.id(), handle, now);
        if (known.isPresent()) {
            texts.say(
                    text.line(), person, why(known.flatMap(conversations::find), text), Map.of("handle", handle), now);
        } else if (held.isEmpty()) {
            texts.say(text.line(), person, "none-held", Map.of(), now);
        } else {
            texts.say(
                    text.line(),
                    person,
                    "unknown-handle",
                    Map.of("handle", handle, "handleList", Holdings.list(held)),
                    now);
        }
        return Optional.empty();
    }

    /// The same for a supervisor, who may act on any open talk of the line they have a name for.
    Optional<Target> supervised(DeskText text, Optional<String> handle, Instant now) {
        var person = text.person();
        var open = open(text, now);
        if (handle.isPresent() && open.containsKey(handle.get())) {
            return Optional.of(new Target(handle.get(), open.get(handle.get())));
        }
        if (handle.isEmpty() && open.size() == 1) {
            return open.entrySet().stream()
                    .map(one -> new Target(one.getKey(), one.getValue()))
                    .findFirst();
        }
        if (handle.isPresent() || open.isEmpty()) {
            return of(text, handle, now);
        }
        texts.say(text.line(), person, "which-one", Map.of("handleList", Holdings.list(open)), now);
        return Optional.empty();
    }

    /// Talks a supervisor may mean with that name, or with none; nothing is locked or named.
    Set<UUID> maybe(DeskText text, Optional<String> handle, Instant now) {
        var talks = new HashSet<UUID>();
        var person = text.person();
        if (person.supervises(text.line().id())) {
            handle.flatMap(name -> handles.conversation(person.id(), name, now)).ifPresent(talks::add);
            alarms.with(person.id()).forEach(alarm -> alarm.subject().ifPresent(talks::add));
        }
        return talks;
    }

    /// Every open talk of the line they have a name for, the last named first.
    Map<String, Talk> open(DeskText text, Instant now) {
        var person = text.person();
        var all = new LinkedHashMap<String, Talk>();
        handles.known(person.id(), now)
                .forEach((name, id) -> conversations
                        .find(id)
                        .filter(talk -> talk.line().equals(text.line().id()))
                        .filter(talk -> talk.status() != OpenConversation.Status.CLOSED)
                        .filter(talk -> !exclusions.bars(talk, person.id()))
                        .ifPresent(talk -> all.put(name, talk)));
        return all;
    }

    /// A name they had: it rests with them, or is over for them.
    private String why(Optional<Talk> talk, DeskText text) {
        return talk.filter(one -> one.status() == OpenConversation.Status.PARKED)
                        .flatMap(one -> conversations.lastHolder(one.id()))
                        .filter(text.person().id()::equals)
                        .isPresent()
                ? "parked-refused"
                : "gone";
    }
}
