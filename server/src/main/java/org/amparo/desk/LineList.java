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
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.LineTalks;
import org.amparo.language.Locales;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// `#list` of a supervisor: who waits and who holds what, each with a name to `#give`, `#mine` or `#why` it by;
/// whoever waits goes first, the rest is counted. Works inside the caller's transaction.
@Singleton
final class LineList {
    /// More never fit.
    private static final int ROWS = 12;

    private static final int MOST_MINUTES = 999;

    private final LineTalks talks;
    private final Handles handles;
    private final Responders responders;
    private final Fitting fitting;
    private final DutyTexts texts;

    LineList(LineTalks talks, Handles handles, Responders responders, Fitting fitting, DutyTexts texts) {
        this.talks = talks;
        this.handles = handles;
        this.responders = responders;
        this.fitting = fitting;
        this.texts = texts;
    }

    void tell(DeskText text, Instant now) {
        var person = text.person();
        var waiting = talks.waiting(text.line().id(), person.id(), ROWS);
        var held = talks.held(text.line().id(), person.id(), ROWS);
        var head = Piece.of(waiting.rows().isEmpty() ? "duty.list-nobody" : "duty.list-waiting", person.alertLocale());
        var rows = new ArrayList<List<Piece>>();
        waiting.rows().forEach(one -> rows.add(row(one, Optional.empty(), person, now)));
        for (var one : held.rows()) {
            var alias = one.talk().holder().flatMap(responders::find).map(Responder::alias);
            rows.add(row(one, Optional.of(alias.orElse("-")), person, now));
        }
        if (!held.rows().isEmpty()) {
            rows.get(waiting.rows().size())
                    .addFirst(Piece.of("duty.list-held", person.alertLocale()).onNewLine(""));
        }
        texts.say(text.line(), person, fitting.of(text, List.of(head), rows, waiting.more() + held.more()), now);
    }

    /// Whoever comes first of those who wait, if anybody does; nothing is locked or named.
    Optional<UUID> first(DeskText text) {
        return talks.waiting(text.line().id(), text.person().id(), ROWS).rows().stream()
                .map(one -> one.talk().id())
                .findFirst();
    }

    /// `K7 French 12 min, urgent`, or `B3 Ana, Thai 4 min, no answer for 3 min`.
    private List<Piece> row(LineTalks.Row one, Optional<String> alias, Responder reader, Instant now) {
        var locale = reader.alertLocale();
        var talk = one.talk();
        var pieces = new ArrayList<Piece>();
        var handle = handles.give(reader.id(), talk.id(), talk.organisation(), now);
        var language = Locales.name(talk.locale(), locale);
        var minutes = minutes(one.since(), now);
        pieces.add(alias.map(name -> Piece.of(
                        "duty.list-with",
                        locale,
                        Map.of("handle", handle, "alias", name, "language", language, "minutes", minutes)))
                .orElseGet(() -> Piece.of(
                        "duty.list-one", locale, Map.of("handle", handle, "language", language, "minutes", minutes)))
                .onNewLine(""));
        if (talk.danger()) {
            pieces.add(new Piece("duty.list-urgent", locale, ", ", Map.of()));
        }
        if (one.child()) {
            pieces.add(new Piece("duty.list-young", locale, ", ", Map.of()));
        }
        one.unanswered()
                .ifPresent(since -> pieces.add(
                        new Piece("duty.list-unanswered", locale, ", ", Map.of("minutes", minutes(since, now)))));
        return pieces;
    }

    private static String minutes(Instant since, Instant now) {
        return String.valueOf(Math.clamp(Duration.between(since, now).toMinutes(), 0, MOST_MINUTES));
    }
}
