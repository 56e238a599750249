package org.amparo.reception;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.content.WordClass;
import org.amparo.conversations.Messages;
import org.amparo.desk.Relays;
import org.amparo.dialogue.Decision;
import org.amparo.dialogue.Effect;
import org.amparo.escalation.Exclusions;
import org.amparo.escalation.Handovers;
import org.amparo.reading.Reading;

/// Keeps a contact's text in their conversation, and carries it to whoever holds that. Works inside the caller's
/// transaction.
@Singleton
final class ConversationText {
    /// What is said beside a text that is the responder's to read.
    private static final Set<String> WORDS_STAY = Set.of("sys.media", "sys.restart-ask");

    private final Messages messages;
    private final Handovers handovers;
    private final Relays relays;
    private final Exclusions exclusions;

    ConversationText(Messages messages, Handovers handovers, Relays relays, Exclusions exclusions) {
        this.messages = messages;
        this.handovers = handovers;
        this.relays = relays;
        this.exclusions = exclusions;
    }

    void keep(UUID conversation, Decision decision, Course course) {
        var heard = course.heard();
        var text = heard.text();
        var message = messages.append(conversation, text.body(), mark(heard), text.at());
        if (course.readsAgain()) {
            handovers.readsAgain(conversation, heard.now());
        }
        if (course.held()) {
            handovers.heard(conversation, heard.now());
            tellHolder(conversation, message, decision, course);
        }
    }

    /// Whoever holds the talk reads what the line did not act on, and hears what it did.
    private void tellHolder(UUID talk, UUID message, Decision decision, Course course) {
        var heard = course.heard();
        var now = heard.now();
        var effects = decision.effects();
        if (effects.stream().anyMatch(Effect.Stop.class::isInstance)) {
            relays.tell(talk, "stopped", now);
        } else if (effects.stream().anyMatch(Effect.Erase.class::isInstance)) {
            relays.tell(talk, "erased", now);
        } else if (course.sending().unsafe()) {
            relays.tell(talk, "unsafe", now);
        } else if (effects.stream().anyMatch(Effect.Restart.class::isInstance)) {
            relays.tell(talk, "texts-on", now);
        } else if (effects.stream().allMatch(ConversationText::leavesTheWords)) {
            boolean maybeUnsafe = heard.reading()
                    .command()
                    .map(Reading.CommandHit::kind)
                    .filter(WordClass.UNSAFE::equals)
                    .isPresent();
            var text = heard.text();
            relays.fromContact(talk, message, text.body(), new Relays.Signs(text.media(), maybeUnsafe), now);
            if (Waking.refusesTheLast(heard.reading())) {
                exclusions.wanted(talk, now);
            }
        }
    }

    /// The words are still the responder's to read: the line did not act on them.
    static boolean leavesTheWords(Effect effect) {
        return effect instanceof Effect.Wait
                || effect instanceof Effect.MayBeChild
                || effect instanceof Effect.RestartAsked
                || (effect instanceof Effect.Say say
                        && WORDS_STAY.contains(say.pieces().getFirst().textId()));
    }

    /// What a responder should know of it.
    private static Optional<String> mark(Heard heard) {
        if (heard.text().media()) {
            return Optional.of("media");
        }
        return heard.reading()
                .command()
                .map(hit -> hit.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-typed");
    }
}
