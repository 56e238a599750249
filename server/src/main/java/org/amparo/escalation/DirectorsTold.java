package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.amparo.conversations.Talk;
import org.amparo.responders.Responders;

/// Whoever leads the organisation hears once that an incident is open (`domain.md` F.3), without content or handle:
/// what is to be done, a supervisor does. Works inside the caller's transaction.
@Singleton
class DirectorsTold {
    private static final int MOST_MINUTES = 999;

    private final Responders responders;
    private final DutyTexts texts;

    DirectorsTold(Responders responders, DutyTexts texts) {
        this.responders = responders;
        this.texts = texts;
    }

    void incident(Talk talk, Instant since, Instant now) {
        var minutes = Math.clamp(Duration.between(since, now).toMinutes(), 0, MOST_MINUTES);
        var said = Map.of("language", talk.locale(), "minutes", Long.toString(minutes));
        responders.of(talk.line()).stream()
                .filter(one -> one.directs(talk.line()))
                .forEach(one -> texts.text(
                        talk.line(), one.id(), "duty.director-incident", said, "responder:" + one.id(), now));
    }
}
