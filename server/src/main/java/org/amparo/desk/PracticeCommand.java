package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.Handovers;
import org.amparo.responders.Responders;

/// Somebody who answers takes part in practice: until they end it, go off, or the time is over, they are asked
/// about tests beside real talks. Whoever never said so hears of no test. Works inside the caller's transaction.
@Singleton
final class PracticeCommand {
    private static final Duration LASTS = Duration.ofHours(4);

    private final Responders responders;
    private final Handovers handovers;
    private final DutyTexts texts;

    PracticeCommand(Responders responders, Handovers handovers, DutyTexts texts) {
        this.responders = responders;
        this.handovers = handovers;
        this.texts = texts;
    }

    void take(DeskText text, boolean on, Instant now) {
        var person = text.person();
        var until = now.plus(LASTS);
        responders.practises(person.id(), on ? Optional.of(until) : Optional.empty());
        if (on) {
            handovers.freed(text.line().id(), now);
            texts.say(text.line(), person, "practice-on", Map.of("until", DutyHours.said(until, person)), now);
        } else {
            texts.say(text.line(), person, "practice-off", Map.of(), now);
        }
    }
}
