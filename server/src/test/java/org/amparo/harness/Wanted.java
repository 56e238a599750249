package org.amparo.harness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amparo.content.Release;
import org.amparo.content.Topic;
import org.amparo.content.Wording;
import org.amparo.language.Locales;
import org.amparo.language.Phrases;
import org.amparo.lines.Line;

/// What a text of the release in force looks like when it arrives: its words, the line's values in its braces,
/// anything where only the program knows the value.
///
/// @param people whether menus and footers offer a person
record Wanted(Release release, Line line, boolean drafts, boolean people) {
    /// Stands where only the program knows what comes; no text of ours holds it.
    private static final String ANYTHING = "\uE000";

    /// One message: this text alone, or joined with further ones, each after a space or on a new line. A topic
    /// comes with its clause and footer, a section with its labels and footer.
    Pattern message(String id, String locale, String... further) {
        var words = new StringBuilder("(?s)").append(whole(id, locale));
        for (var next : further) {
            words.append("[ \\n]").append(one(next, locale));
        }
        return Pattern.compile(words.toString());
    }

    /// A section in discreet mode: its numbers without a label.
    Pattern numbersOf(String section, String locale) {
        var numbers = topics(section).stream()
                .map(topic -> Integer.toString(topic.number()))
                .collect(Collectors.joining(" "));
        return Pattern.compile(one("sys.section-header", locale) + "\\n" + numbers + "\\n" + footer(locale));
    }

    private String whole(String id, String locale) {
        if (id.startsWith("section.")) {
            var words = new StringBuilder(one("sys.section-header", locale));
            for (var topic : topics(id.substring("section.".length()))) {
                words.append("\\n").append(topic.number()).append(' ').append(one(topic.labelId(), locale));
            }
            return words.append("\\n").append(footer(locale)).toString();
        }
        return id.startsWith("topic.") ? topic(id, locale) : one(id, locale);
    }

    private String topic(String id, String locale) {
        var clause = release.localClause(id.substring("topic.".length()), line.scope(), line.country(), locale, drafts)
                .map(text -> " " + anyOf(forms(text.pattern(), text.locale())) + "\\.")
                .orElse("");
        var served = new Wording(release, line.scope(), line.country(), drafts)
                .servedIn(id, locale)
                .orElse(locale);
        var onlyIn = Locales.base(served).equals(Locales.base(locale)) ? "" : "\\n" + one("sys.only-in", locale);
        return one(id, locale) + clause + onlyIn + "\\n" + footer(locale);
    }

    private String footer(String locale) {
        return one(people ? "sys.menu-footer" : "sys.menu-footer-alone", locale);
    }

    private String one(String id, String locale) {
        var text = release.text(id, locale, drafts)
                .orElseThrow(() -> new AssertionError("the release in force has no text " + id));
        return anyOf(forms(text.pattern(), text.locale()));
    }

    private List<Topic> topics(String section) {
        return release.topics().stream()
                .filter(topic -> topic.section().equals(section))
                .toList();
    }

    /// Every form a pattern can take: one for each number that changes its words.
    private Set<String> forms(String pattern, String locale) {
        var arguments = new HashMap<String, Object>();
        for (var name : Phrases.argumentNames(pattern)) {
            arguments.put(name, release.value(line.scope(), name).orElse(ANYTHING));
        }
        var forms = new LinkedHashSet<String>();
        for (int count = 0; count < 6; count++) {
            if (arguments.containsKey("count")) {
                arguments.put("count", count);
            }
            forms.add(Phrases.format(pattern, Map.copyOf(arguments), locale));
        }
        return forms;
    }

    private static String anyOf(Set<String> forms) {
        var patterns = new ArrayList<String>();
        for (var form : forms) {
            var quoted = form.lines()
                    .map(words -> java.util.Arrays.stream(words.split(ANYTHING, -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining(".+")))
                    .collect(Collectors.joining("\\n"));
            patterns.add(quoted);
        }
        return "(?:" + String.join("|", patterns) + ")";
    }
}
