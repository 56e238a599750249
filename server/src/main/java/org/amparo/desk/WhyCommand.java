package org.amparo.desk;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amparo.content.Piece;
import org.amparo.content.Releases;
import org.amparo.content.Wording;
import org.amparo.desk.Targets.Target;
import org.amparo.escalation.Choices;
import org.amparo.escalation.Choices.Choice;
import org.amparo.escalation.DutyTexts;
import org.amparo.language.Segments;
import org.amparo.responders.Responder;

/// `#why` of a supervisor: who was asked for a talk, in which order and why, and what keeps the others from being
/// asked; in as many segments as a look at a phone takes, the last asked first, the rest counted. Works inside the
/// caller's transaction.
@Singleton
final class WhyCommand {
    private static final int SEGMENTS = 3;
    private static final int MOST_MINUTES = 999;
    private static final String LOAD = "load-";

    private final Targets targets;
    private final Choices choices;
    private final Releases releases;
    private final DutyTexts texts;
    private final boolean drafts;

    WhyCommand(
            Targets targets,
            Choices choices,
            Releases releases,
            DutyTexts texts,
            @Property(name = "amparo.serve-drafts", defaultValue = "false") boolean drafts) {
        this.targets = targets;
        this.choices = choices;
        this.releases = releases;
        this.texts = texts;
        this.drafts = drafts;
    }

    void tell(DeskText text, Said.Why said, Instant now) {
        var person = text.person();
        if (!person.supervises(text.line().id())) {
            texts.say(text.line(), person, "supervisor-only", Map.of(), now);
            return;
        }
        targets.supervised(text, said.handle(), now).ifPresent(target -> {
            var all = choices.read(target.talk(), person.id(), now);
            texts.say(text.line(), person, fitting(text, target, all, now), now);
        });
    }

    /// As many as fit, and how many do not.
    private List<Piece> fitting(DeskText text, Target target, List<Choice> all, Instant now) {
        var locale = text.person().alertLocale();
        var asked = all.stream().anyMatch(one -> one.at().isPresent());
        var head = Piece.of(asked ? "duty.why" : "duty.why-nobody", locale, Map.of("handle", target.handle()));
        for (int shown = all.size(); ; shown--) {
            var pieces = new ArrayList<Piece>();
            pieces.add(head);
            all.stream().limit(shown).forEach(one -> pieces.addAll(line(one, text.person(), now)));
            if (shown < all.size()) {
                pieces.add(Piece.of("duty.why-more", locale, Map.of("count", Integer.toString(all.size() - shown)))
                        .onNewLine(""));
            }
            if (shown == 0 || Segments.count(wording(text).of(pieces)).segments() <= SEGMENTS) {
                return pieces;
            }
        }
    }

    private Wording wording(DeskText text) {
        return new Wording(releases.current(), text.line().scope(), text.line().country(), drafts);
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
