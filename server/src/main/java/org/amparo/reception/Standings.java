package org.amparo.reception;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.amparo.contacts.Consents;
import org.amparo.contacts.OptOuts;
import org.amparo.contacts.SendingState;
import org.amparo.contacts.SendingStates;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Warnings;
import org.amparo.delivery.Outbox;
import org.amparo.delivery.Outgoing;
import org.amparo.dialogue.ConsentQuestion;
import org.amparo.dialogue.Situation;
import org.amparo.escalation.Attendance;
import org.amparo.escalation.WaitingTimes;
import org.amparo.feedback.Feedback;

/// Gathers what a decision needs to know. Reads only, inside the caller's transaction, which holds the contact's
/// row.
@Singleton
final class Standings {
    private final SendingStates states;
    private final OptOuts optOuts;
    private final Conversations conversations;
    private final Warnings warnings;
    private final OpenQuestions questions;
    private final Waking waking;
    private final Consents consents;
    private final Feedback feedback;
    private final Attendance attendance;
    private final WaitingTimes times;
    private final Outbox outbox;

    Standings(
            SendingStates states,
            OptOuts optOuts,
            Conversations conversations,
            Warnings warnings,
            OpenQuestions questions,
            Waking waking,
            Consents consents,
            Feedback feedback,
            Attendance attendance,
            WaitingTimes times,
            Outbox outbox) {
        this.states = states;
        this.optOuts = optOuts;
        this.conversations = conversations;
        this.warnings = warnings;
        this.questions = questions;
        this.waking = waking;
        this.consents = consents;
        this.feedback = feedback;
        this.attendance = attendance;
        this.times = times;
        this.outbox = outbox;
    }

    Standing of(Heard heard) {
        var text = heard.text();
        var contact = heard.contact();
        var line = heard.line();
        var now = heard.now();
        var optOut = optOuts.find(line.id(), heard.keys());
        var open = conversations.open(contact.id(), line.id());
        var known = states.find(contact.id(), line.id());
        var before =
                known.orElseGet(() -> SendingState.fresh(contact.id(), line.id(), line.organisationId(), text.at()));
        var situation = new Situation(
                heard.reading(),
                questions.dialogue(heard, before.safeLapsedBy(text.at()), open),
                line,
                contact.locale(),
                contact.localeChosen(),
                contact.childPossible(),
                stoppedAs(before.wrote(text.at()), optOut.map(OptOuts.OptOut::stoppedAt)),
                optOut.isPresent(),
                optOut.flatMap(OptOuts.OptOut::restartAskedAt),
                open.map(one -> waking.asItBecomes(one, heard)).orElse(Situation.Talk.NONE),
                outbox.lastCrisis(contact.id(), line.id()),
                text.media(),
                text.body().isBlank(),
                !text.from().beginsWithAny(line.notServed()),
                elsewhere(text),
                known.filter(SendingState::unsafe).isPresent(),
                line.silent(text.body()),
                now.isAfter(text.at().plus(Outgoing.ANSWERS_WITHIN)),
                new Situation.Kept(
                        consents.keepsTexts(contact.id(), ConsentQuestion.ID, now),
                        warnings.limited(contact.id(), line.id(), now),
                        conversations.kept(contact.id(), line.id()),
                        feedback.kept(heard.keys())),
                questions.codeWord(heard),
                new LineDuty(attendance, times, line.id(), contact, now),
                now);
        boolean newSession = known.filter(
                        state -> text.at().isBefore(state.lastInboundAt().plus(SendingState.SESSION)))
                .isEmpty();
        return new Standing(situation, optOut, open, newSession);
    }

    private static SendingState stoppedAs(SendingState state, Optional<Instant> stoppedAt) {
        if (stoppedAt.isPresent() && !state.stopped()) {
            return state.stopped(stoppedAt.get());
        }
        return stoppedAt.isEmpty() && state.stopped() ? state.restarted() : state;
    }

    /// True when the sender's number is of another country than the line's number, and than the country it serves.
    private static boolean elsewhere(InboundText text) {
        var line = text.line();
        var home = line.number().country();
        return text.from()
                .country()
                .filter(country ->
                        !country.equals(line.country()) && !Optional.of(country).equals(home))
                .isPresent();
    }
}
