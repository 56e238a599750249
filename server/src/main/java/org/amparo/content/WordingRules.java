package org.amparo.content;

import java.util.List;
import java.util.regex.Pattern;

/// Applies the word lists of `content/lint.yml` to the English texts.
final class WordingRules {
    private final Lint lint;
    private final List<Finding> findings;

    WordingRules(Lint lint, List<Finding> findings) {
        this.lint = lint;
        this.findings = findings;
    }

    void check(SourceText text, TextFacts facts) {
        for (var rule : lint.rules()) {
            if (rule.concerns(text.id()) && (rule.when().isEmpty() || hasAny(text.pattern(), rule.when()))) {
                check(text, rule);
            }
        }
        if (facts.kind() == TextFacts.Kind.TEXT && facts.openly() == null) {
            neutral(text);
        }
    }

    private void check(SourceText text, Lint.Rule rule) {
        for (var word : rule.forbid()) {
            if (has(text.pattern(), word)) {
                error(text, rule.id(), "\"" + word + "\" may not stand here: " + rule.why());
            }
        }
        for (var word : rule.requireAll()) {
            if (!has(text.pattern(), word)) {
                error(text, rule.id(), "\"" + word + "\" is missing: " + rule.why());
            }
        }
        if (!rule.requireOne().isEmpty() && !hasAny(text.pattern(), rule.requireOne())) {
            error(
                    text,
                    rule.id(),
                    "one of \"" + String.join("\", \"", rule.requireOne()) + "\" is missing: " + rule.why());
        }
    }

    private void neutral(SourceText text) {
        var shown = start(text.pattern());
        for (var word : lint.neutralWords()) {
            if (has(shown, word)) {
                error(
                        text,
                        "neutral",
                        "\"" + word + "\" stands in the first " + lint.neutralLength()
                                + " characters, which a locked screen shows; begin otherwise, or say why in `openly`");
            }
        }
    }

    /// The first characters, and the rest of the word they end in.
    private String start(String text) {
        int end = Math.min(lint.neutralLength(), text.length());
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    private static boolean hasAny(String text, List<String> words) {
        return words.stream().anyMatch(word -> has(text, word));
    }

    private static boolean has(String text, String word) {
        return Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])", Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .find();
    }

    private void error(SourceText text, String rule, String message) {
        findings.add(Finding.error(text.place(), rule, text.id() + ": " + message));
    }
}
