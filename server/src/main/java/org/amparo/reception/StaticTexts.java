package org.amparo.reception;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.amparo.content.ServedText;
import org.amparo.content.WordClass;
import org.amparo.language.Locales;
import org.amparo.reading.Reading;
import org.amparo.reading.ReadingContext;

/// Gives `fallback-static` in the languages the text may be in, then the line's first ones: at most three, once an
/// hour a sender and node (`rulings.md` 1). Memory only, keyed hashes only.
@Singleton
final class StaticTexts implements StaticAnswers {
    private static final Duration ONCE_IN = Duration.ofHours(1);
    private static final int LANGUAGES = 3;
    private static final int SENDERS = 20_000;

    private final Readers readers;
    private final Claims claims;
    private final InstantSource time;
    private final boolean drafts;
    private final Map<String, Instant> answered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > SENDERS;
        }
    };

    StaticTexts(
            Readers readers,
            Claims claims,
            InstantSource time,
            @Property(name = "amparo.serve-drafts", defaultValue = "false") boolean drafts) {
        this.readers = readers;
        this.claims = claims;
        this.time = time;
        this.drafts = drafts;
    }

    @Override
    public String answer(InboundText text) {
        var reading = readers.last()
                .read(text.body(), new ReadingContext(null, text.line().languageOrder()));
        return text.line().silent(text.body()) || wantsSilence(reading) || answeredLately(text)
                ? ""
                : words(text, reading);
    }

    private static boolean wantsSilence(Reading reading) {
        return reading.danger().isEmpty()
                && reading.command()
                        .map(Reading.CommandHit::kind)
                        .filter(kind -> kind == WordClass.STOP
                                || kind == WordClass.UNSAFE
                                || kind == WordClass.FORGET
                                || kind == WordClass.WRONG_NUMBER)
                        .isPresent();
    }

    private synchronized boolean answeredLately(InboundText text) {
        var sender = claims.sender(text.from());
        var last = answered.get(sender);
        var now = time.instant();
        if (last != null && now.isBefore(last.plus(ONCE_IN))) {
            return true;
        }
        answered.put(sender, now);
        return false;
    }

    private String words(InboundText text, Reading reading) {
        var release = readers.lastRelease();
        var wanted = new ArrayList<String>(reading.language().likely());
        wanted.add(Locales.SOURCE);
        wanted.addAll(text.line().languageOrder());
        var words = new LinkedHashSet<String>();
        for (var locale : wanted) {
            if (words.size() < LANGUAGES) {
                release.text("sys.fallback-static", locale, drafts)
                        .filter(found -> Locales.base(found.locale()).equals(Locales.base(locale)))
                        .map(ServedText::pattern)
                        .ifPresent(words::add);
            }
        }
        return String.join("\n", words);
    }
}
