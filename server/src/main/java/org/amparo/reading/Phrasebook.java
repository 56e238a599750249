package org.amparo.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amparo.language.Script;

/// Every listed phrase, and where in a text one stands: word by word in writings with spaces, letter by letter
/// inside runs without. Filled once, then only read.
final class Phrasebook {
    /// All that the same letters stand for.
    ///
    /// @param entries at least one
    /// @param languages bit set of the languages among them
    record Listed(List<Entry> entries, long languages) {}

    private static final int MOST_TYPOS = 2;

    private final Lexicon lexicon = new Lexicon();
    private final List<List<Entry>> ends = new ArrayList<>(List.of(List.of()));
    private Listed[] listed = {};
    private final LongIndex steps = new LongIndex();
    private final LongIndex letterSteps = new LongIndex();

    private static final int WORDS_ROOT = 0;
    private static final int LETTERS_ROOT = 1;

    Phrasebook() {
        ends.add(List.of());
    }

    Lexicon lexicon() {
        return lexicon;
    }

    /// Files a phrase whose words are given; `{age}` is the token for any age.
    void add(List<Tokens.Token> words, Entry entry) {
        int node = WORDS_ROOT;
        for (var word : words) {
            int id = isAge(word) ? Lexicon.AGE : lexicon.add(word, entry.language());
            node = step(steps, node, id);
        }
        end(node, entry);
        if (words.size() == 1 && words.getFirst().kind() == Tokens.Kind.RUN) {
            int letter = LETTERS_ROOT;
            for (char c : words.getFirst().exact().toCharArray()) {
                letter = step(letterSteps, letter, c);
            }
            end(letter, entry);
        }
    }

    private static boolean isAge(Tokens.Token word) {
        return word.exact().equals("{age}");
    }

    private int step(LongIndex index, int node, int label) {
        long key = key(node, label);
        int at = index.first(key);
        if (at != 0) {
            return index.value(at);
        }
        index.add(key, ends.size());
        ends.add(List.of());
        return ends.size() - 1;
    }

    private static long key(int node, int label) {
        return ((long) node << 24) | label;
    }

    private void end(int node, Entry entry) {
        var entries = ends.get(node);
        if (entries.contains(entry)) {
            return;
        }
        var more = new ArrayList<>(entries);
        more.add(entry);
        ends.set(node, more);
    }

    /// To be called when all is filed.
    void close() {
        listed = new Listed[ends.size()];
        for (int i = 0; i < listed.length; i++) {
            var entries = List.copyOf(ends.get(i));
            long languages = 0;
            for (var entry : entries) {
                languages |= 1L << entry.language();
            }
            listed[i] = new Listed(entries, languages);
        }
    }

    /// What each word of a text may be. One per text; not thread-safe.
    static final class Candidates implements Lexicon.Found {
        private int[] ids = new int[64];
        private Fit[] fits = new Fit[64];
        private final int[] starts;
        private int used;
        private int token;

        Candidates(int tokens) {
            starts = new int[tokens + 1];
        }

        @Override
        public void word(int id, Fit fit) {
            for (int i = starts[token]; i < used; i++) {
                if (ids[i] == id) {
                    return;
                }
            }
            if (used == ids.length) {
                ids = Arrays.copyOf(ids, 2 * used);
                fits = Arrays.copyOf(fits, 2 * used);
            }
            ids[used] = id;
            fits[used++] = fit;
        }

        void nextToken() {
            starts[++token] = used;
        }
    }

    /// All phrases in the text, at each place all that fit.
    List<Hit> find(Tokens tokens, Candidates candidates) {
        var hits = new ArrayList<Hit>();
        for (int start = 0; start < tokens.size(); start++) {
            walk(WORDS_ROOT, start, start, Fit.EXACT, 0, candidates, hits);
            var token = tokens.get(start);
            if (token.kind() == Tokens.Kind.RUN) {
                inside(start, token, hits);
            }
        }
        return hits;
    }

    private void walk(int node, int start, int at, Fit fit, int typos, Candidates candidates, List<Hit> hits) {
        if (node != WORDS_ROOT && !listed[node].entries().isEmpty()) {
            hits.add(new Hit(start, at, false, 0, 0, fit, typos, listed[node]));
        }
        if (at + 1 >= candidates.starts.length) {
            return;
        }
        for (int i = candidates.starts[at]; i < candidates.starts[at + 1]; i++) {
            int wrong = typos + candidates.fits[i].typos();
            if (wrong > MOST_TYPOS) {
                continue;
            }
            int step = steps.first(key(node, candidates.ids[i]));
            if (step != 0) {
                walk(steps.value(step), start, at + 1, Fit.worse(fit, candidates.fits[i]), wrong, candidates, hits);
            }
        }
    }

    private void inside(int index, Tokens.Token token, List<Hit> hits) {
        var run = token.exact();
        for (int from = 0; from < run.length(); from++) {
            if (from > 0 && !beginsSyllable(run.charAt(from - 1))) {
                continue;
            }
            int node = LETTERS_ROOT;
            for (int to = from; to < run.length(); to++) {
                int step = letterSteps.first(key(node, run.charAt(to)));
                if (step == 0) {
                    break;
                }
                node = letterSteps.value(step);
                boolean whole = from == 0 && to + 1 == run.length();
                if (!listed[node].entries().isEmpty() && !whole && endsSyllable(run, to + 1, token.script())) {
                    hits.add(new Hit(index, index + 1, true, from, to + 1, Fit.EXACT, 0, listed[node]));
                }
            }
        }
    }

    /// The letter before is no vowel written ahead of its consonant (Thai, Lao) and stacks nothing under itself.
    private static boolean beginsSyllable(char before) {
        boolean vowelAhead = (before >= '\u0E40' && before <= '\u0E44') || (before >= '\u0EC0' && before <= '\u0EC4');
        return !vowelAhead && before != '\u17D2' && before != '\u1039';
    }

    /// No mark, and in Burmese no closing consonant, of the last letter follows.
    private static boolean endsSyllable(String run, int to, Script script) {
        if (to == run.length()) {
            return true;
        }
        int type = Character.getType(run.charAt(to));
        if (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK) {
            return false;
        }
        boolean closing = to + 1 < run.length() && (run.charAt(to + 1) == '\u103A' || run.charAt(to + 1) == '\u1039');
        return script != Script.MYANMAR || !closing;
    }
}
