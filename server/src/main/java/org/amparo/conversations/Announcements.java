package org.amparo.conversations;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.SendingState;
import org.amparo.contacts.SendingStates;
import org.amparo.content.Phrase;
import org.amparo.content.Piece;
import org.amparo.content.Releases;
import org.amparo.content.TextClass;
import org.amparo.delivery.Outbox;
import org.amparo.delivery.Outgoing;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;

/// What a contact hears of a talk's life. Works inside the caller's transaction.
@Singleton
class Announcements {
    private final Outbox outbox;
    private final Releases releases;
    private final SendingStates states;
    private final Lines lines;
    private final Surveys surveys;

    Announcements(Outbox outbox, Releases releases, SendingStates states, Lines lines, Surveys surveys) {
        this.outbox = outbox;
        this.releases = releases;
        this.states = states;
        this.lines = lines;
        this.surveys = surveys;
    }

    /// Whoever left a message is asked first whether it is a good time, when agreed hours begin.
    void joined(Talk talk, String alias, Instant now) {
        if (!talk.leftMessage()) {
            say(talk, "sys.joined", Map.of("alias", alias), now);
        }
    }

    /// As an answer to their last text while that is fresh, else unasked, which only safe = yes lets through. In
    /// discreet mode the cover text says it. Whoever asked for silence hears nothing, however fresh their text is.
    void closed(Talk talk, Instant now) {
        var state = states.find(talk.contact(), talk.line());
        if (state.isEmpty() || state.get().unsafe()) {
            return;
        }
        var last = state.get().lastInboundAt();
        boolean fresh = !now.isAfter(last.plus(Outgoing.ANSWERS_WITHIN));
        var textClass = fresh ? TextClass.REPLY : TextClass.PUSH;
        var pieces = state.get().safe() == SendingState.Safe.UNSURE
                ? cover(talk)
                : List.of(Piece.of("sys.closed", talk.locale()));
        queue(talk, textClass, pieces, fresh ? Optional.of(last) : Optional.empty(), now);
        if (state.get().safe() == SendingState.Safe.YES && !talk.danger()) {
            surveys.plan(new Conversations.Pair(talk.organisation(), talk.line(), talk.contact(), talk.locale()), now);
        }
    }

    /// What was promised for agreed hours is needless once the talk is over.
    void over(Talk talk, Instant now) {
        outbox.withdrawHeld(talk.origin(), now);
    }

    /// Says a text in the class the release gives it.
    ///
    /// @return its row of the outbox
    UUID say(Talk talk, String textId, Map<String, String> arguments, Instant now) {
        var textClass = releases.current().phrase(textId).map(Phrase::textClass).orElse(TextClass.PROMISED);
        return queue(talk, textClass, List.of(Piece.of(textId, talk.locale(), arguments)), Optional.empty(), now);
    }

    /// Says a text as a question of the responder: promised, whatever its class is when the line asks.
    UUID ask(Talk talk, String textId, Map<String, String> arguments, Instant now) {
        return queue(
                talk, TextClass.PROMISED, List.of(Piece.of(textId, talk.locale(), arguments)), Optional.empty(), now);
    }

    private UUID queue(Talk talk, TextClass textClass, List<Piece> pieces, Optional<Instant> answersAt, Instant now) {
        return outbox.queue(
                new Outgoing(
                        talk.organisation(),
                        talk.line(),
                        talk.contact(),
                        Optional.of(talk.contact()),
                        talk.origin(),
                        textClass,
                        pieces,
                        releases.current().id(),
                        answersAt),
                now);
    }

    private List<Piece> cover(Talk talk) {
        var own = lines.all().stream()
                .filter(line -> line.id().equals(talk.line()))
                .map(Line::coverText)
                .filter(text -> !text.isBlank())
                .findFirst();
        return List.of(own.map(text -> Piece.verbatim("sys.unsafe-ack", talk.locale(), text))
                .orElseGet(() -> Piece.of("sys.unsafe-ack", talk.locale())));
    }
}
