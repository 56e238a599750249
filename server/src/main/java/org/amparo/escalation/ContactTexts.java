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
import org.amparo.language.Dates;
import org.amparo.language.Locales;
import org.amparo.lines.Lines;

/// What a contact hears while somebody is looked for: in the class the release gives each text, so that the gate
/// decides. Works inside the caller's transaction.
@Singleton
class ContactTexts {
    private static final String NO_ONE_FREE = "sys.no-one-free";

    private final Releases releases;
    private final Outbox outbox;
    private final Attendance attendance;
    private final Lines lines;

    ContactTexts(Releases releases, Outbox outbox, Attendance attendance, Lines lines) {
        this.releases = releases;
        this.outbox = outbox;
        this.attendance = attendance;
        this.lines = lines;
    }

    /// What a mark of the policy tells. That nobody is free says out of hours when somebody next is who could take
    /// it, where that is known (`rulings.md` 6).
    void mark(Talk talk, String textId, Optional<Way> way, Instant now) {
        var next = way.filter(one -> one == Way.OUT_OF_HOURS && textId.equals(NO_ONE_FREE))
                .flatMap(_ -> nextOpen(talk, now));
        if (next.isPresent()) {
            say(talk, "sys.no-one-until", Map.of("nextOpen", next.get()), now);
        } else {
            say(talk, textId, now);
        }
    }

    private Optional<String> nextOpen(Talk talk, Instant now) {
        return lines.byId(talk.line())
                .flatMap(line -> attendance
                        .next(talk.line(), talk.locale(), now)
                        .map(at -> Dates.weekdayAndTime(at, line.zone(), talk.locale())));
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
