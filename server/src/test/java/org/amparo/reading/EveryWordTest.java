package org.amparo.reading;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.amparo.content.LanguageWords;
import org.amparo.content.Word;
import org.amparo.content.WordClass;
import org.amparo.language.Folding;
import org.amparo.language.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every word of every class in every language is read for what it is, however a phone spells it.
class EveryWordTest {
    private static final Set<WordClass> NEVER_GUESSED =
            Set.of(WordClass.STOP, WordClass.FORGET, WordClass.UNSAFE, WordClass.OTHER_PERSON);
    private static final Set<WordClass> COMMANDS = Set.of(
            WordClass.STOP,
            WordClass.START,
            WordClass.HELP,
            WordClass.MENU,
            WordClass.LANG,
            WordClass.HUMAN,
            WordClass.FORGET,
            WordClass.MYDATA,
            WordClass.SAFE,
            WordClass.UNSAFE,
            WordClass.WRONG_NUMBER,
            WordClass.QUEUE,
            WordClass.FEEDBACK,
            WordClass.WOMAN,
            WordClass.MAN,
            WordClass.OTHER_PERSON);

    private static final Map<String, Integer> COUNTS = new LinkedHashMap<>();

    @AfterAll
    static void print_how_much_was_read() {
        var report = new StringBuilder("Words read, by how they were spelt\n");
        COUNTS.forEach((spelling, count) -> report.append(String.format(Locale.ROOT, "%-16s %6d%n", spelling, count)));
        Words.report("reading-words.txt", report.toString());
    }

    private static synchronized void count(String spelling) {
        COUNTS.merge(spelling, 1, Integer::sum);
    }

    @TestFactory
    Stream<DynamicContainer> every_word_is_read() {
        return Words.VOCABULARY.languages().stream()
                .map(language -> DynamicContainer.dynamicContainer(language.name(), classes(language)));
    }

    private static Stream<DynamicTest> classes(LanguageWords language) {
        var tests = new ArrayList<DynamicTest>();
        language.words().forEach((kind, words) -> tests.add(test(language, kind, words, "")));
        language.romanised().forEach((kind, words) -> tests.add(test(language, kind, words, " romanised")));
        return tests.stream();
    }

    private static DynamicTest test(LanguageWords language, WordClass kind, List<Word> words, String note) {
        return DynamicTest.dynamicTest(language.language() + " " + kind + note, () -> {
            boolean low = language.confidence() == LanguageWords.Confidence.LOW;
            if (kind == WordClass.PRESS || (low && kind != WordClass.DANGER && kind != WordClass.HUMAN)) {
                return;
            }
            for (var word : words) {
                if (!word.text().matches("[0-9?]")) {
                    spellings(language, kind, word);
                }
            }
        });
    }

    private static void spellings(LanguageWords language, WordClass kind, Word word) {
        var text = word.text().replace("{age}", "15");
        must("as listed", language, kind, word, text);
        must("in capitals", language, kind, word, text.toUpperCase(Locale.ROOT));
        must("with a mark", language, kind, word, text + " !!");
        must("in brackets", language, kind, word, "«" + text + "».");
        var bare = Folding.accentFree(Folding.normalise(text.replace("-", " ").replace("'", "’"), 200));
        if (!bare.equals(Folding.normalise(text, 200)) && Script.dominant(text) == Script.LATIN) {
            must("without accents", language, kind, word, bare);
        }
        if (!word.text().contains("{age}")) {
            misspelt(language, kind, word, text);
        }
    }

    private static void must(String spelling, LanguageWords language, WordClass kind, Word word, String typed) {
        var reading = Words.read(typed, language.language());
        assertTrue(
                isRead(language, kind, reading),
                () -> language.language() + " " + kind + " " + spelling + ": \"" + typed + "\" of \"" + word.text()
                        + "\" read as " + Facts.of(reading));
        count(spelling);
    }

    private static boolean isRead(LanguageWords language, WordClass kind, Reading reading) {
        if (COMMANDS.contains(kind)) {
            // one word may stand in two classes of its language (safe and unsafe, a command and an answer)
            return reading.command()
                    .filter(command -> command.kind() == kind
                            || command.tiedWith().contains(kind)
                            || sharesWord(language, kind, command.kind()))
                    .isPresent();
        }
        return switch (kind) {
            case DANGER -> reading.danger().filter(danger -> !danger.negated()).isPresent() || reading.helpWithTopic();
            case YES -> reading.yes();
            case NO -> reading.no();
            case GREET ->
                reading.greeting()
                        || reading.danger().isPresent()
                        || reading.command().isPresent();
            case BYE ->
                reading.closing()
                        || reading.danger().isPresent()
                        || reading.command().isPresent()
                        || reading.yes()
                        || reading.greeting();
            case CHILD -> reading.child();
            case UNSAFE_STATE -> reading.stateWord();
            default -> isNumber(language, kind, reading);
        };
    }

    private static boolean isNumber(LanguageWords language, WordClass kind, Reading reading) {
        int figure = kind.name().charAt(kind.name().length() - 1) - '0';
        boolean answer = sharesWord(language, kind, WordClass.YES) || sharesWord(language, kind, WordClass.NO);
        return reading.number().orElse(-1) == figure || (answer && (reading.yes() || reading.no()));
    }

    private static boolean sharesWord(LanguageWords language, WordClass one, WordClass other) {
        return Stream.of(language.words(), language.romanised())
                .anyMatch(lists -> lists.getOrDefault(one, List.of()).stream()
                        .map(EveryWordTest::bare)
                        .anyMatch(lists.getOrDefault(other, List.of()).stream()
                                .map(EveryWordTest::bare)
                                .toList()::contains));
    }

    private static String bare(Word word) {
        return Folding.accentFree(Folding.normalise(word.text(), 200));
    }

    /// One letter in the middle of a word of five or more becomes another. Where typos are tolerated the class
    /// must be read or, if the slip makes another listed word, that one; where they are not, the class must not be
    /// read.
    private static void misspelt(LanguageWords language, WordClass kind, Word word, String text) {
        var words = List.of(Folding.normalise(text, 200).split(" ", -1));
        int at = -1;
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).length() >= 6 && words.get(i).chars().allMatch(c -> c >= 'a' && c <= 'z')) {
                at = i;
            }
        }
        if (at < 0) {
            return;
        }
        var slip = new StringBuilder(words.get(at));
        int middle = slip.length() / 2;
        slip.setCharAt(middle, slip.charAt(middle) == 'x' ? 'q' : 'x');
        var typed = new ArrayList<>(words);
        typed.set(at, slip.toString());
        var reading = Words.read(String.join(" ", typed), language.language());
        if (NEVER_GUESSED.contains(kind)) {
            assertFalse(
                    reading.command().filter(c -> c.kind() == kind && c.exact()).isPresent(),
                    () -> kind + " guessed from \"" + typed + "\": " + Facts.of(reading));
            count("never guessed");
        } else if (!word.notFuzzy() && (kind == WordClass.DANGER || COMMANDS.contains(kind))) {
            boolean stopped = reading.command().isEmpty() && kind != WordClass.DANGER;
            assertTrue(
                    isRead(language, kind, reading) || (stopped && hasNeighbour(language, kind, word)),
                    () -> language.language() + " " + kind + " misspelt \"" + typed + "\" read as "
                            + Facts.of(reading));
            count("one letter wrong");
        }
    }

    /// A word of a class that is never guessed is as near: then nothing is.
    private static boolean hasNeighbour(LanguageWords language, WordClass kind, Word word) {
        return NEVER_GUESSED.stream()
                .filter(other -> other != kind)
                .flatMap(other -> Stream.concat(
                        language.words().getOrDefault(other, List.of()).stream(),
                        language.romanised().getOrDefault(other, List.of()).stream()))
                .anyMatch(other -> Lexicon.distance(bare(other), bare(word), 2) <= 2);
    }

    @Test
    void no_everyday_word_is_taken_for_danger() {
        var alarms = new ArrayList<String>();
        for (var language : Words.VOCABULARY.languages()) {
            var listed = Stream.concat(
                            language.words().getOrDefault(WordClass.DANGER, List.of()).stream(),
                            language.romanised().getOrDefault(WordClass.DANGER, List.of()).stream())
                    .map(EveryWordTest::bare)
                    .toList();
            for (var words : List.of(language.common(), language.commonRomanised())) {
                for (var word : words) {
                    var reading = Words.read(word, language.language());
                    boolean cries = listed.contains(Folding.accentFree(Folding.normalise(word, 200)));
                    if (reading.danger().isPresent() && !cries) {
                        alarms.add(language.language() + " " + word + " " + reading.danger());
                    }
                }
            }
        }
        assertTrue(alarms.isEmpty(), alarms::toString);
    }
}
