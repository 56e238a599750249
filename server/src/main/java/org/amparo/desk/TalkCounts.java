package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import org.amparo.conversations.ConversationListener;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.ReferralOutcome;
import org.amparo.conversations.Talk;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.DeliveryListener;
import org.amparo.delivery.DeliveryStatus;
import org.amparo.delivery.Outbox;
import org.amparo.escalation.HoldListener;
import org.amparo.lines.Lines;
import org.amparo.statistics.Event;
import org.amparo.statistics.Event.Kind;
import org.amparo.statistics.Statistics;

/// Counts what becomes of talks (`domain.md` F.8, H): taken after which wait, never taken, a note agreed to and
/// given, a text that did not arrive; practice never. Works inside the caller's transaction.
@Singleton
final class TalkCounts implements HoldListener, ConversationListener, DeliveryListener {
    private final Conversations conversations;
    private final Outbox outbox;
    private final Lines lines;
    private final Statistics statistics;
    private final InstantSource time;

    TalkCounts(Conversations conversations, Outbox outbox, Lines lines, Statistics statistics, InstantSource time) {
        this.conversations = conversations;
        this.outbox = outbox;
        this.lines = lines;
        this.statistics = statistics;
        this.time = time;
    }

    /// The first who takes it ends the wait; whoever holds it later only goes on.
    @Override
    public void held(Talk talk, UUID holder, Instant now) {
        if (talk.test()
                || talk.holder().isPresent()
                || conversations.lastHolder(talk.id()).isPresent()) {
            return;
        }
        var since = conversations.waitingSince(talk.id()).filter(_ -> !talk.leftMessage());
        count(
                talk.line(),
                place -> since.map(from -> Event.after(place, Kind.TAKEN, talk.locale(), Duration.between(from, now)))
                        .orElseGet(() -> Event.of(place, Kind.TAKEN, talk.locale())),
                now);
    }

    @Override
    public void closed(UUID conversation, Instant now) {
        if (conversations.lastHolder(conversation).isEmpty()) {
            conversations.find(conversation).ifPresent(talk -> count(talk, Kind.UNANSWERED, now));
        }
    }

    /// Somebody who takes part says that it is about danger.
    void danger(Talk talk, Instant now) {
        count(talk, Kind.DANGER, now);
    }

    /// The contact is asked whether a note may go to a partner.
    void referralAsked(Talk talk, Instant now) {
        count(talk, Kind.REFERRAL_ASKED, now);
    }

    /// And said yes.
    void referralAgreed(Talk talk, Instant now) {
        count(talk, Kind.REFERRAL_AGREED, now);
    }

    /// And it was given.
    void referralGiven(Talk talk, Instant now) {
        count(talk, Kind.REFERRAL_GIVEN, now);
    }

    /// And somebody heard what became of it.
    void referralOutcome(Talk talk, ReferralOutcome outcome, Instant now) {
        if (!talk.test()) {
            count(talk.line(), place -> Event.about(place, Kind.REFERRAL_OUTCOME, talk.locale(), outcome.word()), now);
        }
    }

    /// What ended in doubt may have arrived.
    @Override
    public void trouble(UUID row, String origin, DeliveryStatus status, Carrier.Reason reason, boolean inDoubt) {
        if (!inDoubt) {
            outbox.toContact(row)
                    .ifPresent(sent -> count(
                            sent.line(), place -> Event.of(place, Kind.NOT_DELIVERED, sent.locale()), time.instant()));
        }
    }

    private void count(Talk talk, Kind kind, Instant now) {
        if (!talk.test()) {
            count(talk.line(), place -> Event.of(place, kind, talk.locale()), now);
        }
    }

    private void count(UUID line, Function<Event.Place, Event> event, Instant now) {
        lines.byId(line)
                .map(one -> new Event.Place(one.organisationId(), one.id(), one.zone()))
                .ifPresent(place -> statistics.count(event.apply(place), now));
    }
}
