package org.amparo.twilio;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amparo.content.Releases;
import org.amparo.content.ServedText;
import org.amparo.language.Locales;
import org.amparo.language.Phrases;
import org.amparo.lines.Line;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What whoever rings a line hears: that it takes texts, and nothing about the service.
@Singleton
final class NeutralLine {
    private static final Logger LOG = LoggerFactory.getLogger(NeutralLine.class);

    private static final String TEXT = "sys.call-neutral";

    /// Spoken languages, English included: the caller waits for all of them.
    private static final int MOST = 3;

    private final Releases releases;
    private final MessageForm messages;
    private final boolean drafts;

    NeutralLine(
            Releases releases,
            MessageForm messages,
            @Property(name = "amparo.serve-drafts", defaultValue = "false") boolean drafts) {
        this.releases = releases;
        this.messages = messages;
        this.drafts = drafts;
    }

    /// English first, then the line's own languages that have the sentence and a voice. Silence, if the texts
    /// cannot be had.
    String spoken(Form form) {
        try {
            var says = locales(messages.line(form))
                    .flatMap(this::sentence)
                    .limit(MOST)
                    .map(text -> TwiML.say(
                            SpokenLanguages.of(text.locale()), Phrases.format(text.pattern(), Map.of(), text.locale())))
                    .collect(Collectors.joining());
            return says.isEmpty() ? TwiML.HANG_UP : TwiML.spoken(says);
        } catch (RuntimeException e) {
            LOG.warn(
                    "a call is answered with silence: the texts cannot be read ({})",
                    e.getClass().getSimpleName());
            return TwiML.HANG_UP;
        }
    }

    private static Stream<String> locales(Optional<Line> line) {
        var locales = new LinkedHashSet<String>();
        locales.add(Locales.SOURCE);
        locales.addAll(line.map(Line::languageOrder).orElse(List.of()));
        return locales.stream().filter(locale -> SpokenLanguages.of(locale).isPresent());
    }

    /// In that very language, not in one it falls back to.
    private Stream<ServedText> sentence(String locale) {
        return releases.current().text(TEXT, locale, drafts).stream()
                .filter(text -> Locales.base(text.locale()).equals(Locales.base(locale)));
    }
}
