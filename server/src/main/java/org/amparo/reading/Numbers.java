package org.amparo.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.amparo.content.WordClass;
import org.amparo.language.Digits;

/// Reads the number that a message is (`domain.md` E.6): "1.", "(1)", "no 1", "press 1", "one", "1 2".
///
/// @param first 0-9
/// @param second the second of two
/// @param alone nothing else was written
record Numbers(OptionalInt first, OptionalInt second, boolean alone) {
    static final Numbers NONE = new Numbers(OptionalInt.empty(), OptionalInt.empty(), false);

    private static final List<WordClass> FIGURES = List.of(
            WordClass.NUMBER0,
            WordClass.NUMBER1,
            WordClass.NUMBER2,
            WordClass.NUMBER3,
            WordClass.NUMBER4,
            WordClass.NUMBER5,
            WordClass.NUMBER6,
            WordClass.NUMBER7,
            WordClass.NUMBER8,
            WordClass.NUMBER9);

    /// Short for "number" in many languages.
    private static final Set<String> SIGNS = Set.of("no", "nr", "num", "n", "nro", "nb", "br");

    private static final int MOST_OTHER_WORDS = 2;

    static Numbers of(String normalised, Scan scan) {
        int figure = Digits.alone(normalised.strip());
        if (figure >= 0) {
            return new Numbers(OptionalInt.of(figure), OptionalInt.empty(), true);
        }
        var tokens = scan.tokens();
        if (tokens.size() == 0 || tokens.size() > 5) {
            return NONE;
        }
        var figures = new ArrayList<Integer>();
        int others = 0;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            int value = token.kind() == Tokens.Kind.DIGITS ? digit(token.exact()) : pressed(token.exact());
            if (value >= 0) {
                figures.add(value);
            } else if (token.kind() != Tokens.Kind.DIGITS && (isBeside(scan, i) || SIGNS.contains(token.folded()))) {
                others++;
            } else {
                return byWord(scan);
            }
        }
        if (figures.isEmpty() || figures.size() > 3 || others > MOST_OTHER_WORDS) {
            return byWord(scan);
        }
        return new Numbers(
                OptionalInt.of(figures.getFirst()),
                figures.size() > 1 ? OptionalInt.of(figures.get(1)) : OptionalInt.empty(),
                others == 0 && figures.size() == 1);
    }

    private static int digit(String digits) {
        return digits.length() == 1 ? digits.charAt(0) - '0' : -1;
    }

    /// "press1", "no1".
    private static int pressed(String word) {
        int last = word.length() - 1;
        boolean figure = last > 0 && word.charAt(last) >= '0' && word.charAt(last) <= '9';
        return figure && (SIGNS.contains(word.substring(0, last)) || (word.startsWith("press") && last == 5))
                ? word.charAt(last) - '0'
                : -1;
    }

    private static boolean isBeside(Scan scan, int token) {
        return scan.hits().stream()
                .anyMatch(hit -> hit.covers(token, token + 1)
                        && hit.fit().asWellAs(Fit.STRETCHED)
                        && hit.phrase().entries().stream()
                                .anyMatch(e -> (e.is(WordClass.PRESS) || e.is(WordClass.YES) || e.is(WordClass.NO))
                                        && Scan.in(scan.heard(), e.language())));
    }

    private static Numbers byWord(Scan scan) {
        int found = -1;
        int tierFound = 3;
        boolean polite = false;
        for (var whole : scan.wholes()) {
            if (!whole.fit().asWellAs(Fit.STRETCHED)) {
                continue;
            }
            for (var entry : whole.hit().phrase().entries()) {
                int figure = entry.kind() == null ? -1 : FIGURES.indexOf(entry.kind());
                int tier = Scan.in(scan.own(), entry.language())
                        ? 0
                        : Scan.in(scan.english(), entry.language()) ? 1 : scan.own() == 0 ? 2 : 3;
                if (figure < 0 || tier == 3) {
                    continue;
                }
                if (tier < tierFound) {
                    found = figure;
                    tierFound = tier;
                    polite = whole.polite();
                } else if (tier == tierFound && figure != found) {
                    found = -1;
                }
            }
        }
        return found < 0 ? NONE : new Numbers(OptionalInt.of(found), OptionalInt.empty(), !polite);
    }
}
