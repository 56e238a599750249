package org.amparo.reception;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.amparo.contacts.Consents;
import org.amparo.contacts.OptOuts;
import org.amparo.contacts.SendingState;
import org.amparo.conversations.Conversations;
import org.amparo.dialogue.Effect;
import org.amparo.escalation.Handovers;

/// Whether and when the contact may be texted: their answer to the safety question, STOP, START, a number that is
/// somebody else's now. Works inside the caller's transaction; the sending state itself is saved by [Following].
@Singleton
final class Permissions {
    private final OptOuts optOuts;
    private final Consents consents;
    private final Conversations conversations;
    private final Handovers handovers;

    Permissions(OptOuts optOuts, Consents consents, Conversations conversations, Handovers handovers) {
        this.optOuts = optOuts;
        this.consents = consents;
        this.conversations = conversations;
        this.handovers = handovers;
    }

    void answered(Effect.Answered answered, Course course) {
        var heard = course.heard();
        course.sending(course.sending().answered(answered.safe(), heard.text().at()));
        if (answered.safe() == SendingState.Safe.NO) {
            course.conversation().ifPresent(id -> handovers.unsafe(id, course.afterUnsafe(), heard.now()));
        }
    }

    void stop(Course course) {
        var heard = course.heard();
        var now = heard.now();
        optOuts.stop(heard.line().organisationId(), course.line(), heard.keys().getFirst(), now);
        if (heard.text().carrierDid().equals(Optional.of(InboundText.CarrierDid.STOP))) {
            optOuts.blocked(course.contact(), course.line(), now);
        }
        course.sending(course.sending().stopped(heard.text().at()));
        consents.withdrawFollowUp(course.contact(), now);
        course.conversation().ifPresent(id -> handovers.stopped(id, now));
    }

    void restart(Course course) {
        optOuts.restart(course.line(), course.heard().keys());
        course.sending(course.sending().restarted());
    }

    void restartAsked(Course course) {
        optOuts.restartAsked(
                course.line(), course.heard().keys(), course.heard().now());
    }

    void wrongNumber(Course course) {
        var heard = course.heard();
        course.sending(course.sending()
                .answered(SendingState.Safe.NO, heard.text().at())
                .permissionsLapsed());
        consents.withdrawAll(course.contact(), heard.now());
        if (!course.inDanger()) { // danger stays with the people who were called
            course.conversation().ifPresent(id -> conversations.close(id, "wrong-number", heard.now()));
        }
    }
}
