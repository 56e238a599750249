package org.amparo.content;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Flesch-Kincaid grade of an English text: 0.39 words a sentence + 11.8 syllables a word - 15.59. Syllables are
/// estimated from vowel groups, so the grade is good to about half a year.
final class ReadingGrade {
    private static final int SHORTEST = 8;
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+(?:['-][A-Za-z]+)*");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?\\n]+");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");

    /// An ending that is written and not said: made, hoped, likes; but not table, free, wanted, houses.
    private static final Pattern SILENT = Pattern.compile("[^le]e$|[^td]ed$|[^szi]es$");

    private ReadingGrade() {}

    /// Empty for a fragment of fewer than eight words.
    static OptionalDouble of(String text) {
        long sentences = SENTENCE_END
                .splitAsStream(text)
                .filter(s -> WORD.matcher(s).find())
                .count();
        var words = WORD.matcher(text).results().map(m -> m.group()).toList();
        if (words.size() < SHORTEST) {
            return OptionalDouble.empty();
        }
        double syllables = words.stream().mapToInt(ReadingGrade::syllables).sum();
        return OptionalDouble.of(0.39 * words.size() / sentences + 11.8 * syllables / words.size() - 15.59);
    }

    static int syllables(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        int groups = (int) VOWELS.matcher(lower).results().count();
        boolean silent = SILENT.matcher(lower).find();
        return Math.max(1, silent && groups > 1 ? groups - 1 : groups);
    }
}
