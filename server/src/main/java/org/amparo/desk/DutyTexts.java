package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amparo.content.Piece;
import org.amparo.content.Releases;
import org.amparo.delivery.Outbox;
import org.amparo.delivery.Outgoing;
import org.amparo.lines.Line;
import org.amparo.responders.Reach;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Says our own texts to people who answer, in their language. Works inside the caller's transaction.
@Singleton
final class DutyTexts {
    private final Outbox outbox;
    private final Releases releases;
    private final Responders responders;

    DutyTexts(Outbox outbox, Releases releases, Responders responders) {
        this.outbox = outbox;
        this.releases = releases;
        this.responders = responders;
    }

    void say(Line line, Responder person, String text, Map<String, String> arguments, Instant now) {
        responders
                .text(person.id())
                .ifPresent(reach -> say(line.organisationId(), line.id(), person, reach, text, arguments, now));
    }

    /// To a number of theirs that need not be verified yet.
    void say(
            UUID organisation,
            UUID line,
            Responder person,
            Reach reach,
            String text,
            Map<String, String> arguments,
            Instant now) {
        outbox.queue(
                Outgoing.duty(
                        organisation,
                        line,
                        person.id(),
                        reach.address(),
                        Outgoing.Medium.TEXT,
                        "desk:" + person.id(),
                        List.of(Piece.of("duty." + text, person.alertLocale(), arguments)),
                        releases.current().id()),
                now);
    }
}
