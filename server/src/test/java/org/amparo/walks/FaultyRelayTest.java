package org.amparo.walks;

import static org.amparo.harness.TestLine.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.amparo.harness.Carriage;
import org.amparo.harness.Heard;
import org.amparo.harness.Node;
import org.amparo.harness.Phone;
import org.amparo.harness.SignedPost;
import org.amparo.harness.TestDatabase;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// While a contact and whoever holds their talk write to each other, something breaks: afterwards all words have
/// arrived, both ways and in their order, and none came twice but where nobody could know. Two programs share the
/// work.
class FaultyRelayTest {
    private static final int TEXTS = 4;

    private final TestLine line = TestLine.open();
    private final Node first = line.node();
    private final Node second = line.addNode();
    private final Phone contact = line.phone();
    private final Phone ana = line.phone("+447700900101");

    @AfterEach
    void end() {
        line.noFaults();
        line.everybodyHears();
        line.close();
    }

    /// Each program has a fault of its own.
    @ParameterizedTest
    @CsvSource({
        "calls-fail, reports-reordered",
        "calls-too-many, reports-late",
        "calls-time-out, reports-doubled",
        "answers-lost, inbound-repeated",
        "reports-lost, calls-time-out"
    })
    void words_go_both_ways_whatever_the_carrier_does(String fault, String other) {
        taken();
        first.fault(fault);
        second.fault(other);
        for (int i = 0; i < TEXTS; i++) {
            contact.textsBy(i % 2 == 0 ? first : second, "contact says " + i);
            ana.textsBy(i % 2 == 0 ? second : first, "holder says " + i);
        }
        line.noFaults();
        recover();
        allArrived();
    }

    @Test
    void no_word_is_lost_where_answers_and_reports_are() {
        taken();
        for (var node : List.of(first, second)) {
            node.fault("answers-lost");
            node.fault("reports-lost");
        }
        contact.textsBy(first, "contact says 0");
        ana.textsBy(second, "holder says 0");
        line.noFaults();
        recover();
        assertEquals(
                List.of("contact says 0", "contact says 0"),
                said(ana.hearsAnything(), "contact says"),
                "twice beats never");
        assertEquals(List.of("holder says 0", "holder says 0"), said(contact.hearsAnything(), "holder says"));
        assertEquals(2, doubtful().size(), "and it is marked");
        HandedOver.noneTwice(line.sql(), first, second);
    }

    @Test
    void the_database_server_stops_at_once_and_starts_again_while_they_write() throws Exception {
        line.database().durable();
        taken();
        for (int i = 0; i < TEXTS; i++) {
            var words = i;
            var writing = new ArrayList<Callable<?>>(List.of(
                    () -> taken(first, contact, "contact says " + words),
                    () -> taken(second, ana, "holder says " + words)));
            if (i % 2 == 1) {
                writing.add(() -> {
                    TestDatabase.restartServer();
                    return true;
                });
            }
            together(writing);
            line.settle();
        }
        recover();
        allArrived();
    }

    @Test
    void programs_go_with_words_in_their_hands_and_another_goes_on() {
        taken();
        var both = List.of(first.bean(Carriage.class), second.bean(Carriage.class));
        both.forEach(Carriage::keepAnswers);
        first.fault("reports-lost");
        second.fault("reports-lost");
        contact.sendsBy(first, "contact says 0");
        ana.sendsBy(second, "holder says 0");
        var heir = line.addNode();
        Carriage.awaitKept(2, both);
        line.cut(first);
        line.cut(second);
        line.settle();
        for (int i = 1; i < TEXTS; i++) {
            contact.textsBy(heir, "contact says " + i);
            ana.textsBy(heir, "holder says " + i);
        }
        recover();
        for (var heard :
                List.of(said(ana.hearsAnything(), "contact says"), said(contact.hearsAnything(), "holder says"))) {
            assertEquals(TEXTS, heard.stream().distinct().count(), "nothing is lost: " + heard);
            assertTrue(heard.size() <= TEXTS + 1, "only what was in the hands of the dead goes again: " + heard);
        }
        assertEquals(2, doubtful().size(), "and it is marked");
        HandedOver.noneWaits(line.sql());
    }

    /// Ana holds a talk with the contact, and both have heard all there is.
    private void taken() {
        contact.texts("I want to talk to a person");
        ana.hears("duty.offer", "en");
        var handle = ana.texts("1").hears("duty.accepted", "en").said("([A-Z][0-9])");
        ana.texts(handle + " good evening");
        assertEquals(List.of("good evening"), said(contact.hearsAnything(), "good evening"));
        line.everybodyHears();
    }

    /// A text as the carrier brings it: again, until somebody has it.
    private static boolean taken(Node node, Phone from, String words) {
        var post = SignedPost.text(node, "SM" + UUID.randomUUID().toString().replace("-", ""), from, words);
        post.to(node);
        return true;
    }

    private static void together(List<? extends Callable<?>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : work.stream().map(threads::submit).toList()) {
                one.get();
            }
        }
    }

    /// Long enough for what is in doubt, and for what waited behind it; no holder is silent for so long.
    private void recover() {
        for (int i = 0; i < 12; i++) {
            line.clock().forward(seconds(10));
        }
    }

    private void allArrived() {
        HandedOver.noneTwice(line.sql(), first, second);
        HandedOver.noneWaits(line.sql());
        inOrder("contact says", ana.hearsAnything());
        inOrder("holder says", contact.hearsAnything());
        assertEquals(List.of(), rows("""
                SELECT text_id || ' ' || status || ' ' || COALESCE(reason, '') FROM outbox
                 WHERE status IN ('failed', 'undelivered', 'dropped') AND COALESCE(reason, '') <> 'withdrawn'
                """), "what they should have heard");
        assertEquals(List.of("held"), rows("SELECT status FROM conversation"));
    }

    private void inOrder(String who, List<Heard> heard) {
        var words = said(heard, who);
        assertEquals(
                IntStream.range(0, TEXTS).mapToObj(i -> who + " " + i).toList(),
                words.stream().distinct().toList(),
                "all, in their order");
        assertTrue(words.size() - TEXTS <= doubtful().size(), () -> "again only what is marked: " + words + doubtful());
    }

    private static List<String> said(List<Heard> heard, String who) {
        return heard.stream()
                .map(Heard::body)
                .filter(body -> body.contains(who))
                .map(body -> body.substring(body.indexOf(who)))
                .toList();
    }

    private List<String> doubtful() {
        return rows("SELECT id::text FROM outbox WHERE in_doubt");
    }

    private List<String> rows(String sql) {
        return line.sql()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
