package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.amparo.harness.TestLine.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.amparo.harness.Node;
import org.amparo.harness.Phone;
import org.amparo.harness.SignedPost;
import org.amparo.harness.TestDatabase;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// While people are looked for, something breaks: afterwards nobody was asked late or twice, and nothing is lost
/// but what the carrier itself reports as lost. Judged by the rows' own times. Two programs share the work.
class FaultyEscalationTest {
    private final TestLine line = TestLine.open();
    private final Node first = line.node();
    private final Node second = line.addNode();
    private final List<Phone> contacts = Stream.generate(line::phone).limit(4).toList();

    @AfterEach
    void end() {
        line.noFaults();
        everybodyHears();
        line.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calls-fail",
                "calls-too-many",
                "calls-time-out",
                "answers-lost",
                "reports-lost",
                "reports-doubled",
                "reports-reordered",
                "inbound-repeated"
            })
    void people_are_asked_in_time_and_once_whatever_the_carrier_does(String fault) throws Exception {
        first.fault(fault);
        second.fault(fault);
        textTogether("he locked me in please help");
        asked(0);
        line.clock().forward(seconds(60));
        asked(60);
        line.noFaults();
        line.clock().forward(minutes(2));
        asked(180);
        line.clock().forward(minutes(1));
        asked(240);
        line.clock().forward(seconds(31));
        nothingLost();
    }

    @Test
    void the_database_goes_and_comes_back() throws Exception {
        textTogether("he locked me in please help");
        line.database().cut();
        line.passes(seconds(60));
        line.settle();
        asked(60);
        line.database().shut();
        line.passes(minutes(2));
        line.database().open();
        line.settle();
        asked(180);
        line.clock().forward(minutes(1));
        asked(240);
        line.clock().forward(seconds(31));
        nothingLost();
    }

    @Test
    void the_database_server_stops_at_once_and_starts_again_while_people_text() throws Exception {
        line.database().durable();
        textTogether(contacts.subList(0, 2), "he locked me in please help");
        new AskedInTime(line.sql()).all(0, 2);
        var texts = new ArrayList<Callable<?>>();
        for (var phone : contacts.subList(2, 4)) {
            var node = texts.isEmpty() ? first : second;
            var id = "SM" + UUID.randomUUID().toString().replace("-", "");
            texts.add(() -> SignedPost.text(node, id, phone, "he locked me in please help")
                    .to(node));
        }
        texts.add(() -> {
            TestDatabase.restartServer();
            return true;
        });
        together(texts);
        line.settle();
        asked(0);
        line.passes(seconds(60));
        line.settle();
        asked(60);
        TestDatabase.restartServer();
        line.passes(minutes(2));
        line.settle();
        asked(180);
        line.clock().forward(minutes(1));
        asked(240);
        line.clock().forward(seconds(31));
        nothingLost();
    }

    @Test
    void two_programs_that_are_woken_at_once_ask_everybody_once() throws Exception {
        textTogether("I want to talk to a person");
        for (int round = 0; round < 5; round++) {
            line.passes(seconds(61));
            together(List.of(first::now, second::now));
            line.settle();
            nothingTwice();
            assertEquals(List.of(), rows("""
                    SELECT run_id || ' asks ' || count(*) FROM offer WHERE answer = 'open' AND step < 2
                     GROUP BY run_id HAVING count(*) > 1
                    """), "one after the other");
        }
    }

    private void textTogether(String words) throws Exception {
        textTogether(contacts, words);
    }

    private void textTogether(List<Phone> phones, String words) throws Exception {
        var texts = new ArrayList<Callable<?>>();
        for (int i = 0; i < phones.size(); i++) {
            var phone = phones.get(i);
            var node = i % 2 == 0 ? first : second;
            texts.add(() -> phone.sendsBy(node, words));
        }
        together(texts);
        line.settle();
    }

    private static void together(List<? extends Callable<?>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : work.stream().map(threads::submit).toList()) {
                one.get();
            }
        }
    }

    private void nothingLost() {
        everybodyHears();
        nothingTwice();
        assertEquals(List.of(), new Owners(line.sql()).without(line.clock().now()));
        assertEquals(
                contacts.size(),
                rows("SELECT id::text FROM conversation WHERE status = 'waiting'")
                        .size());
        HandedOver.noneWaits(line.sql());
        assertEquals(List.of(), rows("""
                SELECT o.text_id || ' ' || o.status || ' ' || COALESCE(o.reason, '') FROM outbox o
                 WHERE o.class = 'duty' AND o.medium = 'text' AND o.status NOT IN ('sending', 'sent', 'delivered')
                   AND COALESCE(o.reason, '') NOT IN ('withdrawn', 'in-doubt', 'no-report', 'replaced')
                """), "what people should have heard");
    }

    private void asked(int seconds) {
        new AskedInTime(line.sql()).all(seconds, contacts.size());
    }

    private void nothingTwice() {
        HandedOver.noneTwice(line.sql(), first, second);
        assertEquals(List.of(), rows("""
                SELECT origin || ' ' || text_id || ' ' || count(*) FROM outbox
                 WHERE class = 'duty' AND medium = 'text' GROUP BY origin, text_id, recipient_id, created_at
                HAVING count(*) > 1
                """), "said twice in one moment");
    }

    private void everybodyHears() {
        contacts.forEach(Phone::hearsAnything);
        for (int i = 101; i < 112; i++) {
            line.phone("+447700900" + i).hearsAnything();
        }
    }

    private List<String> rows(String sql) {
        return line.sql()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
