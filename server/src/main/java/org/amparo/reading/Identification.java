package org.amparo.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.amparo.language.Locales;
import org.amparo.language.Script;
import org.amparo.reading.Reading.LanguageGuess;
import org.jspecify.annotations.Nullable;

/// Says which language a text is in: by its writing, by letters only one language has, then by the words it shares
/// with the vocabulary. Unsure rather than wrong: a person answered in a language they cannot read is lost.
final class Identification {
    /// Least evidence to be sure: a word, a little more, that no other language has.
    static final double ENOUGH = 1.1;
    /// How many times the evidence of the next language.
    static final double AHEAD = 1.5;
    /// Least evidence for each word of the text.
    static final double SHARE = 0.15;
    /// What a word is worth that is only part of listed phrases.
    private static final double LISTED = 0.4;
    private static final double FIXING = 1.2;
    /// Languages this near the best one are as likely.
    private static final double NEAR = 0.8;

    /// Words of many languages, as normalised: alone they fix none (`domain.md` E.2).
    private static final Set<String> SHARED = Set.copyOf(List.of("""
            hi hello hey ok okay alo allo salam salaam selam menu info stop help sos lang start سلام السلام
            عليكم नमस्ते नमस्कार ሰላም no data whatsapp facebook visa passport taxi hotel agent police problem sorry""".split("\\s+", -1)));

    private final Languages languages;
    private final Lexicon lexicon;
    private final Letters letters;
    /// Bits of the languages that are not written in Latin letters.
    private final long foreignWriting;
    private final int hindi;
    private final int urdu;

    Identification(Languages languages, Lexicon lexicon) {
        this.languages = languages;
        this.lexicon = lexicon;
        this.foreignWriting = writings(languages);
        this.letters = new Letters(languages);
        hindi = languages.number("hi");
        urdu = languages.number("ur");
    }

    /// Evidence by language, twice as many numbers as languages: first in the language's own writing, then
    /// romanised.
    ///
    /// @param all of every word
    /// @param strong without the words of many languages
    private record Weights(double[] all, double[] strong) {}

    LanguageGuess guess(String typed, Tokens tokens, List<Hit> hits, int[] ranks) {
        int words = words(tokens);
        if (words == 0) {
            return LanguageGuess.NONE;
        }
        var weights = weigh(typed, tokens, hits);
        if (weights == null) {
            return LanguageGuess.NONE;
        }
        return decide(weights, words, ranks);
    }

    private @Nullable Weights weigh(String typed, Tokens tokens, List<Hit> hits) {
        int n = languages.size();
        var all = new double[2 * n];
        var strong = new double[2 * n];
        var evidence = letters.weigh(typed);
        if (4 * evidence.foreign() > evidence.letters()) {
            return null;
        }
        var best = new double[2 * n];
        boolean onlyShared = true;
        int at = 0;
        for (int token = 0; token < tokens.size(); token++) {
            int from = at;
            while (at < hits.size() && hits.get(at).start() == token) {
                at++;
            }
            Arrays.fill(best, 0);
            weighWord(tokens.get(token), hits.subList(from, at), best);
            weighListed(tokens.get(token), best);
            boolean shared = SHARED.contains(tokens.get(token).folded());
            onlyShared &= shared;
            for (int i = 0; i < best.length; i++) {
                all[i] += best[i];
                strong[i] += shared ? 0 : best[i];
            }
            byWriting(tokens.get(token), all, strong);
        }
        for (int i = 0; i < n; i++) {
            double score = evidence.scores()[i];
            all[i] = Math.max(0, all[i] + score);
            strong[i] = onlyShared ? 0 : Math.max(0, strong[i] + score);
        }
        // a letter that is foreign to all of ours makes everything less sure
        double doubt = 1.0 / (1 + evidence.foreign());
        for (int i = 0; i < strong.length; i++) {
            strong[i] *= doubt;
        }
        return new Weights(all, strong);
    }

    /// The weight of the phrases that begin at a word, for each language its best.
    private void weighWord(Tokens.Token token, List<Hit> hits, double[] best) {
        if (token.kind() == Tokens.Kind.DIGITS) {
            return;
        }
        long users = 0;
        for (var hit : hits) {
            if (hit.tokens() == 1 && !hit.inside() && hit.fit().asWellAs(Fit.STRETCHED)) {
                users |= hit.phrase().languages();
            }
        }
        for (var hit : hits) {
            if (hit.inside() || !hit.fit().asWellAs(Fit.STRETCHED)) {
                continue;
            }
            int shared = Long.bitCount(hit.tokens() == 1 ? users : hit.phrase().languages());
            for (var entry : hit.phrase().entries()) {
                int key = entry.language() + (entry.romanised() ? languages.size() : 0);
                double weight = weight(entry, token) * trust(hit.fit()) * hit.tokens() / shared;
                best[key] = Math.max(best[key], weight);
            }
        }
    }

    /// A word of longer phrases, or one whose meaning is no evidence: little, but more than nothing.
    private void weighListed(Tokens.Token token, double[] best) {
        long users = lexicon.languagesOf(token);
        double weight = LISTED * length(token) / Math.max(1, Long.bitCount(users));
        for (long rest = users; rest != 0; rest &= rest - 1) {
            int number = Long.numberOfTrailingZeros(rest);
            boolean romanised = token.script() == Script.LATIN && Scan.in(foreignWriting, number);
            int key = number + (romanised ? languages.size() : 0);
            best[key] = Math.max(best[key], weight);
        }
    }

    private static long writings(Languages languages) {
        long foreign = 0;
        for (int i = 0; i < languages.size(); i++) {
            foreign |= Locales.likelyScript(languages.tag(i)).equals("Latn") ? 0 : 1L << i;
        }
        return foreign;
    }

    private static double length(Tokens.Token token) {
        return token.folded().length() == 1 ? 0.3 : token.folded().length() == 2 ? 0.7 : 1;
    }

    private static double weight(Entry entry, Tokens.Token token) {
        double length = length(token);
        if (entry.isCommonWord()) {
            return length;
        }
        if (entry.topic() != null) {
            return 0.7 * length;
        }
        return switch (entry.kind()) {
            case NUMBER0, NUMBER1, NUMBER2, NUMBER3, NUMBER4, NUMBER5, NUMBER6, NUMBER7, NUMBER8, NUMBER9, PRESS ->
                0.5 * length;
            case YES, NO -> 0.6 * length;
            case null -> length;
            // a greeting, command or cry that one language alone has fixes it
            default -> token.folded().length() >= 4 ? FIXING : length;
        };
    }

    private static double trust(Fit fit) {
        return switch (fit) {
            case EXACT -> 1;
            case ACCENTS_LEFT_OUT -> 0.85;
            case STRETCHED -> 0.7;
            default -> 0.25;
        };
    }

    /// A writing that only one of our languages uses.
    private void byWriting(Tokens.Token token, double[] all, double[] strong) {
        var tag = switch (token.script()) {
            case THAI -> "th";
            case LAO -> "lo";
            case KHMER -> "km";
            case MYANMAR -> "my";
            case BENGALI -> "bn";
            case HAN -> "zh";
            default -> "";
        };
        int number = languages.number(tag);
        if (number >= 0) {
            double weight = ENOUGH * words(token);
            all[number] += weight;
            strong[number] += weight;
        }
    }

    private LanguageGuess decide(Weights weights, int words, int[] ranks) {
        int n = languages.size();
        var by = new double[n];
        var sureBy = new double[n];
        var romanised = new boolean[n];
        for (int i = 0; i < n; i++) {
            romanised[i] = weights.all()[n + i] > weights.all()[i];
            by[i] = Math.max(weights.all()[i], weights.all()[n + i]);
            sureBy[i] = Math.max(weights.strong()[i], weights.strong()[n + i]);
        }
        boolean pair = tie(by, sureBy, romanised);
        int top = best(by, -1, -1);
        if (by[top] <= 0) {
            return LanguageGuess.NONE;
        }
        var likely = new ArrayList<Integer>();
        for (int i = 0; i < n; i++) {
            if (by[i] >= NEAR * by[top]) {
                likely.add(i);
            }
        }
        likely.sort((a, b) -> Integer.compare(ranks[a], ranks[b]));
        boolean twins = pair && likely.size() == 2 && likely.contains(hindi) && likely.contains(urdu);
        int next = best(sureBy, top, twins ? (top == hindi ? urdu : hindi) : -1);
        double second = next < 0 ? 0 : sureBy[next];
        boolean sure = (likely.size() == 1 || twins)
                && sureBy[top] >= ENOUGH
                && sureBy[top] >= AHEAD * second
                && sureBy[top] >= SHARE * words;
        return new LanguageGuess(
                likely.stream().limit(5).map(languages::tag).toList(), sure, romanised[likely.getFirst()]);
    }

    /// In Latin letters Hindi and Urdu are one language: what speaks for one speaks for both.
    private boolean tie(double[] by, double[] sureBy, boolean[] romanised) {
        if (hindi < 0 || urdu < 0 || !romanised[by[hindi] >= by[urdu] ? hindi : urdu]) {
            return false;
        }
        by[hindi] = by[urdu] = Math.max(by[hindi], by[urdu]);
        sureBy[hindi] = sureBy[urdu] = Math.max(sureBy[hindi], sureBy[urdu]);
        romanised[hindi] = romanised[urdu] = true;
        return true;
    }

    private static int best(double[] scores, int but, int andBut) {
        int best = -1;
        for (int i = 0; i < scores.length; i++) {
            if (i != but && i != andBut && (best < 0 || scores[i] > scores[best])) {
                best = i;
            }
        }
        return best;
    }

    /// How many words, with an estimate where they are not parted.
    static int words(Tokens tokens) {
        int words = 0;
        for (var token : tokens.all()) {
            words += words(token);
        }
        return words;
    }

    private static int words(Tokens.Token token) {
        if (token.kind() == Tokens.Kind.DIGITS) {
            return 0;
        }
        if (token.kind() == Tokens.Kind.WORD) {
            return 1;
        }
        int letters = Lexicon.letters(token.exact());
        return Math.max(1, token.script() == Script.HAN ? letters / 2 : letters / 4);
    }
}
