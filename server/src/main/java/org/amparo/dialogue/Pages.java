package org.amparo.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.content.Piece;
import org.amparo.content.Release;
import org.amparo.content.Topic;
import org.amparo.content.Wording;
import org.amparo.language.Locales;
import org.amparo.lines.Line;

/// Composes what the automatic part says, for one line, release and moment: menus, sections, topics, language
/// pages. Pure.
///
/// @param peopleAnswer false on a line that serves information alone: no 9 in menus, and danger is told the truth
public record Pages(Release release, Line line, boolean drafts, boolean peopleAnswer) {
    /// Digits 1 to 7 are languages, 8 is more, 9 stays a person (`rulings.md` 4).
    static final int LANGUAGES_A_PAGE = 7;

    Wording wording() {
        return new Wording(release, line.scope(), line.country(), drafts);
    }

    boolean offers(String locale) {
        return release.offered(drafts).contains(Locales.base(locale))
                || release.offered(drafts).contains(locale);
    }

    List<Piece> say(String name, String locale) {
        return say(name, locale, Map.of());
    }

    List<Piece> say(String name, String locale, Map<String, String> arguments) {
        return List.of(Piece.of(id(name), locale, arguments));
    }

    /// The text itself, or on a line without people the variant of it that offers none.
    private String id(String name) {
        var alone = "sys." + name + "-alone";
        return !peopleAnswer && release.phrase(alone).isPresent() ? alone : "sys." + name;
    }

    List<Piece> menu(String locale, boolean safe) {
        return say(safe ? "menu" : "menu-discreet", locale);
    }

    /// A section's topics; without labels while it is not known to be safe (`domain.md` E.3).
    List<Piece> section(String section, String locale, boolean safe) {
        var pieces = new ArrayList<Piece>();
        pieces.add(Piece.of("sys.section-header", locale));
        var topics = topics(section);
        if (safe) {
            topics.forEach(topic -> pieces.add(Piece.of(topic.labelId(), locale).onNewLine(topic.number() + " ")));
            pieces.add(footer(locale).onNewLine(""));
        } else {
            var numbers = new StringBuilder();
            topics.forEach(topic -> numbers.append(topic.number()).append(' '));
            pieces.add(footer(locale).onNewLine(numbers.toString().strip() + "\n"));
        }
        return pieces;
    }

    /// A topic's article with its local clause and footer; one line says so when it is in another language.
    List<Piece> topic(Topic topic, String locale, boolean elsewhere) {
        var id = topic.textId(release, elsewhere, peopleAnswer);
        var pieces = new ArrayList<Piece>();
        pieces.add(Piece.of(id, locale));
        wording()
                .servedIn(id, locale)
                .filter(served -> !Locales.base(served).equals(Locales.base(locale)))
                .ifPresent(served ->
                        pieces.add(Piece.of("sys.only-in", locale, Map.of("language", Locales.ownName(served)))
                                .onNewLine("")));
        pieces.add(footer(locale).onNewLine(""));
        return pieces;
    }

    /// `crisis` in one language. Where it is not served in that language it goes out in English, with one line
    /// anybody can read (`rulings.md` 5).
    List<Piece> crisis(String locale, boolean elsewhere) {
        var id = "sys.crisis" + (peopleAnswer ? "" : "-alone") + (elsewhere ? "-elsewhere" : "");
        var arguments = elsewhere ? Map.of("lineCountry", country(id, locale)) : Map.<String, String>of();
        var pieces = new ArrayList<Piece>();
        pieces.add(Piece.of(id, locale, arguments));
        if (wording()
                .servedIn(id, locale)
                .filter(served -> Locales.base(served).equals(Locales.base(locale)))
                .isEmpty()) {
            pieces.add(Piece.of(id("crisis-line"), locale).onNewLine(""));
        }
        return pieces;
    }

    List<Piece> help(String locale, boolean elsewhere) {
        return elsewhere
                ? say("help-elsewhere", locale, Map.of("lineCountry", country(id("help-elsewhere"), locale)))
                : say("help", locale);
    }

    /// One page of languages, each by its own name; those in `first` lead.
    List<Piece> languages(int page, List<String> first, String locale) {
        var list = new StringBuilder();
        var shown = languagePage(page, first);
        for (int i = 0; i < shown.size(); i++) {
            list.append(i == 0 ? "" : "\n").append(i + 1).append(' ').append(Locales.ownName(shown.get(i)));
        }
        return say("language-menu", locale, Map.of("languageList", list.toString()));
    }

    List<String> languagePage(int page, List<String> first) {
        var all = new ArrayList<String>();
        // of two that a text fits equally well both are named, though one may be understood only
        first.stream().filter(tag -> first.size() > 1 || offers(tag)).forEach(all::add);
        line.languageOrder().stream()
                .filter(tag -> offers(tag) && !all.contains(tag))
                .forEach(all::add);
        release.offered(drafts).stream().filter(tag -> !all.contains(tag)).forEach(all::add);
        int pages = Math.max(1, (all.size() + LANGUAGES_A_PAGE - 1) / LANGUAGES_A_PAGE);
        int from = Math.floorMod(page, pages) * LANGUAGES_A_PAGE;
        return all.subList(from, Math.min(from + LANGUAGES_A_PAGE, all.size()));
    }

    List<Topic> topics(String section) {
        return release.topics().stream()
                .filter(topic -> topic.section().equals(section))
                .toList();
    }

    Optional<Topic> topic(String section, int number) {
        return topics(section).stream()
                .filter(topic -> topic.number() == number)
                .findFirst();
    }

    String label(String textId, String locale) {
        return wording().of(Piece.of(textId, locale)).orElse(textId);
    }

    private Piece footer(String locale) {
        return Piece.of(id("menu-footer"), locale);
    }

    /// The country's name in the language the text really goes out in.
    private String country(String textId, String locale) {
        return Locales.countryName(
                line.country(), wording().servedIn(textId, locale).orElse(locale));
    }
}
