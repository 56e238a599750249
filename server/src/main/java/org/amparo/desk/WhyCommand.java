package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.Piece;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.desk.Targets.Target;
import org.amparo.escalation.Choices;
import org.amparo.escalation.Choices.Choice;
import org.amparo.escalation.DutyTexts;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;

/// `#why` of a supervisor: who was asked for a talk, in which order and why, and what keeps the others from being
/// asked; in as many segments as a look at a phone takes, the last asked first, the rest counted. Works inside the
/// caller's transaction.
@Singleton
final class WhyCommand {
    private static final int MOST_MINUTES = 999;
    private static final String LOAD = "load-";

    private final Targets targets;
    private final Choices choices;
    private final LineList lineList;
    private final Conversations conversations;
    private final Handles handles;
    private final Fitting fitting;
    private final DutyTexts texts;

    WhyCommand(
            Targets targets,
            Choices choices,
            LineList lineList,
            Conversations conversations,
            Handles handles,
            Fitting fitting,
            DutyTexts texts) {
        this.targets = targets;
        this.choices = choices;
        this.lineList = lineList;
        this.conversations = conversations;
        this.handles = handles;
        this.fitting = fitting;
        this.texts = texts;
    }

    void tell(DeskText text, Said.Why said, Instant now) {
        var person = text.person();
        if (!person.supervises(text.line().id())) {
            texts.say(text.line(), person, "supervisor-only", Map.of(), now);
            return;
        }
        var first = said.handle().isEmpty() && targets.open(text, now).size() != 1
                ? about(text, said)
                : Optional.<UUID>empty();
        if (first.isPresent()) {
            conversations.find(first.get()).ifPresent(talk -> tell(text, named(talk, person, now), now));
        } else if (said.handle().isEmpty() && targets.open(text, now).isEmpty()) {
            texts.say(text.line(), person, "why-none", Map.of("handle", "B3"), now);
        } else {
            targets.supervised(text, said.handle(), now).ifPresent(target -> tell(text, target, now));
        }
    }

    /// With no name it is about whoever waits longest, if anybody does; nothing is locked.
    Optional<UUID> about(DeskText text, Said.Why said) {
        boolean supervisor = text.person().supervises(text.line().id());
        return said.handle().isEmpty() && supervisor ? lineList.first(text) : Optional.empty();
    }

    private Target named(Talk talk, Responder person, Instant now) {
        return new Target(handles.give(person.id(), talk.id(), talk.organisation(), now), talk);
    }

    private void tell(DeskText text, Target target, Instant now) {
        var person = text.person();
        var all = choices.read(target.talk(), person.id(), now);
        var asked = all.stream().anyMatch(one -> one.at().isPresent());
        var head = Piece.of(
                asked ? "duty.why" : "duty.why-nobody", person.alertLocale(), Map.of("handle", target.handle()));
        var rows = all.stream().map(one -> line(one, person, now)).toList();
        texts.say(text.line(), person, fitting.of(text, List.of(head), rows, 0), now);
    }

    /// `Leo 2 min ago: no answer, fluent, on duty`.
    private static List<Piece> line(Choice one, Responder reader, Instant now) {
        var locale = reader.alertLocale();
        var pieces = new ArrayList<Piece>();
        pieces.add(one.at()
                .map(at ->
                        Piece.of("duty.why-asked", locale, Map.of("alias", one.alias(), "minutes", minutes(at, now))))
                .orElseGet(() -> Piece.of("duty.why-not-asked", locale, Map.of("alias", one.alias())))
                .onNewLine(""));
        for (var word : one.words()) {
            pieces.add(word(word, locale, pieces.size() == 1 ? ": " : ", "));
        }
        return pieces;
    }

    private static Piece word(String word, String locale, String before) {
        return word.startsWith(LOAD)
                ? new Piece("duty.why-load", locale, before, Map.of("count", word.substring(LOAD.length())))
                : new Piece("duty.why-" + word, locale, before, Map.of());
    }

    private static String minutes(Instant at, Instant now) {
        return String.valueOf(Math.clamp(Duration.between(at, now).toMinutes(), 0, MOST_MINUTES));
    }
}
