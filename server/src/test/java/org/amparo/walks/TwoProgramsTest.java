package org.amparo.walks;

import static org.amparo.harness.TestLine.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.amparo.content.Releases;
import org.amparo.harness.Carriage;
import org.amparo.harness.Node;
import org.amparo.harness.Phone;
import org.amparo.harness.SignedWebhook;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Two whole programs on one database: whoever texts cannot tell that there are two.
class TwoProgramsTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    static final Node first = line.node();
    static final Node second = line.addNode();

    @Test
    void a_talk_goes_on_whichever_program_hears_it() {
        var phone = line.phone();
        phone.textsBy(first, "no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.textsBy(second, "1").hears("topic.wages", "es");
        phone.textsBy(first, "0").hears("sys.menu", "es");
    }

    @Test
    void texts_to_one_person_keep_their_order_across_programs() throws Exception {
        for (int round = 1; ; round++) {
            var phones = phones(16);
            together(phones, "I want to talk to a person");
            line.settle();
            for (var phone : phones) {
                // How long it takes depends on who came first: that is said in one text or another.
                var heard = phone.hearsAnything();
                assertEquals(2, heard.size(), heard::toString);
                assertTrue(heard.getFirst().body().startsWith("Thank you for writing."), heard::toString);
                assertTrue(heard.getLast().body().startsWith("A person can help you."), heard::toString);
            }
            if (phones.stream().anyMatch(TwoProgramsTest::heardFromBoth)) {
                return;
            }
            assertTrue(round < 20, "no phone ever heard from both programs: nothing is shown");
        }
    }

    @Test
    void a_webhook_that_comes_to_both_has_one_effect() throws Exception {
        var phone = line.phone();
        phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        line.clock().forward(seconds(1));
        var id = "SM" + UUID.randomUUID().toString().replace("-", "");
        var posts = new ArrayList<Callable<Integer>>();
        for (var node : List.of(first, second, first, second)) {
            var request = signer(node).text(node.url(), id, phone.number(), "+447700900000", "they took my papers");
            posts.add(() -> Node.send(request).statusCode());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(posts)) {
                assertEquals(200, answer.get());
            }
        }
        line.settle();
        phone.hears("sys.consent.v1", "en");
        assertEquals(
                List.of("I want to talk to a person", "they took my papers"),
                Rows.of(line, phone).keptTexts());
    }

    @Test
    void what_falls_due_for_both_at_once_is_sent_once() throws Exception {
        var phones = phones(30);
        first.fault("calls-fail");
        second.fault("calls-fail");
        var before = rowsSent();
        together(phones, "no me pagan el sueldo desde enero");
        phones.forEach(Phone::hearsNothing);
        line.noFaults();
        line.clock().forward(seconds(60));
        phones.forEach(phone -> phone.hears("sys.welcome-known", "es").hearsNothing());
        var sent = rowsSent().subList(before.size(), before.size() + 30);
        assertEquals(30, new HashSet<>(sent).size(), "rows handed over");
    }

    @Test
    void a_program_cut_off_while_it_sends_is_taken_over() throws Exception {
        try (var own = TestLine.open()) {
            var gone = own.node();
            gone.fault("reports-lost");
            gone.bean(Carriage.class).keepAnswers();
            var danger = own.phone();
            var question = own.phone();
            danger.sendsBy(gone, "please help me they will kill me");
            question.sendsBy(gone, "no me pagan el sueldo desde enero");
            gone.bean(Carriage.class).awaitKept(2);
            var heir = own.addNode();
            own.cut(gone);
            own.settle();
            danger.hears("sys.crisis", "en").hearsNothing();
            question.hears("sys.welcome-known", "es").hearsNothing();
            own.clock().forward(seconds(31));
            danger.hears("sys.crisis", "en").hearsNothing();
            question.hearsNothing();
            assertEquals(List.of("sys.crisis delivered"), Rows.of(own, danger).outbox(), "twice beats never");
            assertEquals(
                    List.of("sys.welcome-known failed in-doubt"),
                    Rows.of(own, question).outbox(),
                    "a question is not asked twice");
            question.textsBy(heir, "1").hears("topic.wages", "es");
        }
    }

    @Test
    void a_stop_heard_by_one_holds_for_the_other() {
        var phone = line.phone();
        phone.textsBy(first, "I want to talk to a person")
                .hears("sys.waiting", "en")
                .hears("sys.consent.v1", "en");
        phone.textsBy(first, "STOP").hears("sys.stop", "en");
        phone.textsBy(second, "hello").hears("sys.restart-ask", "en");
        phone.textsBy(first, "hello").hearsNothing();
        phone.textsBy(second, "START").hears("sys.start", "en");
        phone.textsBy(first, "HELP").hears("sys.help", "en");
    }

    @Test
    void the_clock_is_one_for_both() {
        line.clock().forward(seconds(90));
        assertEquals(first.now(), second.now());
    }

    @Test
    void a_release_published_by_one_is_served_by_the_other(@TempDir Path folder) throws IOException {
        var content = folder.resolve("content");
        var translations = folder.resolve("translations");
        copy(Path.of("..", "content"), content);
        copy(Path.of("..", "translations"), translations);
        int before = second.bean(Releases.class).current().number();
        line.addNode(Map.of("AMPARO_CONTENT", content.toString(), "AMPARO_TRANSLATIONS", translations.toString()));
        // A release of another program is seen within a second.
        line.clock().forward(seconds(1));
        line.phone().textsBy(second, "MYDATA").hears("sys.mydata-none", "en").saying("We keep nothing about you");
        assertEquals(before + 1, second.bean(Releases.class).current().number());
        assertEquals(before + 1, first.bean(Releases.class).current().number());
    }

    private static List<Phone> phones(int count) {
        return Stream.generate(line::phone).limit(count).toList();
    }

    /// All at once, by the first program and the second in turn.
    private static void together(List<Phone> phones, String body) throws Exception {
        var texts = new ArrayList<Callable<Phone>>();
        for (int i = 0; i < phones.size(); i++) {
            var phone = phones.get(i);
            var node = i % 2 == 0 ? first : second;
            texts.add(() -> phone.sendsBy(node, body));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var text : threads.invokeAll(texts)) {
                text.get();
            }
        }
        line.settle();
    }

    private static boolean heardFromBoth(Phone phone) {
        return Stream.of(first, second)
                .allMatch(node -> node.bean(Carriage.class).taken().stream()
                        .anyMatch(one -> one.to().equals(phone.number())));
    }

    private static List<UUID> rowsSent() {
        return Stream.of(first, second)
                .flatMap(node -> node.bean(Carriage.class).taken().stream())
                .sorted(Comparator.comparingLong(Carriage.HandOver::order))
                .map(Carriage.HandOver::row)
                .toList();
    }

    private static SignedWebhook signer(Node node) {
        var token = node.program()
                .context()
                .getProperty("amparo.simulator.token", String.class)
                .orElseThrow();
        return new SignedWebhook(node.url(), token);
    }

    /// All files of a folder, with one text in other words: a translation quotes the English it was made from.
    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var one : all.toList()) {
                var target = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(target);
                } else {
                    Files.writeString(
                            target, Files.readString(one).replace("We hold nothing about", "We keep nothing about"));
                }
            }
        }
    }
}
