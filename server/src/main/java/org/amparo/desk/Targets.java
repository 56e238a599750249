package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.OpenConversation;
import org.amparo.conversations.Talk;
import org.amparo.escalation.DutyTexts;
import org.amparo.responders.Handles;

/// Finds the one talk a text is for; where there is none, says so. Works inside the caller's transaction.
@Singleton
final class Targets {
    private final Holdings holdings;
    private final Handles handles;
    private final Conversations conversations;
    private final DutyTexts texts;

    Targets(Holdings holdings, Handles handles, Conversations conversations, DutyTexts texts) {
        this.holdings = holdings;
        this.handles = handles;
        this.conversations = conversations;
        this.texts = texts;
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
