package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.amparo.conversations.Talk;
import org.amparo.responders.Handles;

/// Makes offers and says them: by text, and by a call where the step wants one; nobody is called for practice. An
/// offer holds no content. Works inside the caller's transaction.
@Singleton
class Asking {
    /// From so many urgent ones at once on, a responder gets one text for all.
    private static final int MANY = 4;

    /// And not more often than this.
    private static final Duration COMBINED_EVERY = Duration.ofMinutes(1);

    private final OfferRows offers;
    private final Handles handles;
    private final DutyTexts texts;

    Asking(OfferRows offers, Handles handles, DutyTexts texts) {
        this.offers = offers;
        this.handles = handles;
        this.texts = texts;
    }

    /// @param after the run once everybody is asked
    void ask(RunRow row, Talk talk, Move.Offer offer, boolean calls, Run after, Instant now) {
        for (var match : offer.people()) {
            var until = after.of(match.person()).orElseThrow().until();
            if (!row.test()) {
                offers.withdrawPractice(match.person(), now);
            }
            var id = offers.ask(row, match, offer.step(), until, now);
            boolean danger = row.run().wish().danger();
            if (danger && !row.test() && offers.urgentWith(match.person()) >= MANY) {
                combine(row, talk, match.person(), now);
            } else {
                say(row, talk, match, id, calls, now);
            }
        }
    }

    /// Tells somebody something about a run, with the handle they know its talk by.
    void tell(RunRow row, UUID person, String textId, Instant now) {
        handles.of(person, row.conversation())
                .ifPresent(handle ->
                        texts.text(row.line(), person, textId, Map.of("handle", handle), "run:" + row.id(), now));
    }

    private void say(RunRow row, Talk talk, Match match, UUID offer, boolean calls, Instant now) {
        var origin = OfferRows.origin(offer);
        boolean danger = row.run().wish().danger();
        var textId = offer(danger, talk, match);
        var arguments = Map.of(
                "handle",
                handles.give(match.person(), talk.id(), talk.organisation(), now),
                "language",
                talk.locale(),
                "minutes",
                Long.toString(Duration.between(row.waitingSince(), now).toMinutes()));
        texts.text(row.line(), match.person(), textId, arguments, origin, now);
        if (calls && !row.test()) {
            texts.call(
                    row.line(),
                    match.person(),
                    danger ? "duty.call-urgent" : "duty.call-offer",
                    Map.of("language", talk.locale()),
                    origin,
                    now);
        }
        offers.told(offer, now);
    }

    private static String offer(boolean danger, Talk talk, Match match) {
        if (talk.test()) {
            return danger ? "duty.practice-urgent" : "duty.practice-offer";
        }
        if (danger) {
            return "duty.offer-urgent";
        }
        if (talk.leftMessage()) {
            return "duty.offer-left";
        }
        return match.reasons().contains("talked-before") ? "duty.offer-again" : "duty.offer";
    }

    /// Very many at once: one text that names the first of them, now and then (`rulings.md` 4).
    private void combine(RunRow row, Talk talk, UUID person, Instant now) {
        var first = offers.firstUrgent(person);
        if (first.isEmpty() || now.isBefore(first.get().lastTold().plus(COMBINED_EVERY))) {
            return;
        }
        var origin = OfferRows.origin(first.get().offer());
        var arguments = Map.of(
                "handle",
                handles.give(person, first.get().conversation(), talk.organisation(), now),
                "count",
                Integer.toString(offers.urgentWith(person)),
                "language",
                talk.locale());
        texts.text(row.line(), person, "duty.offer-many", arguments, origin, now);
        texts.call(row.line(), person, "duty.call-urgent", Map.of("language", talk.locale()), origin, now);
        offers.told(first.get().offer(), now);
    }
}
