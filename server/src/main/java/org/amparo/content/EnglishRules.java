package org.amparo.content;

import java.util.List;
import java.util.Locale;
import org.amparo.language.Phrases;
import org.amparo.language.Segments;

/// Rules for the texts in English (`domain.md` B and requirement R03).
final class EnglishRules {
    static final int LABEL = 20;
    /// Cheap to read, dear to send, or likely to break a pattern.
    private static final String BANNED = "'[]~^|\\€<`";

    private final ContentSet content;
    private final List<Finding> findings;
    private final Measure measure;

    EnglishRules(ContentSet content, List<Finding> findings) {
        this.content = content;
        this.findings = findings;
        this.measure = new Measure(content);
    }

    void check(SourceText text, TextFacts facts) {
        for (var problem : Phrases.problems(text.pattern(), SourceText.ENGLISH)) {
            error(text, "syntax", "the text " + problem);
        }
        for (var parameter : TextPattern.parse(text.pattern()).arguments()) {
            if (!content.parameters().containsKey(parameter)) {
                error(text, "parameter", "{" + parameter + "} is not in content/parameters.yml");
            }
        }
        if (facts.kind() != TextFacts.Kind.PAGE) {
            alphabet(text);
        }
        switch (facts.kind()) {
            case LABEL -> label(text);
            case TEXT -> {
                segments(text, facts);
                grade(text);
            }
            case SPOKEN, PAGE -> grade(text);
            case CLAUSE -> {}
        }
    }

    private void alphabet(SourceText text) {
        var bare = String.join("", TextPattern.parse(text.pattern()).renderings(name -> ""));
        var wrong = bare.codePoints()
                .filter(c -> BANNED.indexOf(c) >= 0 || !Segments.gsm(Character.toString(c)))
                .mapToObj(Character::toString)
                .distinct()
                .toList();
        if (!wrong.isEmpty()) {
            error(
                    text,
                    "alphabet",
                    "no " + String.join(" ", wrong) + " here: plain GSM-7 letters only, no apostrophes");
        }
    }

    private void label(SourceText text) {
        if (text.pattern().length() > LABEL) {
            error(
                    text,
                    "label",
                    "a label has at most " + LABEL + " characters, this one "
                            + text.pattern().length());
        }
    }

    private void segments(SourceText text, TextFacts facts) {
        var longest = measure.longest(text, facts);
        int limit = facts.phrase().maxSegments();
        if (longest.segments() > limit) {
            error(
                    text,
                    "length",
                    "up to " + longest.segments() + " segments (" + longest.units() + " units) with the longest values"
                            + (facts.id().startsWith("topic.") ? ", local clause and footer" : "") + "; allowed are "
                            + limit);
        }
    }

    private void grade(SourceText text) {
        var grade = ReadingGrade.of(measure.example(text));
        int limit = content.lint().grade();
        if (limit > 0 && grade.isPresent() && grade.getAsDouble() > limit) {
            error(
                    text,
                    "R03",
                    String.format(
                            Locale.ROOT,
                            "reads at grade %.1f, at most %d: shorter sentences, shorter words",
                            grade.getAsDouble(),
                            limit));
        }
    }

    private void error(SourceText text, String rule, String message) {
        findings.add(Finding.error(text.place(), rule, text.id() + ": " + message));
    }
}
