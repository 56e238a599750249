package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amparo.contacts.ConsentGiven;
import org.amparo.contacts.Consents;
import org.amparo.contacts.Purpose;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Outcome;
import org.amparo.conversations.Referrals;
import org.amparo.desk.Targets.Target;
import org.amparo.escalation.DutyTexts;
import org.amparo.lines.Partner;
import org.amparo.responders.Handles;

/// `#given`: whoever asked the contact says that they passed the note on to the partner, which used up the yes, and
/// perhaps what became of it (`domain.md` F.6); also by closing the talk as *referred* while one yes alone is
/// open. Without a yes that still holds nothing is noted. Works inside the caller's transaction.
@Singleton
final class GivenCommand {
    private final Consents consents;
    private final Referrals referrals;
    private final Conversations conversations;
    private final SecondYesRows second;
    private final OutcomeWords outcomes;
    private final Reveals reveals;
    private final Handles handles;
    private final TalkCounts counts;
    private final DutyTexts texts;

    GivenCommand(
            Consents consents,
            Referrals referrals,
            Conversations conversations,
            SecondYesRows second,
            OutcomeWords outcomes,
            Reveals reveals,
            Handles handles,
            TalkCounts counts,
            DutyTexts texts) {
        this.consents = consents;
        this.referrals = referrals;
        this.conversations = conversations;
        this.second = second;
        this.outcomes = outcomes;
        this.reveals = reveals;
        this.handles = handles;
        this.counts = counts;
        this.texts = texts;
    }

    /// Of the talk they name, open or closed, else of the only one there is a yes in. A word of what became of it
    /// uses up a yes only where the partner's code says which.
    void given(DeskText text, Said.Given said, Instant now) {
        var words = GivenWords.read(said.words(), text.line().partners());
        if (words.isEmpty()) {
            var handle = Map.of("handle", said.handle().orElse("B3"));
            texts.say(text.line(), text.person(), "outcome-words", handle, now);
            return;
        }
        var code = words.get().code();
        var outcome = words.get().outcome();
        if (outcome.isEmpty()) {
            one(text, said.handle(), code, "given", now).ifPresent(yes -> give(text, yes, now));
        } else if (code.isBlank()
                || outcomes.waits(text, said.handle(), code, now)
                || open(text, said.handle(), code, now).isEmpty()) {
            outcomes.note(text, said.handle(), code, outcome.get(), now);
        } else {
            one(text, said.handle(), code, "given", now)
                    .filter(yes -> give(text, yes, now))
                    .ifPresent(yes -> outcomes.note(
                            text,
                            Optional.of(handle(text, yes.conversation(), now)),
                            code(text, yes.purpose().partner()),
                            outcome.get(),
                            now));
        }
    }

    private static String code(DeskText text, UUID partner) {
        return text.line().partners().stream()
                .filter(one -> one.id().equals(partner))
                .map(Partner::code)
                .findFirst()
                .orElse("");
    }

    /// The talks that may be about; nothing is locked.
    Collection<UUID> about(DeskText text, Said.Given said, Instant now) {
        return GivenWords.read(said.words(), text.line().partners()).stream()
                .flatMap(words -> Stream.concat(
                        about(text, said.handle(), words.code(), now).stream(),
                        outcomes.about(text, said.handle(), words.code(), now).stream()))
                .toList();
    }

    /// The one yes of theirs it can be about, which may be used; else they hear why there is none.
    ///
    /// @param code the partner's; empty when none was typed
    /// @param what they want, as their texts are called: `given` or `reveal`
    Optional<ConsentGiven<Purpose.Referral>> one(
            DeskText text, Optional<String> handle, String code, String what, Instant now) {
        var open = open(text, handle, code, now);
        var talks = open.stream().map(ConsentGiven::conversation).distinct().toList();
        if (open.isEmpty() || (open.size() == 1 && !mayBeGiven(open.getFirst()))) {
            texts.say(text.line(), text.person(), what.equals("reveal") ? "reveal-not" : "given-none", Map.of(), now);
        } else if (talks.size() > 1) {
            var names = talks.stream().map(talk -> handle(text, talk, now)).collect(Collectors.joining(", "));
            texts.say(text.line(), text.person(), "which-one", Map.of("handleList", names), now);
        } else if (open.size() > 1) {
            say(text, what + "-how", talks.getFirst(), now);
        } else {
            return Optional.of(open.getFirst());
        }
        return Optional.empty();
    }

    /// The talks it may be about; nothing is locked.
    Collection<UUID> about(DeskText text, Optional<String> handle, String code, Instant now) {
        return open(text, handle, code, now).stream()
                .map(ConsentGiven::conversation)
                .toList();
    }

    /// Their talk was closed: *referred* says that it was given, and whatever else is open is called to mind; also
    /// where the number is still to be shown, for which the yes is needed.
    void closed(DeskText text, Target target, Outcome outcome, Instant now) {
        var open = open(text, Optional.of(target.talk().id()), now);
        if (outcome.referred()
                && open.size() == 1
                && !reveals.awaited(open.getFirst().id(), now)) {
            give(text, open.getFirst(), now);
        } else if (!open.isEmpty()) {
            say(text, "given-open", target.talk().id(), now);
        }
    }

    private boolean give(DeskText text, ConsentGiven<Purpose.Referral> given, Instant now) {
        if (!mayBeGiven(given) || referrals.give(given, text.person().id(), now).isEmpty()) {
            none(text, now);
            return false;
        }
        conversations.find(given.conversation()).ifPresent(talk -> counts.referralGiven(talk, now));
        say(text, "referral-given", given.conversation(), now);
        return true;
    }

    /// False where they turned out to be a child after they were asked: two adults decide first (`domain.md` R18),
    /// by a new `#refer`.
    boolean mayBeGiven(ConsentGiven<Purpose.Referral> given) {
        return conversations
                .find(given.conversation())
                .filter(talk -> conversations.mayBeChild(talk) && !talk.test() && !second.agreed(given.id()))
                .isEmpty();
    }

    private List<ConsentGiven<Purpose.Referral>> open(
            DeskText text, Optional<String> handle, String code, Instant now) {
        var talk = handle.flatMap(name -> handles.conversation(text.person().id(), name, now));
        if (handle.isPresent() && talk.isEmpty()) {
            return List.of();
        }
        return open(text, talk, now).stream()
                .filter(one -> code.isBlank()
                        || text.line().partners().stream()
                                .filter(partner -> partner.called(code))
                                .map(Partner::id)
                                .anyMatch(one.purpose().partner()::equals))
                .toList();
    }

    private List<ConsentGiven<Purpose.Referral>> open(DeskText text, Optional<UUID> talk, Instant now) {
        return consents.referrals(text.line().id(), text.person().id(), now).stream()
                .filter(one -> talk.map(one.conversation()::equals).orElse(true))
                .toList();
    }

    private void none(DeskText text, Instant now) {
        texts.say(text.line(), text.person(), "given-none", Map.of(), now);
    }

    private void say(DeskText text, String what, UUID talk, Instant now) {
        texts.say(text.line(), text.person(), what, Map.of("handle", handle(text, talk, now)), now);
    }

    private String handle(DeskText text, UUID talk, Instant now) {
        return handles.give(text.person().id(), talk, text.person().organisationId(), now);
    }
}
