package org.amparo.reception;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.Phrase;
import org.amparo.content.Piece;
import org.amparo.content.TextClass;
import org.amparo.delivery.Outbox;
import org.amparo.delivery.Outgoing;
import org.amparo.dialogue.Effect;

/// Answers of the automatic part, on their way out. Works inside the caller's transaction.
@Singleton
final class Saying {
    private final Outbox outbox;

    Saying(Outbox outbox) {
        this.outbox = outbox;
    }

    void say(Effect.Say say, Course course) {
        var row = say(say.pieces(), course);
        if (say.asks()) {
            course.asks(row);
        }
    }

    /// This is practice: nobody comes of it.
    void practice(Course course) {
        say(List.of(Piece.of("sys.practice", course.locale())), course);
    }

    private UUID say(List<Piece> pieces, Course course) {
        var heard = course.heard();
        var textClass = heard.release()
                .phrase(pieces.getFirst().textId())
                .map(Phrase::textClass)
                .orElse(TextClass.REPLY);
        // The gate looks the state up when the text leaves: what this text changes must be there by then.
        return outbox.queue(
                new Outgoing(
                        heard.line().organisationId(),
                        course.line(),
                        course.contact(),
                        Optional.of(course.contact()),
                        course.conversation().map(id -> "conversation:" + id).orElse("automatic"),
                        textClass,
                        pieces,
                        heard.release().id(),
                        Optional.of(heard.text().at())),
                heard.now());
    }
}
