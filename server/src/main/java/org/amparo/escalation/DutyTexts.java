package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amparo.content.Piece;
import org.amparo.content.Releases;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.Outbox;
import org.amparo.delivery.Outgoing;
import org.amparo.language.Locales;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.responders.Reach;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Texts and calls responders about their work, in the language of their alerts. Works inside the caller's
/// transaction. Safe for many threads.
@Singleton
public class DutyTexts {
    private final Responders responders;
    private final Releases releases;
    private final Outbox outbox;
    private final Lines lines;
    private final Carrier carrier;

    DutyTexts(Responders responders, Releases releases, Outbox outbox, Lines lines, Carrier carrier) {
        this.responders = responders;
        this.releases = releases;
        this.outbox = outbox;
        this.lines = lines;
        this.carrier = carrier;
    }

    /// What somebody who answers hears about their own texts and commands.
    ///
    /// @param text without `duty.`
    /// @param arguments as in [#text]
    public void say(Line line, Responder person, String text, Map<String, String> arguments, Instant now) {
        responders.text(person.id()).ifPresent(reach -> say(line.id(), person, reach, text, arguments, now));
    }

    /// The same in several pieces, which are one message.
    public void say(Line line, Responder person, List<Piece> pieces, Instant now) {
        responders
                .text(person.id())
                .ifPresent(reach ->
                        queue(line.id(), person, reach, Outgoing.Medium.TEXT, pieces, "desk:" + person.id(), now));
    }

    /// The same to a number of theirs that need not be verified yet.
    public void say(UUID line, Responder person, Reach reach, String text, Map<String, String> arguments, Instant now) {
        var origin = "desk:" + person.id();
        queue(line, person, reach, Outgoing.Medium.TEXT, "duty." + text, arguments, origin, now);
    }

    /// @param textId such as `duty.offer`
    /// @param arguments a value that is a language tag stands under `language` and is named in their language
    /// @param origin see [Outgoing]; what carries it can be withdrawn while it has not left
    public void text(
            UUID line, UUID responder, String textId, Map<String, String> arguments, String origin, Instant now) {
        responders
                .find(responder)
                .ifPresent(person -> responders
                        .text(responder)
                        .ifPresent(reach ->
                                queue(line, person, reach, Outgoing.Medium.TEXT, textId, arguments, origin, now)));
    }

    /// The same in several pieces, which are one message.
    void text(UUID line, Responder person, List<Piece> pieces, String origin, Instant now) {
        responders
                .text(person.id())
                .ifPresent(reach -> queue(line, person, reach, Outgoing.Medium.TEXT, pieces, origin, now));
    }

    /// The same as one, spoken; nothing happens where nobody can be called.
    public void call(
            UUID line, UUID responder, String textId, Map<String, String> arguments, String origin, Instant now) {
        boolean can = lines.all().stream()
                .filter(one -> one.id().equals(line))
                .anyMatch(one -> carrier.capabilities(one).alertCalls());
        if (can) {
            responders
                    .find(responder)
                    .ifPresent(person -> responders
                            .call(responder)
                            .ifPresent(reach ->
                                    queue(line, person, reach, Outgoing.Medium.CALL, textId, arguments, origin, now)));
        }
    }

    private void queue(
            UUID line,
            Responder person,
            Reach reach,
            Outgoing.Medium medium,
            String textId,
            Map<String, String> arguments,
            String origin,
            Instant now) {
        var said = new java.util.HashMap<>(arguments);
        said.computeIfPresent("language", (_, tag) -> Locales.name(tag, person.alertLocale()));
        queue(line, person, reach, medium, List.of(Piece.of(textId, person.alertLocale(), said)), origin, now);
    }

    private void queue(
            UUID line,
            Responder person,
            Reach reach,
            Outgoing.Medium medium,
            List<Piece> pieces,
            String origin,
            Instant now) {
        outbox.queue(
                Outgoing.duty(
                        person.organisationId(),
                        line,
                        person.id(),
                        reach.address(),
                        medium,
                        origin,
                        pieces,
                        releases.current().id()),
                now);
    }
}
