package org.amparo.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amparo.language.Folding;
import org.amparo.language.Script;

/// Every single word of the vocabulary, and which of them a word of a text may be: as it stands, without its
/// accents, stretched, with a typo, with another ending. Filled once, then only read.
final class Lexicon {
    /// A word that stands for any age.
    static final int AGE = 0;

    private static final int TYPO_FROM = 5;
    private static final int SHORTEST_MISSPELT = 3;
    private static final int TWO_TYPOS_FROM = 9;
    private static final int ENDING_FROM = 6;
    private static final int STEM = 5;
    /// Longer words are no words.
    private static final int LONGEST = 48;

    /// Takes what a word may be.
    interface Found {
        void word(int id, Fit fit);
    }

    private record Listed(String exact, String folded, int letters, boolean typos) {}

    private final List<Listed> words = new ArrayList<>();
    private long[] languages = new long[1 << 10];
    private final Map<String, Integer> byExact = new HashMap<>();
    private final Map<String, int[]> byFolded = new HashMap<>();
    private final Map<String, int[]> bySqueezed = new HashMap<>();
    private final LongIndex byDeletion = new LongIndex();
    private final LongIndex byBeginning = new LongIndex();
    private final LongIndex byEnd = new LongIndex();

    Lexicon() {
        words.add(new Listed("{age}", "{age}", 0, false));
    }

    /// The number of a word, new or known, and notes that a language has it.
    int add(Tokens.Token token, int language) {
        var known = byExact.get(token.exact());
        int id = known != null ? known : file(token);
        if (language >= 0) {
            languages[id] |= 1L << language;
        }
        return id;
    }

    private int file(Tokens.Token token) {
        int id = words.size();
        var folded = token.folded();
        int letters = letters(folded);
        boolean typos = token.kind() != Tokens.Kind.DIGITS && token.script() != Script.HAN && letters >= TYPO_FROM;
        words.add(new Listed(token.exact(), folded, letters, typos));
        if (id == languages.length) {
            languages = Arrays.copyOf(languages, 2 * id);
        }
        byExact.put(token.exact(), id);
        byFolded.merge(folded, new int[] {id}, Lexicon::joined);
        bySqueezed.merge(Folding.squeezed(folded), new int[] {id}, Lexicon::joined);
        if (typos && folded.length() <= LONGEST) {
            byDeletion.add(hash(folded, -1), id);
            for (int i = 0; i < folded.length(); i++) {
                byDeletion.add(hash(folded, i), id);
            }
            byBeginning.add(beginning(folded), id);
            byEnd.add(end(folded), id);
        }
        return id;
    }

    /// Languages, as a bit set, that list exactly this word or the word without its accents.
    long languagesOf(Tokens.Token token) {
        long mask = 0;
        for (int id : byFolded.getOrDefault(token.folded(), NONE)) {
            mask |= languages[id];
        }
        return mask;
    }

    /// The words a token is, typos aside.
    void find(Tokens.Token token, Found found) {
        var exact = byExact.get(token.exact());
        if (exact != null) {
            found.word(exact, Fit.EXACT);
        }
        for (int id : byFolded.getOrDefault(token.folded(), NONE)) {
            if (exact == null || id != exact) {
                found.word(id, token.accented() ? Fit.OTHER_ACCENTS : Fit.ACCENTS_LEFT_OUT);
            }
        }
        if (token.kind() == Tokens.Kind.DIGITS || token.folded().length() > LONGEST) {
            return;
        }
        var squeezed = Folding.squeezed(token.folded());
        boolean stretched = hasRunOfThree(token.folded());
        for (int id : bySqueezed.getOrDefault(squeezed, NONE)) {
            if (!words.get(id).folded().equals(token.folded())) {
                found.word(id, stretched ? Fit.STRETCHED : Fit.DOUBLED);
            }
        }
    }

    /// The words a token may be if it is misspelt.
    void findMisspelt(Tokens.Token token, Found found) {
        var folded = token.folded();
        if (token.kind() == Tokens.Kind.DIGITS
                || token.script() == Script.HAN
                || folded.length() > LONGEST
                || folded.length() < SHORTEST_MISSPELT) {
            return;
        }
        if (token.script() == Script.LATIN && folded.indexOf('k') >= 0) {
            for (int id : byFolded.getOrDefault(withoutK(folded), NONE)) {
                found.word(id, Fit.DOUBLED);
            }
        }
        for (int i = -1; i < folded.length() && folded.length() >= TYPO_FROM - 1; i++) {
            long key = hash(folded, i);
            for (int at = byDeletion.first(key); at != 0; at = byDeletion.next(at)) {
                int id = byDeletion.value(at);
                if (distance(words.get(id).folded(), folded, 1) == 1) {
                    found.word(id, Fit.TYPO);
                }
            }
        }
        if (folded.length() < ENDING_FROM) {
            return;
        }
        for (int at = byBeginning.first(beginning(folded)); at != 0; at = byBeginning.next(at)) {
            farther(byBeginning.value(at), token, found);
        }
        for (int at = byEnd.first(end(folded)); at != 0; at = byEnd.next(at)) {
            var listed = words.get(byEnd.value(at));
            if (!sameBeginning(listed.folded(), folded)) {
                farther(byEnd.value(at), token, found);
            }
        }
    }

    /// "kiero", "aki" as Spanish and Portuguese write them in full.
    private static String withoutK(String word) {
        var written = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            boolean soft = i + 1 < word.length() && (word.charAt(i + 1) == 'e' || word.charAt(i + 1) == 'i');
            written.append(word.charAt(i) != 'k' ? String.valueOf(word.charAt(i)) : soft ? "qu" : "c");
        }
        return written.toString();
    }

    private void farther(int id, Tokens.Token token, Found found) {
        var listed = words.get(id);
        var folded = token.folded();
        if (Math.abs(listed.folded().length() - folded.length()) > 3) {
            return;
        }
        if (listed.letters() >= ENDING_FROM && hasSameStem(listed.folded(), folded, token.script())) {
            found.word(id, Fit.ENDING);
        } else if (listed.letters() >= TWO_TYPOS_FROM && distance(listed.folded(), folded, 2) == 2) {
            found.word(id, Fit.TWO_TYPOS);
        }
    }

    /// Same beginning, and on either side no more behind it than an ending.
    private static boolean hasSameStem(String one, String other, Script script) {
        if (script != Script.LATIN && script != Script.CYRILLIC) {
            return false;
        }
        int same = 0;
        while (same < one.length() && same < other.length() && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        int ending = script == Script.CYRILLIC ? 3 : 2;
        return same >= STEM && one.length() - same <= ending && other.length() - same <= ending;
    }

    private static final int[] NONE = {};

    private static int[] joined(int[] one, int[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    static int letters(String word) {
        int letters = 0;
        int codePoint;
        for (int i = 0; i < word.length(); i += Character.charCount(codePoint)) {
            codePoint = word.codePointAt(i);
            int type = Character.getType(codePoint);
            if (type != Character.NON_SPACING_MARK && type != Character.COMBINING_SPACING_MARK && codePoint != ' ') {
                letters++;
            }
        }
        return letters;
    }

    private static boolean hasRunOfThree(String word) {
        for (int i = 2; i < word.length(); i++) {
            if (word.charAt(i) == word.charAt(i - 1) && word.charAt(i) == word.charAt(i - 2)) {
                return true;
            }
        }
        return false;
    }

    /// Of the word without the letter at `left`, or of the whole word.
    private static long hash(String word, int left) {
        long hash = 1125899906842597L;
        for (int i = 0; i < word.length(); i++) {
            if (i != left) {
                hash = 31 * hash + word.charAt(i);
            }
        }
        return hash;
    }

    private static long beginning(String word) {
        return ((long) word.charAt(0) << 48)
                | ((long) word.charAt(1) << 32)
                | ((long) word.charAt(2) << 16)
                | word.charAt(3);
    }

    private static long end(String word) {
        return beginning(word.substring(word.length() - 4));
    }

    private static boolean sameBeginning(String one, String other) {
        return one.regionMatches(0, other, 0, 4);
    }

    /// Letters to change, add, leave out or swap to make one of the other; more than `most` counts as `most + 1`.
    static int distance(String one, String other, int most) {
        int n = one.length();
        int m = other.length();
        if (Math.abs(n - m) > most) {
            return most + 1;
        }
        var before = new int[m + 1];
        var last = new int[m + 1];
        var row = new int[m + 1];
        for (int j = 0; j <= m; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= n; i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= m; j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > most) {
                return most + 1;
            }
            var spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return Math.min(last[m], most + 1);
    }
}
