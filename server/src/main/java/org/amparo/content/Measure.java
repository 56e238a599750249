package org.amparo.content;

import java.util.Comparator;
import org.amparo.language.Segments;
import org.jspecify.annotations.Nullable;

/// How long a text can get: with each parameter at its longest, in its longest plural form, and, for an article,
/// with its local clause and the footer.
final class Measure {
    private static final String FOOTER = "sys.menu-footer";
    private static final int UNKNOWN_LENGTH = 20;

    private final ContentSet content;

    Measure(ContentSet content) {
        this.content = content;
    }

    Segments longest(SourceText text, TextFacts facts) {
        var pattern = new StringBuilder(text.pattern());
        if (facts.id().startsWith("topic.") && facts.kind() == TextFacts.Kind.TEXT) {
            var clause = pattern(facts.id() + ".local", text.locale());
            if (clause != null) {
                pattern.append(' ').append(clause).append('.');
            }
            var footer = pattern(FOOTER, text.locale());
            if (footer != null) {
                pattern.append('\n').append(footer);
            }
        }
        return TextPattern.parse(pattern.toString()).renderings(this::filler).stream()
                .map(Segments::count)
                .max(Comparator.comparingInt(Segments::segments).thenComparingInt(Segments::units))
                .orElseThrow();
    }

    private @Nullable String pattern(String id, String locale) {
        var texts = content.texts().get(locale);
        var text = texts == null ? null : texts.get(id);
        return text == null ? null : text.pattern();
    }

    private String filler(String parameter) {
        var facts = content.parameters().get(parameter);
        return "x".repeat(facts == null ? UNKNOWN_LENGTH : facts.maxLength());
    }

    /// The text as it reads with example values, in its longest plural form.
    String example(SourceText text) {
        return TextPattern.parse(text.pattern())
                .renderings(name -> {
                    var facts = content.parameters().get(name);
                    return facts == null ? name : facts.example();
                })
                .stream()
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }
}
