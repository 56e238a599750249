package org.amparo.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.content.WordClass;
import org.amparo.language.Folding;
import org.amparo.language.Spellout;

/// Tells whether the writer says they are a child: a stated age under 18, or "I am a child", "I am in school".
final class Ages {
    static final int YOUNGEST = 5;
    static final int ADULT = 18;

    /// What else may follow a number that is no age.
    private static final Set<String> UNITS = Set.of(
            "h", "hr", "hrs", "hs", "km", "kg", "min", "mins", "usd", "dollars", "euro", "euros", "people", "girls",
            "women");

    /// "{age}" between other letters in a writing without spaces.
    private record InRun(String before, String after) {}

    private final Map<String, Integer> ageWords = new HashMap<>();
    private final List<Set<String>> timeUnits = new ArrayList<>();
    private final List<InRun> inRuns = new ArrayList<>();

    Ages(Languages languages) {
        for (var tag : languages.tags()) {
            Spellout.words(YOUNGEST, ADULT - 1, tag).forEach((word, age) -> {
                var tokens = Tokens.of(Folding.normalise(word, 60));
                if (tokens.size() == 1) {
                    ageWords.putIfAbsent(tokens.get(0).folded(), age);
                }
            });
            timeUnits.add(Set.copyOf(Spellout.timeUnits(tag)));
        }
    }

    /// A pattern of a writing without spaces, as the tokens before and after the age.
    void addInRun(List<Tokens.Token> words) {
        int age = 0;
        while (!words.get(age).exact().equals("{age}")) {
            age++;
        }
        var before = age > 0 ? words.get(age - 1).exact() : "";
        var after = age + 1 < words.size() ? words.get(age + 1).exact() : "";
        inRuns.add(new InRun(before, after));
    }

    /// The age a word may state, 0 when none.
    int age(Tokens.Token token) {
        var word = token.exact();
        if (token.kind() == Tokens.Kind.DIGITS) {
            return word.length() <= 2 ? Integer.parseInt(word) : 0;
        }
        var spelt = ageWords.get(token.folded());
        if (spelt != null) {
            return spelt;
        }
        boolean short1 = word.length() >= 3 && Character.isDigit(word.charAt(0)) && Character.isDigit(word.charAt(1));
        return short1 && Set.of("yo", "y", "yrs", "yr", "f", "m", "yold").contains(word.substring(2))
                ? Integer.parseInt(word.substring(0, 2))
                : 0;
    }

    boolean isChild(Scan scan) {
        return scan.hits().stream()
                        .anyMatch(hit -> hit.phrase().entries().stream()
                                .anyMatch(entry -> entry.is(WordClass.CHILD) && says(scan, hit, entry)))
                || statedInRun(scan.tokens());
    }

    private boolean says(Scan scan, Hit hit, Entry entry) {
        boolean spelt = hit.fit().asWellAs(Fit.STRETCHED) || (hit.fit() == Fit.TYPO && !entry.notFuzzy());
        if (!spelt || !Scan.in(scan.heard(), entry.language())) {
            return false;
        }
        if (!entry.aged()) {
            boolean whole = scan.isWhole(hit);
            return whole || (!entry.alone() && (entry.words() > 1 || hit.inside()));
        }
        int stated = stated(scan.tokens(), hit);
        return stated >= YOUNGEST && stated < ADULT && !isMeasure(scan.tokens(), hit, entry);
    }

    /// The age within the phrase, -1 when it holds none.
    private int stated(Tokens tokens, Hit hit) {
        if (hit.inside()) {
            return -1;
        }
        for (int i = hit.start(); i < hit.end(); i++) {
            int age = age(tokens.get(i));
            if (age > 0) {
                return age;
            }
        }
        return -1;
    }

    private boolean isMeasure(Tokens tokens, Hit hit, Entry entry) {
        boolean numberLast = age(tokens.get(hit.end() - 1)) > 0;
        if (!numberLast || hit.end() == tokens.size() || tokens.get(hit.end()).afterBreak()) {
            return false;
        }
        var next = tokens.get(hit.end());
        return UNITS.contains(next.folded()) || timeUnits.get(entry.language()).contains(next.exact());
    }

    private boolean statedInRun(Tokens tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            int age = age(tokens.get(i));
            if (age < YOUNGEST || age >= ADULT) {
                continue;
            }
            var before = i > 0 && tokens.get(i - 1).kind() == Tokens.Kind.RUN
                    ? tokens.get(i - 1).exact()
                    : "";
            var after = i + 1 < tokens.size() && tokens.get(i + 1).kind() == Tokens.Kind.RUN
                    ? tokens.get(i + 1).exact()
                    : "";
            for (var pattern : inRuns) {
                if (before.endsWith(pattern.before()) && after.startsWith(pattern.after())) {
                    return true;
                }
            }
        }
        return false;
    }
}
