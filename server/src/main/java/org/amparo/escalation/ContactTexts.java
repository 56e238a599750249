package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.content.Phrase;
import org.amparo.content.Piece;
import org.amparo.content.Releases;
import org.amparo.content.TextClass;
import org.amparo.conversations.Talk;
import org.amparo.delivery.Outbox;
import org.amparo.delivery.Outgoing;
import org.amparo.language.Locales;

/// What a contact hears while somebody is looked for: in the class the release gives each text, so that the gate
/// decides. Works inside the caller's transaction.
@Singleton
class ContactTexts {
    private final Releases releases;
    private final Outbox outbox;

    ContactTexts(Releases releases, Outbox outbox) {
        this.releases = releases;
        this.outbox = outbox;
    }

    void say(Talk talk, String textId, Instant now) {
        say(talk, textId, Map.of("language", Locales.ownName(talk.locale())), now);
    }

    void say(Talk talk, String textId, Map<String, String> arguments, Instant now) {
        var release = releases.current();
        outbox.queue(
                new Outgoing(
                        talk.organisation(),
                        talk.line(),
                        talk.contact(),
                        Optional.of(talk.contact()),
                        talk.origin(),
                        release.phrase(textId).map(Phrase::textClass).orElse(TextClass.PROMISED),
                        List.of(Piece.of(textId, talk.locale(), arguments)),
                        release.id(),
                        Optional.empty()),
                now);
    }
}
