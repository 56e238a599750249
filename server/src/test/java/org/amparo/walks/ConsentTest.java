package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Outcome;
import org.amparo.conversations.TakingPart;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// "May we keep your texts?": asked again when it means something else, and worth no place in the queue
/// (`domain.md` G.2, E.2).
class ConsentTest {
    private static final UUID ANA = UUID.randomUUID();
    private static final String ENGLISH = "With no you still get help.";

    @TempDir
    private Path folder;

    private static void asksForAPerson(Phone phone) {
        phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            a typo,            With no you still get help!,        false
            another meaning,   With no you still get all the help., true
            """)
    void a_yes_holds_until_its_text_means_something_else(String what, String english, boolean asked) throws Exception {
        try (var line = TestLine.open()) {
            var phone = line.phone();
            asksForAPerson(phone);
            phone.texts("1").hears("sys.consent-yes", "en");
            talked(line, phone);
            phone.texts("9").hears("sys.waiting", "en");
            talked(line, phone);
            var next = line.addNode(Map.of(
                    "AMPARO_CONTENT", changed("content", english),
                    "AMPARO_TRANSLATIONS", changed("translations", english)));
            phone.textsBy(next, "9");
            assertEquals(asked ? 2 : 1, phone.hearsAnything().size(), "a place, and the question or not");
            assertEquals(
                    asked ? "waiting normal asked" : "waiting normal yes",
                    Rows.of(line, phone).talk().getLast());
        }
    }

    private static void talked(TestLine line, Phone phone) {
        var talks = line.node().bean(Conversations.class);
        var talk = Rows.of(line, phone).newestTalk();
        line.node().bean(TakingPart.class).hold(talk, ANA, "Ana", line.clock().now());
        line.settle();
        phone.hears("sys.joined", "en");
        talks.close(talk, Outcome.INFORMATION_ONLY, ANA, line.clock().now());
        line.settle();
        phone.hears("sys.closed", "en");
    }

    /// The shipped files, with other words in the English of the question.
    private String changed(String name, String english) throws IOException {
        var to = folder.resolve(name);
        var from = Path.of("..", name);
        try (Stream<Path> files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.writeString(copy, Files.readString(file).replace(ENGLISH, english));
                }
            }
        }
        return to.toString();
    }

    @Test
    void yes_no_and_silence_wait_in_the_same_place() {
        try (var line = TestLine.open()) {
            var silent = line.phone();
            var no = line.phone();
            var yes = line.phone();
            List.of(silent, no, yes).forEach(ConsentTest::asksForAPerson);
            yes.texts("1").hears("sys.consent-yes", "en");
            no.texts("2").hears("sys.consent-no", "en");
            silent.texts("?").hears("sys.queue-position", "en").saying("You are next");
            no.texts("?").hears("sys.queue-position", "en").saying("One person");
            yes.texts("?").hears("sys.queue-position", "en").saying("2 people are before");
            noorIsAskedForBoth(line);
            yes.texts("?").hears("sys.queue-position", "en").saying("2 people are before");
        }
    }

    /// Spanish and French are answered by the same person, English by others.
    private static void noorIsAskedForBoth(TestLine line) {
        var luz = line.phone();
        var awa = line.phone();
        luz.texts("quiero hablar con una persona").hears("sys.waiting", "es").saying("unos 5 minutos");
        luz.hears("sys.consent.v1", "es");
        awa.texts("je veux parler à une personne").hears("sys.waiting", "fr").hears("sys.consent.v1", "fr");
        luz.texts("?").hears("sys.queue-position", "es").notSaying("2");
        awa.texts("?").hears("sys.queue-position", "fr").saying("Une personne");
    }
}
