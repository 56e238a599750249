package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.ReferralOutcome;
import org.amparo.conversations.Referrals;
import org.amparo.conversations.Referrals.Given;
import org.amparo.escalation.DutyTexts;
import org.amparo.lines.Partner;
import org.amparo.responders.Handles;

/// `#given` with what became of a referral that was given before: reached, not reached, or declined by the partner
/// (`domain.md` F.6). The newest word counts. Works inside the caller's transaction.
@Singleton
final class OutcomeWords {
    private final Referrals referrals;
    private final Conversations conversations;
    private final Handles handles;
    private final TalkCounts counts;
    private final DutyTexts texts;

    OutcomeWords(
            Referrals referrals, Conversations conversations, Handles handles, TalkCounts counts, DutyTexts texts) {
        this.referrals = referrals;
        this.conversations = conversations;
        this.handles = handles;
        this.counts = counts;
        this.texts = texts;
    }

    /// Of the only one of which nobody said it yet; where talk and partner are named, also anew.
    void note(DeskText text, Optional<String> handle, String code, ReferralOutcome outcome, Instant now) {
        var found = given(text, handle, code, now);
        var talks = found.stream().map(Given::conversation).distinct().toList();
        if (found.isEmpty()) {
            texts.say(text.line(), text.person(), "outcome-none", Map.of(), now);
        } else if (talks.size() > 1) {
            var names = talks.stream().map(talk -> name(text, talk, now)).collect(Collectors.joining(", "));
            texts.say(text.line(), text.person(), "which-one", Map.of("handleList", names), now);
        } else if (found.stream().map(Given::partner).distinct().count() > 1) {
            say(text, "outcome-how", talks.getFirst(), now);
        } else {
            note(text, found.getFirst(), outcome, now);
        }
    }

    /// Something they gave waits for a word.
    boolean waits(DeskText text, Optional<String> handle, String code, Instant now) {
        return given(text, handle, code, now).stream().anyMatch(one -> !one.known());
    }

    /// The talks it may be about; nothing is locked.
    Collection<UUID> about(DeskText text, Optional<String> handle, String code, Instant now) {
        return given(text, handle, code, now).stream().map(Given::conversation).toList();
    }

    private void note(DeskText text, Given given, ReferralOutcome outcome, Instant now) {
        if (referrals.became(given, outcome, text.person().id(), now)) {
            conversations.find(given.conversation()).ifPresent(talk -> counts.referralOutcome(talk, outcome, now));
        }
        say(text, "outcome-noted", given.conversation(), now);
    }

    private List<Given> given(DeskText text, Optional<String> handle, String code, Instant now) {
        var talk = handle.flatMap(name -> handles.conversation(text.person().id(), name, now));
        return referrals.given(text.line().id(), text.person().id()).stream()
                .filter(one -> handle.isEmpty() || talk.equals(Optional.of(one.conversation())))
                .filter(one -> !one.known() || (handle.isPresent() && !code.isBlank()))
                .filter(one -> code.isBlank()
                        || text.line().partners().stream()
                                .filter(partner -> partner.called(code))
                                .map(Partner::id)
                                .anyMatch(one.partner()::equals))
                .toList();
    }

    private void say(DeskText text, String what, UUID talk, Instant now) {
        texts.say(text.line(), text.person(), what, Map.of("handle", name(text, talk, now)), now);
    }

    private String name(DeskText text, UUID talk, Instant now) {
        return handles.give(text.person().id(), talk, text.person().organisationId(), now);
    }
}
