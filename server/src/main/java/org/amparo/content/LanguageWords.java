package org.amparo.content;

import java.util.List;
import java.util.Map;

/// The vocabulary of one language: the words of each command, and the words that give the language away.
///
/// @param language BCP 47 tag
/// @param name its English name
/// @param ownName its name in its own script
/// @param confidence LOW serves DANGER and HUMAN only (`rulings.md` 4)
/// @param words by class, in the language's own script
/// @param romanised by class, spelt in Latin letters
/// @param common frequent words, evidence for the language and never a command
/// @param commonRomanised the same in Latin letters
public record LanguageWords(
        String language,
        String name,
        String ownName,
        Confidence confidence,
        Map<WordClass, List<Word>> words,
        Map<WordClass, List<Word>> romanised,
        List<String> common,
        List<String> commonRomanised) {

    public enum Confidence {
        HIGH,
        MEDIUM,
        LOW
    }

    public LanguageWords {
        words = Map.copyOf(words);
        romanised = Map.copyOf(romanised);
        common = List.copyOf(common);
        commonRomanised = List.copyOf(commonRomanised);
    }
}
