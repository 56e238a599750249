package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amparo.alarms.PlanAhead;
import org.amparo.content.Piece;
import org.amparo.escalation.DutyTexts;
import org.amparo.language.Dates;
import org.amparo.language.Locales;
import org.amparo.responders.Responder;
import org.amparo.rota.Cover;

/// `#gaps`: a supervisor hears how many times ahead nobody is planned for, and the first of them. Works inside the
/// caller's transaction.
@Singleton
final class GapsCommand {
    private static final Duration AHEAD = Duration.ofDays(14);

    /// As many as a text has room for.
    private static final int SHOWN = 5;

    private final PlanAhead plan;
    private final DutyTexts texts;

    GapsCommand(PlanAhead plan, DutyTexts texts) {
        this.plan = plan;
        this.texts = texts;
    }

    void tell(DeskText text, Instant now) {
        var person = text.person();
        if (!person.supervises(text.line().id())) {
            texts.say(text.line(), person, "supervisor-only", Map.of(), now);
            return;
        }
        var all = plan.missing(text.line(), now, now.plus(AHEAD));
        var locale = person.alertLocale();
        var pieces = new ArrayList<Piece>();
        pieces.add(
                all.isEmpty()
                        ? Piece.of("duty.gaps-none", locale)
                        : Piece.of("duty.gaps", locale, Map.of("count", Integer.toString(all.size()))));
        all.stream().limit(SHOWN).forEach(one -> pieces.addAll(gap(one, person)));
        texts.say(text.line(), person, pieces, now);
    }

    private static List<Piece> gap(PlanAhead.Missing gap, Responder reader) {
        var locale = reader.alertLocale();
        var when = Map.of(
                "until", DutyHours.said(gap.from(), reader), "date", Dates.day(gap.from(), reader.zone(), locale));
        var pieces = new ArrayList<Piece>();
        pieces.add(Piece.of(gap.cover() == Cover.OPEN ? "duty.gap-open" : "duty.gap-call", locale, when)
                .onNewLine(""));
        gap.locale()
                .map(tag -> Locales.name(tag, locale))
                .ifPresent(name -> pieces.add(new Piece("duty.gap-language", locale, " ", Map.of("language", name))));
        return pieces;
    }
}
