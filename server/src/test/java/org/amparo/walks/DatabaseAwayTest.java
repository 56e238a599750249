package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.amparo.harness.Phone;
import org.amparo.harness.SignedPost;
import org.amparo.harness.TestLine;
import org.amparo.platform.Pollers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The database goes away while people text: nobody is left without an answer, and nothing is lost or done twice.
class DatabaseAwayTest {
    @RegisterExtension
    static final TestLine line = impatient();

    private static final AtomicInteger IDS = new AtomicInteger();
    private static final String WAGES = "no me pagan el sueldo desde enero";
    private static final String SILENCE = "<Response/>";

    private static String id() {
        return "SM" + String.format("%032x", IDS.incrementAndGet());
    }

    private static String post(Phone phone, String body) {
        return SignedPost.text(line.node(), id(), phone, body).to(line.node());
    }

    /// A line that waits for the database but a moment, or each text would take seconds.
    private static TestLine impatient() {
        System.setProperty("datasources.default.connection-timeout", "500");
        try {
            return TestLine.open();
        } finally {
            System.clearProperty("datasources.default.connection-timeout");
        }
    }

    @AfterEach
    void bringBack() {
        line.database().open();
    }

    /// Until the program is at work again.
    private static void back() {
        line.database().open();
        assertTrue(line.node().bean(Pollers.class).settle(minutes(1)));
        line.settle();
    }

    private static List<String> journal() {
        var folder = line.node().homeFolder().resolve("journal");
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Test
    void texts_are_kept_and_handled_once_in_their_order() throws IOException {
        var phone = line.phone();
        var repeated = SignedPost.text(line.node(), id(), phone, "HELP");
        line.database().shut();
        var first = repeated.to(line.node());
        assertTrue(first.contains("<Message>"), first);
        assertTrue(post(phone, "I want to talk to a person").endsWith(SILENCE), "one static answer an hour");
        assertTrue(repeated.to(line.node()).endsWith(SILENCE));
        assertTrue(repeated.fallback().to(line.node()).endsWith(SILENCE));
        for (var file : journal()) {
            var bytes = Files.readString(
                    line.node().homeFolder().resolve("journal").resolve(file), StandardCharsets.ISO_8859_1);
            assertFalse(bytes.contains("person") || bytes.contains(phone.number()), "the journal is sealed");
        }
        back();
        phone.hears("sys.help", "en").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        repeated.to(line.node());
        line.settle();
        phone.hearsNothing();
        assertEquals(List.of(), journal(), "nothing is left, and no key");
        assertEquals(List.of("I want to talk to a person"), Rows.of(line, phone).keptTexts());
    }

    @Test
    void who_asks_for_silence_gets_silence() {
        line.database().shut();
        for (var body : List.of(
                "STOP",
                "UNSAFE",
                "FORGET",
                "wrong number",
                "arrêter",
                "стоп",
                "توقف",
                "no puedo hablar",
                "número equivocado")) {
            assertTrue(post(line.phone(), body).endsWith(SILENCE), body);
        }
        line.passes(minutes(11));
        back();
        line.expectNothingMore();
    }

    @Test
    void an_answer_older_than_ten_minutes_is_not_sent_but_a_person_is_told() {
        var phone = line.phone();
        var danger = line.phone();
        line.database().shut();
        assertTrue(post(phone, WAGES).contains("<Message>"));
        assertTrue(post(danger, "he will kill me").contains("<Message>"));
        // the machine's clock moves on; the stored offset cannot
        line.passes(minutes(11));
        back();
        phone.hearsNothing();
        danger.hearsNothing();
        assertEquals(List.of("waiting danger none"), Rows.of(line, danger).talk());
    }

    @Test
    void a_database_that_stands_but_cut_its_connections_is_no_reason_for_a_static_answer() {
        for (int i = 0; i < 3; i++) {
            var phone = line.phone();
            line.database().cut();
            var answer = post(phone, WAGES);
            line.settle();
            phone.hears("sys.welcome-known", "es").hearsNothing();
            assertTrue(answer.endsWith(SILENCE), answer);
        }
    }

    @Test
    void a_text_taken_already_gets_no_static_answer_at_the_fallback() {
        var phone = line.phone();
        var text = SignedPost.text(line.node(), id(), phone, WAGES);
        text.to(line.node());
        assertTrue(text.fallback().to(line.node()).endsWith(SILENCE));
        line.settle();
        phone.hears("sys.welcome-known", "es").hearsNothing();
    }

    @Test
    void a_text_that_reaches_only_the_fallback_is_answered_once() {
        var phone = line.phone();
        var text = SignedPost.text(line.node(), id(), phone, WAGES).fallback();
        assertTrue(text.to(line.node()).endsWith(SILENCE));
        line.settle();
        phone.hears("sys.welcome-known", "es").hearsNothing();
    }
}
