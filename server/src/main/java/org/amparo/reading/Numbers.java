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
    private static final int NOTHING = -1;
    private static final int UNCLEAR = -2;

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

    /// A word that is a figure and an answer (Persian نه, Vietnamese không) is the answer; words of courtesy
    /// around it count only if the whole says nothing.
    private static Numbers byWord(Scan scan) {
        int whole = figure(scan, false);
        if (whole == NOTHING) {
            int polite = figure(scan, true);
            return polite < 0 ? NONE : new Numbers(OptionalInt.of(polite), OptionalInt.empty(), false);
        }
        return whole < 0 ? NONE : new Numbers(OptionalInt.of(whole), OptionalInt.empty(), true);
    }

    private static int figure(Scan scan, boolean polite) {
        int found = NOTHING;
        int tierFound = 3;
        for (var whole : scan.wholes()) {
            if (whole.polite() != polite || !whole.fit().asWellAs(Fit.STRETCHED)) {
                continue;
            }
            for (var entry : whole.hit().phrase().entries()) {
                int figure = figure(entry);
                int tier = tier(scan, entry);
                if (figure == NOTHING || tier > tierFound || tier == 3) {
                    continue;
                }
                boolean same = tier < tierFound || figure == found;
                found = same ? figure : UNCLEAR;
                tierFound = tier;
            }
        }
        return found;
    }

    private static int figure(Entry entry) {
        if (entry.is(WordClass.YES) || entry.is(WordClass.NO)) {
            return UNCLEAR;
        }
        int figure = entry.kind() == null ? -1 : FIGURES.indexOf(entry.kind());
        return figure < 0 ? NOTHING : figure;
    }

    private static int tier(Scan scan, Entry entry) {
        if (Scan.in(scan.own(), entry.language())) {
            return 0;
        }
        return Scan.in(scan.english(), entry.language()) ? 1 : scan.own() == 0 ? 2 : 3;
    }
}
