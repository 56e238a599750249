package org.amparo.reception;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.amparo.contacts.SendingState;
import org.amparo.content.WordClass;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.OpenConversation;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.desk.ParkedTalks;
import org.amparo.dialogue.Decision;
import org.amparo.dialogue.Effect;
import org.amparo.dialogue.Situation;
import org.amparo.escalation.Exclusions;
import org.amparo.reading.Reading;

/// A parked conversation whose contact writes: what their text is read as, and whether it wakes up. Works inside
/// the caller's transaction.
@Singleton
final class Waking {
    private final ParkedTalks parkedTalks;
    private final Conversations conversations;
    private final Exclusions exclusions;

    Waking(ParkedTalks parkedTalks, Conversations conversations, Exclusions exclusions) {
        this.parkedTalks = parkedTalks;
        this.conversations = conversations;
        this.exclusions = exclusions;
    }

    /// A resting talk is read as what it is about to become.
    Situation.Talk asItBecomes(OpenConversation open, Heard heard) {
        boolean rests = open.status() == Status.PARKED;
        boolean back = rests && !refusesTheLast(heard.reading()) && parkedTalks.goesBack(open.id(), heard.now());
        return new Situation.Talk(
                open.status() == Status.WAITING || (rests && !back),
                open.status() == Status.HELD || back,
                open.dangerAt().isPresent(),
                open.consent(),
                open.texts());
    }

    /// A resting talk wakes up when the contact wrote words for somebody, not a command that ends or silences it.
    ///
    /// @return the open conversation as it is now
    Optional<OpenConversation> awake(Heard heard, Standing standing, Decision decision) {
        var open = standing.open();
        boolean rests = open.filter(one -> one.status() == Status.PARKED).isPresent();
        boolean wakes = standing.situation().talk().held()
                ? decision.effects().stream().allMatch(ConversationText::leavesTheWords)
                : decision.effects().stream().noneMatch(Waking::silences);
        if (!rests || !wakes || !decision.keepText()) {
            return open;
        }
        var contact = heard.contact().id();
        var line = heard.line();
        if (decision.effects().stream().anyMatch(Effect.NotTheLast.class::isInstance)) {
            exclusions.notTheLast(contact, line.id(), heard.now());
        }
        parkedTalks.wake(open.get().id(), line, heard.now());
        return conversations.open(contact, line.id());
    }

    private static boolean silences(Effect effect) {
        return switch (effect) {
            case Effect.Stop _, Effect.Erase _, Effect.WrongNumber _ -> true;
            case Effect.Answered answered -> answered.safe() == SendingState.Safe.NO;
            default -> false;
        };
    }

    /// "Not this person": whoever a resting talk would go back to.
    static boolean refusesTheLast(Reading reading) {
        return reading.command()
                .map(Reading.CommandHit::kind)
                .filter(WordClass.OTHER_PERSON::equals)
                .isPresent();
    }
}
