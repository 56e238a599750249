package org.amparo.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amparo.content.LanguageWords;
import org.amparo.content.Vocabulary;
import org.amparo.content.Word;
import org.amparo.content.WordClass;
import org.amparo.language.Folding;
import org.amparo.language.Locales;
import org.amparo.language.Script;
import org.jspecify.annotations.Nullable;

/// Files a vocabulary for reading: every phrase under its words, with the languages in which a danger or stop word
/// is an everyday word added to its collisions.
final class VocabularyIndex {
    private static final String AGE = "{age}";
    /// A number no phrase holds stands for the age while a pattern is cut into words.
    private static final String AGE_NUMBER = "770077";

    private static final Set<WordClass> OF_LOW_CONFIDENCE = Set.of(WordClass.DANGER, WordClass.HUMAN);
    private static final int SHORTEST_JOINED = 5;

    private final Languages languages;
    private final Phrasebook phrasebook = new Phrasebook();
    private final Ages ages;
    /// Languages, as a bit set, in which these letters are an everyday word.
    private final Map<String, Long> everyday = new HashMap<>();
    /// Languages in which they cry for help.
    private final Map<String, Long> cries = new HashMap<>();

    private VocabularyIndex(Vocabulary vocabulary) {
        languages = new Languages(
                vocabulary.languages().stream().map(LanguageWords::language).toList());
        ages = new Ages(languages);
    }

    static VocabularyIndex of(Vocabulary vocabulary) {
        var index = new VocabularyIndex(vocabulary);
        vocabulary.languages().forEach(index::noteEveryday);
        vocabulary.languages().forEach(index::addLanguage);
        vocabulary.keywords().forEach(index::addKeywords);
        index.phrasebook.close();
        return index;
    }

    Languages languages() {
        return languages;
    }

    Phrasebook phrasebook() {
        return phrasebook;
    }

    Ages ages() {
        return ages;
    }

    private void noteEveryday(LanguageWords words) {
        long bit = 1L << languages.number(words.language());
        words.common().forEach(word -> note(everyday, word, bit));
        words.commonRomanised().forEach(word -> note(everyday, word, bit));
        for (var lists : List.of(words.words(), words.romanised())) {
            lists.getOrDefault(WordClass.DANGER, List.of()).forEach(word -> note(cries, word.text(), bit));
        }
    }

    private static void note(Map<String, Long> notes, String word, long bit) {
        notes.merge(folded(cut(word)), bit, (a, b) -> a | b);
    }

    private void addLanguage(LanguageWords words) {
        int number = languages.number(words.language());
        boolean low = words.confidence() == LanguageWords.Confidence.LOW;
        addClasses(words.words(), number, false, low);
        addClasses(words.romanised(), number, true, low);
        words.common().forEach(word -> add(new Word(word, false, false, false, List.of()), null, null, number, false));
        words.commonRomanised()
                .forEach(word -> add(new Word(word, false, false, false, List.of()), null, null, number, true));
    }

    private void addClasses(Map<WordClass, List<Word>> classes, int language, boolean romanised, boolean low) {
        classes.forEach((kind, words) -> {
            boolean served = !low || OF_LOW_CONFIDENCE.contains(kind);
            for (var word : words) {
                // what a doubtful list says still tells the language
                add(word, served ? kind : null, null, language, romanised);
            }
        });
    }

    private void addKeywords(String tag, Map<String, List<String>> topics) {
        int language = languages.number(tag);
        if (language < 0) {
            return;
        }
        topics.forEach((topic, words) -> {
            for (var word : words) {
                add(new Word(word, false, false, false, List.of()), null, topic, language, isForeignToIts(tag, word));
            }
        });
    }

    /// Keywords of one list mix the language's own letters and Latin ones.
    private static boolean isForeignToIts(String tag, String word) {
        boolean latin = Script.dominant(word) == Script.LATIN;
        return latin && !Locales.likelyScript(tag).equals("Latn");
    }

    private void add(Word word, @Nullable WordClass kind, @Nullable String topic, int language, boolean romanised) {
        var tokens = cut(word.text());
        boolean figure =
                tokens.size() == 1 && tokens.getFirst().kind() == Tokens.Kind.DIGITS && !isAge(tokens.getFirst());
        if (tokens.isEmpty() || figure) {
            return;
        }
        boolean aged = tokens.stream().anyMatch(VocabularyIndex::isAge);
        var entry = new Entry(
                kind,
                topic,
                language,
                romanised,
                word.alone(),
                word.ask(),
                word.notFuzzy(),
                collisions(word, kind, language, tokens),
                tokens.stream().mapToInt(t -> Lexicon.letters(t.exact())).sum(),
                tokens.size(),
                aged,
                false);
        phrasebook.add(tokens, entry);
        if (aged && tokens.stream().anyMatch(t -> t.kind() == Tokens.Kind.RUN)) {
            ages.addInRun(tokens);
        }
        if (tokens.size() > 1 && !aged && entry.letters() >= SHORTEST_JOINED && kind != null) {
            addJoined(tokens, entry);
        }
    }

    private void addJoined(List<Tokens.Token> tokens, Entry entry) {
        var exact = new StringBuilder();
        var folded = new StringBuilder();
        for (var token : tokens) {
            exact.append(token.exact());
            folded.append(token.folded());
        }
        var first = tokens.getFirst();
        var joined = new Tokens.Token(Tokens.Kind.WORD, first.script(), exact.toString(), folded.toString(), false);
        phrasebook.add(List.of(joined), entry.asJoined());
    }

    private long collisions(Word word, @Nullable WordClass kind, int language, List<Tokens.Token> tokens) {
        long collisions = languages.bits(word.collidesIn());
        if (tokens.size() == 1 && (kind == WordClass.DANGER || kind == WordClass.STOP)) {
            var letters = folded(tokens);
            collisions |= everyday.getOrDefault(letters, 0L) & ~cries.getOrDefault(letters, 0L);
        }
        return collisions & ~(1L << language);
    }

    static List<Tokens.Token> cut(String phrase) {
        var tokens = new ArrayList<Tokens.Token>();
        var normal = Folding.normalise(phrase.replace(AGE, " " + AGE_NUMBER + " "), 200);
        for (var token : Tokens.of(normal).all()) {
            boolean age = token.exact().equals(AGE_NUMBER);
            tokens.add(age ? new Tokens.Token(token.kind(), token.script(), AGE, AGE, false) : token);
        }
        return tokens;
    }

    private static boolean isAge(Tokens.Token token) {
        return token.exact().equals(AGE);
    }

    private static String folded(List<Tokens.Token> tokens) {
        var letters = new StringBuilder();
        tokens.forEach(token -> letters.append(token.folded()));
        return letters.toString();
    }
}
