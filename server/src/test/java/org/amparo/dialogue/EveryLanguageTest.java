package org.amparo.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.amparo.content.LanguageWords;
import org.amparo.content.Word;
import org.amparo.content.WordClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// STOP, START, FORGET, MYDATA, UNSAFE and WRONG NUMBER, by every word of every language, wherever somebody
/// stands: what they get back (`domain.md` E.2, G.3; `rulings.md` 1, 4).
class EveryLanguageTest {
    private static final List<WordClass> COMMANDS = List.of(
            WordClass.FORGET,
            WordClass.MYDATA,
            WordClass.STOP,
            WordClass.START,
            WordClass.UNSAFE,
            WordClass.WRONG_NUMBER);

    private static final Set<String> CARRIER_WORDS =
            Set.of("stop", "stopall", "unsubscribe", "end", "quit", "cancel", "arret", "arrêt");

    private static final String NOTHING = "";

    /// What each command gets in one state, in the order above.
    private record State(Supplier<Texter> who, List<String> hears) {}

    private static Map<String, State> states() {
        var states = new LinkedHashMap<String, State>();
        var acts = List.of("forget-ask", "mydata-none", "stop", "start", "unsafe-ack", "wrong-number");
        var kept = List.of("forget-ask", "mydata", "stop", "start", "unsafe-ack", "wrong-number");
        states.put("new", new State(Texter::new, acts));
        states.put("at the menu", new State(() -> new Texter().whoIsSafeAtTheMenu(), acts));
        states.put("asked whether texting is safe", new State(EveryLanguageTest::welcomed, acts));
        states.put("choosing a language", new State(EveryLanguageTest::choosing, acts));
        states.put("asked whether to erase", new State(EveryLanguageTest::erasing, acts));
        states.put("asked about keeping texts", new State(EveryLanguageTest::asked, kept));
        states.put("in danger", new State(EveryLanguageTest::inDanger, kept));
        states.put("queued", new State(EveryLanguageTest::queued, kept));
        states.put("left or parked", new State(() -> queued().parked(), kept));
        states.put(
                "held",
                new State(
                        () -> queued().held(),
                        // all but these are the responder's to read: `#mydata`, `#unsafe` and `#wrong` are theirs
                        List.of("forget-ask", NOTHING, "stop-ask", NOTHING, NOTHING, NOTHING)));
        states.put(
                "stopped",
                new State(
                        () -> new Texter().whoStopped(),
                        List.of("forget-ask", "mydata-none", NOTHING, "start", NOTHING, NOTHING)));
        states.put("unsafe", new State(() -> unsafe(new Texter().whoIsSafeAtTheMenu()), acts));
        states.put(
                "unsafe and queued",
                new State(
                        () -> unsafe(queued()),
                        // kept for whoever comes; nothing automatic but what silences and erases
                        List.of("forget-ask", NOTHING, "stop", NOTHING, "unsafe-ack", NOTHING)));
        return states;
    }

    private static Texter welcomed() {
        var texter = new Texter();
        texter.texts("hello");
        return texter;
    }

    private static Texter choosing() {
        var texter = new Texter().whoIsSafeAtTheMenu();
        texter.texts("LANG");
        return texter;
    }

    private static Texter erasing() {
        var texter = new Texter().whoIsSafeAtTheMenu();
        texter.texts("FORGET");
        return texter;
    }

    private static Texter asked() {
        var texter = new Texter();
        texter.texts("9");
        return texter;
    }

    private static Texter inDanger() {
        var texter = new Texter();
        texter.texts("he locked me in");
        return texter;
    }

    private static Texter queued() {
        var texter = new Texter();
        texter.texts("9");
        texter.texts("2");
        return texter;
    }

    private static Texter unsafe(Texter texter) {
        texter.texts("UNSAFE");
        return texter;
    }

    static Stream<String> languages() {
        return Texter.vocabulary().languages().stream().map(LanguageWords::language);
    }

    @Test
    void there_are_thirty() {
        assertEquals(30, languages().count());
    }

    @Test
    void a_wrong_number_ends_what_was_allowed_without_a_word() {
        var texter = unsafe(queued());
        assertEquals(List.of(), texter.texts("wrong number"));
        assertTrue(texter.had(new Effect.WrongNumber()));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void gets(String tag) {
        var wrong = new ArrayList<String>();
        states().forEach((name, state) -> {
            for (var command : COMMANDS) {
                for (var typed : words(tag, command)) {
                    var texter = state.who().get().whoWritesIn(tag);
                    var expected = expected(name, state, command, typed);
                    var heard = texter.texts(typed.text());
                    if (!heard.equals(expected.equals(NOTHING) ? List.of() : List.of(expected))) {
                        wrong.add(name + ", " + command + " \"" + typed.text() + "\": " + heard + ", not " + expected);
                    }
                }
            }
        });
        assertEquals("", String.join("\n", wrong));
    }

    private static String expected(String name, State state, WordClass command, Word typed) {
        boolean carrierWord = CARRIER_WORDS.contains(typed.text());
        if (command == WordClass.STOP && name.equals("held")) {
            return carrierWord ? "stop" : "stop-ask";
        }
        if (command == WordClass.STOP && typed.ask() && !carrierWord && !name.equals("stopped")) {
            return "stop-ask";
        }
        if (command == WordClass.UNSAFE && name.equals("held") && typed.text().equals("unsafe")) {
            return "unsafe-ack";
        }
        return state.hears().get(COMMANDS.indexOf(command));
    }

    /// A vocabulary of low confidence serves danger and the wish for a person alone (`rulings.md` 4): there, as
    /// everywhere, the English words act.
    private static List<Word> words(String tag, WordClass command) {
        var language = language(tag);
        var english = language("en").words().getOrDefault(command, List.of());
        if (language.confidence() == LanguageWords.Confidence.LOW) {
            return english;
        }
        var all = new ArrayList<>(language.words().getOrDefault(command, List.of()));
        all.addAll(language.romanised().getOrDefault(command, List.of()));
        english.stream().limit(1).forEach(all::add);
        return all;
    }

    private static LanguageWords language(String tag) {
        return Texter.vocabulary().languages().stream()
                .filter(one -> one.language().equals(tag))
                .findFirst()
                .orElseThrow();
    }
}
