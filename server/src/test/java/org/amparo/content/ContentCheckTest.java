package org.amparo.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule finds its fault, and names file and line: a faultless set of files is changed by a word.
class ContentCheckTest {
    private static final String PHRASES = "content/phrases.yml";
    private static final String TOPICS = "content/topics/before.yml";
    private static final String SPANISH = "translations/es.xlf";
    private static final String LINE = "content/lines/demo.yml";
    private static final String WORDS = "content/vocabulary/en.yml";
    private static final String KEYWORDS = "content/keywords/en.yml";

    @Test
    void faultless_files_have_no_finding() {
        assertEquals(List.of(), ContentCheck.findings(SmallContent.files()));
    }

    static Stream<Arguments> faults() {
        var longWord = "x".repeat(150);
        return Stream.of(
                // how a file is written
                fault("no YAML", PHRASES, "    class: push", "   class: push", 10, "yaml"),
                fault("a key twice", PHRASES, "    class: push", "    class: push\n    class: push", 11, "yaml"),
                fault("an unknown field", PHRASES, "class: push", "klass: push", 10, "yaml"),
                fault("a missing field", PHRASES, "    when: last\n", "", 8, "yaml"),
                fault(
                        "no number",
                        PHRASES,
                        "maxSegments: 1\n    critical",
                        "maxSegments: one\n    critical",
                        5,
                        "yaml"),
                fault("no class of texts", PHRASES, "class: push", "class: soon", 10, "class"),
                fault("an id twice", PHRASES, "id: sys.closed", "id: sys.welcome", 9, "id"),
                // syntax, parameters, alphabet
                fault("an open brace", PHRASES, "Good bye.", "Good bye {", 9, "syntax"),
                fault("a plural form of another language", PHRASES, "one {One", "few {One", 14, "syntax"),
                fault("an unknown parameter", PHRASES, "Good bye.", "Good bye {nobody}.", 9, "parameter"),
                fault("an apostrophe", PHRASES, "Good bye.", "Don't go.", 9, "alphabet"),
                fault("a letter outside GSM-7", PHRASES, "Good bye.", "Good bye, ç.", 9, "alphabet"),
                // lines without people
                fault(
                        "an article that offers 9 only",
                        TOPICS,
                        "is your choice.",
                        "is your choice. Reply 9.",
                        6,
                        "alone"),
                fault(
                        "a form for nobody that offers 9",
                        TOPICS,
                        "    local:",
                        "    alone: To go is your choice. Reply 9.\n    local:",
                        7,
                        "alone"),
                // length
                fault(
                        "more segments than allowed",
                        PHRASES,
                        "Good bye.",
                        longWord + " Good bye, my friend.",
                        9,
                        "length"),
                fault("more with the longest value", PHRASES, "Good bye.", longWord + "{serviceName}", 9, "length"),
                fault("a long label", TOPICS, "label: Visa", "label: Visa and all the rest", 5, "label"),
                fault(
                        "a topic with its clause and footer",
                        TOPICS,
                        "Ask us first.",
                        "Ask us first. " + "Go now. ".repeat(32) + "Go.",
                        6,
                        "length"),
                // wording
                fault(
                        "hard to read",
                        PHRASES,
                        "Good bye.",
                        "Considerable administrative responsibilities necessitate comprehensive documentation"
                                + " preceding international transportation.",
                        9,
                        "R03"),
                fault("deters from going", TOPICS, "Ask us first.", "Ask us first. You should not go.", 6, "R05"),
                fault("no enabling step", TOPICS, "enabling: Ask us first", "enabling: Call us", 3, "R05"),
                fault("no tick", TOPICS, "doesNotDeter: true", "doesNotDeter: false", 3, "R05"),
                fault("an embassy without fear", TOPICS, "Ask us first.", "Ask us first or your embassy.", 6, "R28"),
                fault("a limit is missing", PHRASES, "sys.closed", "topic.not-so", 9, "R24"),
                fault("not neutral at first sight", PHRASES, "Good bye.", "In danger? Good bye.", 9, "neutral"),
                // order of things
                fault("numbers with a gap", TOPICS, "number: 1", "number: 2", 3, "number"),
                fault("a sign-off without a date", TOPICS, "signedOff: {}", "signedOff: {RO: Ana}", 3, "R24"),
                fault("a value too long", LINE, "value: Info Line", "value: Information for everybody", 5, "parameter"),
                fault("an unknown value", LINE, "  serviceName:", "  serviceNames:", 5, "parameter"),
                fault("no emergency number", LINE, "  emergencyNumber: {", "  count: {", 1, "parameter"),
                fault(
                        "no date",
                        LINE,
                        "verifiedOn: 2026-11-22, verifiedBy: Ana}\n  e",
                        "verifiedOn: soon," + " verifiedBy: Ana}\n  e",
                        5,
                        "yaml"),
                // translations
                fault("no XLIFF", SPANISH, "</file>", "", 1, "xliff"),
                fault("another language", SPANISH, "trgLang=\"es\"", "trgLang=\"fr\"", 1, "xliff"),
                fault("an unknown text", SPANISH, "unit id=\"sys.closed\"", "unit id=\"sys.close\"", 10, "id"),
                fault("a stale translation", PHRASES, "Good bye.", "Farewell to you.", SPANISH, 10, "stale"),
                fault("a lost parameter", SPANISH, "somos {serviceName}", "somos", 4, "parameter"),
                fault("a broken pattern", SPANISH, "somos {serviceName}", "somos {serviceName", 4, "syntax"),
                fault("an apostrophe beside a brace", SPANISH, "somos {", "somos '{", 4, "syntax"),
                fault("other digits", SPANISH, "Adiós.", "Adiós. Responda 1.", 10, "digits"),
                fault("a draft without its mark", SPANISH, " subState=\"amparo:machine-draft\"", "", 4, "draft"),
                fault("reviewed and marked", SPANISH, "state=\"translated\"", "state=\"reviewed\"", 4, "draft"),
                fault("reviewed by nobody", SPANISH, "category=\"reviewer\"", "category=\"note\"", 10, "reviewer"),
                fault("a translation too long", SPANISH, "Adiós.", "ñá ".repeat(100) + "Adiós.", 10, "length"),
                // vocabulary
                fault("an unknown class of words", WORDS, "STOP:", "STOPP:", 7, "vocabulary"),
                fault("a word twice", WORDS, "word: end", "word: stop", 9, "duplicate"),
                fault("a collision with no language", WORDS, "alone: true", "collidesIn: [xx]", 9, "id"),
                fault("a list without a state", KEYWORDS, "state: source", "state: soon", 2, "draft"),
                fault("an unknown topic", KEYWORDS, "  visa:", "  visas:", 4, "id"),
                fault("a keyword twice", KEYWORDS, "- permit", "- visa", 6, "duplicate"));
    }

    private static Arguments fault(String name, String file, String from, String to, int line, String rule) {
        return fault(name, file, from, to, file, line, rule);
    }

    private static Arguments fault(
            String name, String file, String from, String to, String foundIn, int line, String rule) {
        return arguments(name, file, from, to, new Place(foundIn, line), rule);
    }

    @ParameterizedTest(name = "{0}: {4} {5}")
    @MethodSource("faults")
    void a_fault_is_found_in_its_place(String name, String file, String from, String to, Place place, String rule) {
        assertTrue(
                ContentFiles.of(SmallContent.files().texts())
                        .file(file)
                        .orElseThrow()
                        .text()
                        .contains(from),
                "the test no longer changes anything");
        var findings = ContentCheck.findings(SmallContent.with(file, text -> text.replace(from, to)));
        assertTrue(
                findings.stream()
                        .anyMatch(f ->
                                f.error() && f.place().equals(place) && f.rule().equals(rule)),
                findings::toString);
    }

    @Test
    void a_sensitive_topic_may_begin_openly_and_others_with_a_reason() {
        assertEquals(List.of(), openly("sensitive: true"));
        assertEquals(List.of(), openly("sensitive: false\n    openly: asked for by number"));
        assertEquals(List.of("neutral"), openly("sensitive: false"));
    }

    private static List<String> openly(String field) {
        return ContentCheck.findings(SmallContent.with(
                        TOPICS,
                        text -> text.replace("text: To go", "text: Police say, to go")
                                .replace("sensitive: false", field)))
                .stream()
                .map(Finding::rule)
                .toList();
    }

    @Test
    void a_word_that_leads_to_two_topics_is_a_warning() {
        var second = """
              - id: pay
                number: 2
                label: Pay
                text: You must be paid. Ask us first.
                enabling: Ask us first
                doesNotDeter: true
                audience: anyone
                force: T
                sensitive: false
                source: UDHR 23
            """;
        var findings = ContentCheck.findings(SmallContent.with(
                TOPICS, change(text -> text + second), KEYWORDS, change(text -> text + "  pay:\n    - permit\n")));
        assertEquals(
                List.of("content/keywords/en.yml:8: warning: duplicate: \"permit\" also leads to visa:"
                        + " people are asked which"),
                findings.stream().map(Finding::toString).toList());
    }

    @Test
    void consent_and_crisis_need_two_reviewers() {
        var one = renamed("sys.crisis", "Ana, 2026-11-22");
        assertEquals(List.of("reviewer"), one.stream().map(Finding::rule).toList());
        assertEquals(List.of(), renamed("sys.crisis", "Ana, 2026-11-22; Bea, 2026-11-22"));
    }

    private static List<Finding> renamed(String id, String reviewers) {
        return ContentCheck.findings(SmallContent.with(
                PHRASES,
                change(text -> text.replace("sys.closed", id)),
                SPANISH,
                change(text -> text.replace("sys.closed", id).replace("Ana, 2026-11-22", reviewers))));
    }

    @Test
    void a_reason_lets_a_long_translation_pass() {
        var findings = ContentCheck.findings(SmallContent.with(
                SPANISH,
                text -> text.replace("Adiós.", "ñá ".repeat(100) + "Adiós.")
                        .replace("<notes>", "<notes>\n    <note category=\"override\">no shorter way</note>")));
        assertEquals(List.of(), findings);
    }

    @Test
    void the_main_menu_repeats_the_labels_of_the_sections() {
        var findings = ContentCheck.findings(SmallContent.with(
                PHRASES,
                change(text -> text.replace("sys.closed", "sys.menu").replace("Good bye.", "1 Before going")),
                SPANISH,
                change(text -> text.replace("sys.closed", "sys.gone"))));
        assertTrue(findings.stream().anyMatch(f -> f.rule().equals("menu")), findings::toString);
    }

    private static UnaryOperator<String> change(UnaryOperator<String> change) {
        return change;
    }
}
