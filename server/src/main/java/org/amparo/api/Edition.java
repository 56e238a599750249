package org.amparo.api;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.amparo.content.Piece;
import org.amparo.content.Release;
import org.amparo.content.ServedText;
import org.amparo.content.Topic;
import org.amparo.content.Wording;
import org.amparo.language.Locales;
import org.amparo.lines.Line;

/// Everything an answer depends on besides its address: the same edition and language give the same answer, byte by
/// byte.
///
/// @param drafts whether drafts are served
/// @param peopleAnswer false where nobody reads texts
/// @param day values expire by the day (UTC)
record Edition(Release release, Line line, boolean drafts, boolean peopleAnswer, LocalDate day) {
    /// What gives an answer its form: a newer program's answers are not those of the older one.
    private static final String FORM = Packed.hash(Stream.of(
                    "/org/amparo/api/TopicsApi.class",
                    "/org/amparo/api/LanguagesApi.class",
                    "/org/amparo/api/PageWriter.class",
                    "/gg/jte/generated/precompiled/api/JteframeGenerated.class",
                    "/gg/jte/generated/precompiled/api/JtelistGenerated.class",
                    "/gg/jte/generated/precompiled/api/JtearticleGenerated.class")
            .map(Packed::bytes)
            .toArray(byte[][]::new));

    /// A text of the release in somebody's language, or in the nearest it exists in. Empty for an unknown text.
    Optional<Words> words(String textId, String locale) {
        return words(textId, locale, Map.of());
    }

    Optional<Words> words(String textId, String locale, Map<String, String> arguments) {
        return release.text(textId, locale, drafts)
                .flatMap(text -> wording()
                        .of(Piece.of(textId, locale, arguments))
                        .map(words -> new Words(words, text.locale(), text.state())));
    }

    /// The article for somebody in the line's country.
    Optional<Words> article(Topic topic, String locale) {
        return words(topic.textId(release, false, peopleAnswer), locale);
    }

    /// The article for somebody outside the line's country, where that is another one.
    Optional<Words> elsewhere(Topic topic, String locale) {
        var id = topic.textId(release, true, peopleAnswer);
        if (id.equals(topic.textId(release, false, peopleAnswer))) {
            return Optional.empty();
        }
        var served = release.text(id, locale, drafts).map(ServedText::locale).orElse(locale);
        return words(id, locale, Map.of("lineCountry", Locales.countryName(line.country(), served)));
    }

    List<Topic> topics(String section) {
        return release.topics().stream()
                .filter(topic -> topic.section().equals(section))
                .toList();
    }

    List<String> offered() {
        return release.offered(drafts);
    }

    /// Names one answer of this edition, for an `ETag`.
    String name(String... more) {
        var parts = String.join(
                "\n", FORM, release.id().toString(), line.name(), "" + drafts, "" + peopleAnswer, day.toString());
        return Packed.hash((parts + "\n" + String.join("\n", more)).getBytes(StandardCharsets.UTF_8));
    }

    private Wording wording() {
        return new Wording(release, line.scope(), line.country(), drafts);
    }
}
