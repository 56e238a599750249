package org.amparo.content;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.amparo.language.Phrases;
import org.amparo.language.Segments;

/// Rules for a translation beside its English.
final class TranslationRules {
    private static final Pattern BESIDE_BRACE = Pattern.compile("'[{}]|[{}]'");
    private static final Pattern DIGITS = Pattern.compile("(?<![0-9])[0-9](?![0-9])");

    private final List<Finding> findings;
    private final Measure measure;
    /// Languages with letters outside GSM-7: their texts are held to the budgets of UCS-2.
    private final Set<String> dear = new HashSet<>();

    TranslationRules(ContentSet content, List<Finding> findings) {
        this.findings = findings;
        this.measure = new Measure(content);
        content.texts().forEach((locale, texts) -> {
            if (texts.values().stream().anyMatch(text -> !Segments.gsm(text.pattern()))) {
                dear.add(locale);
            }
        });
    }

    void check(SourceText text, SourceText english, TextFacts facts) {
        if (!english.pattern().equals(text.translated())) {
            error(text, "stale", "the English has changed since; translate again and copy the new English into source");
        }
        for (var problem : Phrases.problems(text.pattern(), text.locale())) {
            error(text, "syntax", "the text " + problem);
        }
        parameters(text, english);
        if (BESIDE_BRACE.matcher(text.pattern()).find()) {
            error(text, "syntax", "an apostrophe beside a brace hides it; use \u2019");
        }
        if (!digits(text).equals(digits(english))) {
            error(text, "digits", "answers are " + digits(english) + " in English, " + digits(text) + " here");
        }
        review(text);
        length(text, facts);
    }

    private void parameters(SourceText text, SourceText english) {
        var here = new TreeSet<>(TextPattern.parse(text.pattern()).arguments());
        var there = new TreeSet<>(TextPattern.parse(english.pattern()).arguments());
        if (!here.equals(there)) {
            error(text, "parameter", "the source has " + there + ", the translation " + here);
        }
    }

    private static Set<String> digits(SourceText text) {
        return DIGITS.matcher(text.pattern())
                .results()
                .map(m -> m.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Consent and crisis need two reviewers (`domain.md` C.2).
    private void review(SourceText text) {
        if (text.state() != ReviewState.REVIEWED) {
            return;
        }
        int needed = text.id().startsWith("sys.crisis") || text.id().startsWith("sys.consent") ? 2 : 1;
        long named = Pattern.compile(";")
                .splitAsStream(text.reviewers())
                .filter(name -> !name.isBlank())
                .count();
        if (named < needed) {
            error(
                    text,
                    "reviewer",
                    "reviewed by " + named + ", needed: " + needed
                            + "; name them in a note with category=\"reviewer\"");
        }
    }

    private void length(SourceText text, TextFacts facts) {
        switch (facts.kind()) {
            case LABEL -> {
                int length = text.pattern().codePointCount(0, text.pattern().length());
                if (length > EnglishRules.LABEL) {
                    over(text, "a label has at most " + EnglishRules.LABEL + " characters, this one " + length);
                }
            }
            case TEXT -> budget(text, facts);
            case CLAUSE, SPOKEN, PAGE -> {}
        }
    }

    private void budget(SourceText text, TextFacts facts) {
        var longest = measure.longest(text, facts);
        var budget = Budget.of(facts);
        boolean gsm = !dear.contains(text.locale());
        int stop = gsm ? budget.gsm() : budget.ucsStop();
        int target = gsm ? budget.gsm() : budget.ucsTarget();
        var size = longest.segments() + " segments (" + longest.units() + " units " + longest.encoding() + ")";
        if (longest.segments() > stop) {
            over(text, size + ", at most " + stop);
        } else if (longest.segments() > target) {
            findings.add(Finding.warning(text.place(), "length", text.id() + ": " + size + ", aim at " + target));
        }
    }

    private void over(SourceText text, String message) {
        if (text.override() == null) {
            error(text, "length", message + "; shorten it, or give the reason in a note with category=\"override\"");
        }
    }

    private void error(SourceText text, String rule, String message) {
        findings.add(Finding.error(text.place(), rule, text.id() + ": " + message));
    }
}
