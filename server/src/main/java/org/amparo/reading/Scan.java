package org.amparo.reading;

import java.util.ArrayList;
import java.util.List;
import org.amparo.content.WordClass;
import org.amparo.reading.Reading.LanguageGuess;

/// One text with all that was found in it: what the rules of this room look at.
final class Scan {
    /// A phrase that is the whole message.
    ///
    /// @param polite words of courtesy or greeting stand around it
    /// @param joined it fits the message written as one word
    record Whole(Hit hit, Fit fit, boolean polite, boolean joined) {}

    private final Tokens tokens;
    private final List<Hit> hits;
    private final List<Hit> joinedHits;
    private final LanguageGuess guess;
    private final long own;
    private final long likely;
    private final long english;
    private final List<Whole> wholes;

    /// @param joinedHits what was found in the text written as one word
    /// @param own bit of the contact's language, 0 when unknown
    /// @param likely bits of the languages the text is likely in
    Scan(
            Tokens tokens,
            List<Hit> hits,
            List<Hit> joinedHits,
            LanguageGuess guess,
            long own,
            long likely,
            long english) {
        this.tokens = tokens;
        this.hits = hits;
        this.joinedHits = joinedHits;
        this.guess = guess;
        this.own = own;
        this.likely = likely;
        this.english = english;
        this.wholes = findWholes();
    }

    Tokens tokens() {
        return tokens;
    }

    List<Hit> hits() {
        return hits;
    }

    LanguageGuess guess() {
        return guess;
    }

    long own() {
        return own;
    }

    long likely() {
        return likely;
    }

    long english() {
        return english;
    }

    /// The languages the text may be in as far as we know: those its words make sure, else the contact's, else
    /// those its words make likely.
    long present() {
        return guess.sure() || own == 0 ? likely : own;
    }

    /// Languages whose words count in ordinary matters: the contact's, English, the likely ones; all when nothing
    /// is known.
    long heard() {
        return own == 0 && likely == 0 ? Languages.ALL : own | likely | english;
    }

    List<Whole> wholes() {
        return wholes;
    }

    /// Whether a phrase found in the text is all of it, courtesy aside.
    boolean isWhole(Hit hit) {
        for (var whole : wholes) {
            var other = whole.hit();
            boolean same = other.start() == hit.start() && other.end() == hit.end() && other.inside() == hit.inside();
            if (!whole.joined() && same && other.from() == hit.from() && other.to() == hit.to()) {
                return true;
            }
        }
        return false;
    }

    /// The whole message is a word of the contact's own language, whatever it means there.
    boolean isOwnWord() {
        return wholes.stream()
                .filter(whole -> !whole.joined() && whole.fit().asWellAs(Fit.ACCENTS_LEFT_OUT))
                .anyMatch(whole -> (whole.hit().phrase().languages() & own) != 0);
    }

    static boolean in(long languages, int number) {
        return ((languages >>> number) & 1) != 0;
    }

    private List<Whole> findWholes() {
        var found = new ArrayList<Whole>();
        int size = tokens.size();
        if (size == 0) {
            return found;
        }
        int end = allTheSame() ? 1 : size;
        for (var hit : hits) {
            if (hit.covers(0, end) || hit.covers(0, size)) {
                found.add(new Whole(hit, hit.fit(), false, false));
            }
        }
        for (var hit : joinedHits) {
            if (hit.covers(0, 1)) {
                found.add(new Whole(hit, Fit.worse(Fit.STRETCHED, hit.fit()), false, true));
            }
        }
        addPolite(found);
        return found;
    }

    /// "tolong tolong", "stop stop stop" say what one of them says.
    private boolean allTheSame() {
        for (int i = 1; i < tokens.size(); i++) {
            if (!tokens.get(i).folded().equals(tokens.get(0).folded())) {
                return false;
            }
        }
        return true;
    }

    private void addPolite(List<Whole> found) {
        int first = 0;
        int last = tokens.size();
        boolean moved = true;
        while (moved && first < last) {
            moved = false;
            for (var hit : hits) {
                if (hit.inside() || !isCourtesy(hit)) {
                    continue;
                }
                if (hit.start() == first && hit.end() < last) {
                    first = hit.end();
                    moved = true;
                } else if (hit.end() == last && hit.start() > first) {
                    last = hit.start();
                    moved = true;
                }
            }
        }
        if (first > 0 || last < tokens.size()) {
            for (var hit : hits) {
                if (hit.covers(first, last)) {
                    found.add(new Whole(hit, hit.fit(), true, false));
                }
            }
        }
        if (last - first == 1 && tokens.get(first).kind() == Tokens.Kind.RUN) {
            addPoliteInRun(first, found);
        }
    }

    private void addPoliteInRun(int token, List<Whole> found) {
        int from = 0;
        int to = tokens.get(token).exact().length();
        boolean moved = true;
        while (moved && from < to) {
            moved = false;
            for (var hit : hits) {
                if (!hit.inside() || hit.start() != token || !isCourtesyOrYes(hit)) {
                    continue;
                }
                if (hit.from() == from && hit.to() < to) {
                    from = hit.to();
                    moved = true;
                } else if (hit.to() == to && hit.from() > from) {
                    to = hit.from();
                    moved = true;
                }
            }
        }
        for (var hit : hits) {
            if (hit.inside() && hit.start() == token && hit.from() == from && hit.to() == to) {
                found.add(new Whole(hit, hit.fit(), true, false));
            }
        }
    }

    private static boolean isCourtesy(Hit hit) {
        return hit.fit().asWellAs(Fit.STRETCHED)
                && hit.phrase().entries().stream().anyMatch(e -> e.is(WordClass.PRESS) || e.is(WordClass.GREET));
    }

    /// Thai ค่ะ and ครับ say yes and please.
    private static boolean isCourtesyOrYes(Hit hit) {
        return isCourtesy(hit) || hit.phrase().entries().stream().anyMatch(e -> e.is(WordClass.YES));
    }
}
