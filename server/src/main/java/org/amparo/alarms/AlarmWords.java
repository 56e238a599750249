package org.amparo.alarms;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.amparo.content.Piece;
import org.amparo.content.Releases;
import org.amparo.content.Wording;
import org.amparo.language.Dates;
import org.amparo.language.Locales;
import org.amparo.lines.Line;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Says what an alarm is about, in the language and zone of whoever is told.
@Singleton
final class AlarmWords {
    /// Stands for what nobody gave us.
    private static final String UNKNOWN = "-";

    private static final int MOST_MINUTES = 999;

    private final Responders responders;
    private final Releases releases;
    private final boolean drafts;

    AlarmWords(
            Responders responders,
            Releases releases,
            @Property(name = "amparo.serve-drafts", defaultValue = "false") boolean drafts) {
        this.responders = responders;
        this.releases = releases;
        this.drafts = drafts;
    }

    UUID release() {
        return releases.current().id();
    }

    Piece alarm(Alarm alarm, Line line, String locale, ZoneId zone, Instant now) {
        return Piece.of(
                alarm.kind().fault() ? "duty.alarm-fault" : alarm.kind().textId(),
                locale,
                arguments(alarm, line, locale, zone, now));
    }

    /// The same to whoever runs the service, where the only supervisor is whom it concerns.
    Piece aboutTheOnly(Alarm alarm, String locale) {
        return Piece.of("duty.alarm-other-alone", locale, Map.of("alias", alias(alarm)));
    }

    /// Somebody acts.
    Piece known(Alarm alarm, Responder by, String locale) {
        return Piece.of(alarm.kind().ends().text(), locale, Map.of("alias", by.alias()));
    }

    /// Only of a fault of the line.
    Piece over(Alarm alarm, Line line, String locale) {
        return Piece.of("duty.alarm-over", locale, Map.of("fault", fault(alarm, line, locale)));
    }

    String words(Piece piece, Line line) {
        return wording(line).of(piece).orElse("");
    }

    private Map<String, String> arguments(Alarm alarm, Line line, String locale, ZoneId zone, Instant now) {
        var facts = alarm.facts();
        var all = new HashMap<String, String>();
        all.put("handle", facts.handle().orElse(UNKNOWN));
        all.put("language", facts.locale().map(tag -> Locales.name(tag, locale)).orElse(UNKNOWN));
        all.put("minutes", minutes(facts.since().orElse(alarm.raisedAt()), now));
        all.put("count", String.valueOf(facts.count().orElse(1)));
        all.put("alias", alias(alarm));
        all.put("until", facts.until().map(at -> time(at, zone, locale)).orElse(UNKNOWN));
        all.put("date", facts.until().map(at -> Dates.day(at, zone, locale)).orElse(UNKNOWN));
        if (alarm.kind().fault()) {
            all.put("fault", fault(alarm, line, locale));
        }
        return all;
    }

    private String alias(Alarm alarm) {
        return alarm.facts()
                .responder()
                .flatMap(responders::find)
                .map(Responder::alias)
                .orElse(UNKNOWN);
    }

    private String fault(Alarm alarm, Line line, String locale) {
        return wording(line).of(Piece.of(alarm.kind().textId(), locale)).orElse(alarm.word());
    }

    private Wording wording(Line line) {
        return new Wording(releases.current(), line.scope(), line.country(), drafts);
    }

    private static String minutes(Instant since, Instant now) {
        return String.valueOf(Math.clamp(Duration.between(since, now).toMinutes(), 0, MOST_MINUTES));
    }

    private static String time(Instant at, ZoneId zone, String locale) {
        return DateTimeFormatter.ofPattern("EEE HH:mm", Locale.forLanguageTag(locale))
                .withDecimalStyle(java.time.format.DecimalStyle.STANDARD)
                .format(at.atZone(zone));
    }
}
