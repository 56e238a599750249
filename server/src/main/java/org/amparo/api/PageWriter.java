package org.amparo.api;

import io.micronaut.views.ModelAndView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.content.ReviewState;
import org.amparo.content.Topic;
import org.amparo.language.Locales;
import org.jspecify.annotations.Nullable;

/// Composes the public pages of one edition in one language: finished values for the templates in `jte/api`.
///
/// @param lang an offered language
/// @param line the line's name where the address asked for one; links keep it
record PageWriter(Edition edition, String lang, @Nullable String line) {
    /// Harmless, in every language, and reachable nearly everywhere.
    private static final String EXIT = "https://www.wikipedia.org/";

    ModelAndView<Map<String, Object>> languages() {
        var entries = LanguagesApi.inOrder(edition).stream()
                .map(tag -> new MenuEntry(
                        "", new Words(Locales.ownName(tag), tag, ReviewState.SOURCE), href(new Place(tag, 0, 0))))
                .toList();
        return list(word("web.languages"), entries, List.of());
    }

    /// The page at a place; empty where there is none.
    Optional<ModelAndView<Map<String, Object>>> at(Place place) {
        if (place.section() == 0) {
            return Optional.of(menu());
        }
        var section = edition.release().sections().stream()
                .filter(one -> one.number() == place.section())
                .findFirst();
        return section.flatMap(found -> {
            var topics = edition.topics(found.id());
            if (place.topic() == 0) {
                return Optional.of(section(place, word(found.labelId()), topics));
            }
            return topics.stream()
                    .filter(topic -> topic.number() == place.topic())
                    .findFirst()
                    .map(topic -> topic(topic, new PageFrame.Link(word(found.labelId()), href(place.up()))));
        });
    }

    /// Says that there is no such page, and where to go.
    ModelAndView<Map<String, Object>> missing() {
        var way = List.of(toLanguages(), toMenu());
        return new ModelAndView<>("api/missing", Map.of("frame", frame(way, false), "words", word("web.not-found")));
    }

    String href(Place place) {
        return place.path() + query();
    }

    private ModelAndView<Map<String, Object>> menu() {
        var entries = edition.release().sections().stream()
                .map(section -> new MenuEntry(
                        Integer.toString(section.number()),
                        word(section.labelId()),
                        href(new Place(lang, section.number(), 0))))
                .toList();
        return list(word("web.menu"), entries, List.of(toLanguages()));
    }

    private ModelAndView<Map<String, Object>> section(Place place, Words label, List<Topic> topics) {
        var entries = topics.stream()
                .map(topic -> new MenuEntry(
                        Integer.toString(topic.number()),
                        word(topic.labelId()),
                        href(new Place(lang, place.section(), topic.number()))))
                .toList();
        return list(label, entries, List.of(toLanguages(), toMenu()));
    }

    private ModelAndView<Map<String, Object>> list(Words title, List<MenuEntry> entries, List<PageFrame.Link> way) {
        boolean draft = title.state().draft()
                || entries.stream().anyMatch(entry -> entry.label().state().draft());
        return new ModelAndView<>("api/list", Map.of("frame", frame(way, draft), "title", title, "entries", entries));
    }

    /// Who reads a page may be anywhere: the words for readers abroad are true here and there.
    private ModelAndView<Map<String, Object>> topic(Topic topic, PageFrame.Link section) {
        var label = word(topic.labelId());
        var text = edition.elsewhere(topic, lang)
                .or(() -> edition.article(topic, lang))
                .orElseThrow();
        var paragraphs = text.text().lines().filter(line -> !line.isBlank()).toList();
        boolean draft = text.state().draft() || label.state().draft();
        return new ModelAndView<>(
                "api/article",
                Map.of(
                        "frame", frame(List.of(toLanguages(), toMenu(), section), draft),
                        "title", label,
                        "text", text,
                        "paragraphs", paragraphs));
    }

    private PageFrame frame(List<PageFrame.Link> way, boolean draft) {
        var number = edition.line().publicNumber();
        // the number runs left to right in any script, and stays in one piece
        var isolated = Map.of("lineNumber", "\u2066" + number.replace(' ', '\u00a0') + "\u2069");
        return new PageFrame(
                lang,
                Locales.direction(lang).attribute(),
                edition.release().value(edition.line().scope(), "serviceName").orElse(""),
                word("web.exit"),
                EXIT,
                way,
                edition.words("web.text-us", lang, isolated).stream().toList(),
                "sms:" + number.replace(" ", ""),
                draft ? List.of(word("web.draft")) : List.of());
    }

    private PageFrame.Link toLanguages() {
        return new PageFrame.Link(word("web.languages"), "/" + query());
    }

    private PageFrame.Link toMenu() {
        return new PageFrame.Link(word("web.menu"), href(new Place(lang, 0, 0)));
    }

    /// A line's name is a file's name: nothing in it needs escaping.
    private String query() {
        return line == null || line.isEmpty() ? "" : "?line=" + line;
    }

    private Words word(String textId) {
        return edition.words(textId, lang)
                .orElseThrow(() -> new IllegalStateException("the release lacks the text " + textId));
    }
}
