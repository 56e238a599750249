package org.amparo.desk;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.Piece;
import org.amparo.content.Releases;
import org.amparo.content.TextClass;
import org.amparo.content.Wording;
import org.amparo.conversations.Talk;
import org.amparo.delivery.Outbox;
import org.amparo.delivery.Outgoing;
import org.amparo.delivery.Words;
import org.amparo.lines.Line;

/// Texts of ours that a responder has sent to the contact of a talk: promised, as their own words are. Works
/// inside the caller's transaction.
@Singleton
final class LineTexts {
    private final Outbox outbox;
    private final Releases releases;
    private final boolean drafts;

    LineTexts(
            Outbox outbox,
            Releases releases,
            @Property(name = "amparo.serve-drafts", defaultValue = "false") boolean drafts) {
        this.outbox = outbox;
        this.releases = releases;
        this.drafts = drafts;
    }

    /// @param textId such as `sys.mydata`
    void say(Talk talk, String textId, Map<String, String> arguments, Instant now) {
        outbox.queue(
                new Outgoing(
                        talk.organisation(),
                        talk.line(),
                        talk.contact(),
                        Optional.of(talk.contact()),
                        talk.origin(),
                        TextClass.PROMISED,
                        List.of(Piece.of(textId, talk.locale(), arguments)),
                        releases.current().id(),
                        Optional.empty()),
                now);
    }

    /// A text with words of a person in it: put into words now and sealed under the talk's key until it has left.
    ///
    /// @return its row of the outbox
    UUID sealed(Talk talk, Line line, String textId, Map<String, String> arguments, Instant now) {
        var words = new Words(talk.id(), textId, talk.locale(), words(line, textId, talk.locale(), arguments));
        return outbox.queue(
                Outgoing.toContact(talk.organisation(), talk.line(), talk.contact(), talk.origin(), words), now);
    }

    /// A word put into other texts, such as `web.yes`.
    String label(Line line, String textId, String locale) {
        return words(line, textId, locale, Map.of());
    }

    private String words(Line line, String textId, String locale, Map<String, String> arguments) {
        return new Wording(releases.current(), line.scope(), line.country(), drafts)
                .of(Piece.of(textId, locale, arguments))
                .orElseThrow(() -> new IllegalStateException("the release in force has no text " + textId));
    }
}
