package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amparo.harness.Heard;
import org.amparo.harness.Node;
import org.amparo.harness.Phone;
import org.amparo.harness.SignedPost;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;

/// Contacts and those who answer them text in the same moment, and every webhook comes more than once and to both
/// programs: each text arrives once, in its sender's order, and nobody is in anybody's way.
class AtTheSameMomentTest {
    private static final int TEXTS = 6;

    private final TestLine line = TestLine.open();
    private final Node first = line.node();
    private final Node second = line.addNode();
    private final Phone ana = line.staff("+447700900101");
    private final Phone leo = line.staff("+447700900102");
    private final Phone noor = line.staff("+447700900103");
    private final Phone vera = line.staff("+447700900110");

    /// @param name what the holder calls it
    private record Held(Phone contact, Phone holder, String name) {}

    @Test
    void contacts_and_their_responders_text_at_once() throws Exception {
        try (line) {
            var talks = Stream.generate(this::held).limit(4).toList();
            var all = new ArrayList<Callable<?>>();
            talks.forEach(talk -> {
                all.add(() -> inTurn(talk.contact(), ""));
                all.add(() -> inTurn(talk.holder(), talk.name() + " "));
            });
            all.add(() -> inTurn(vera, "#mine "));
            together(all);
            line.settle();
            for (var talk : talks) {
                words().forEach(talk.contact()::hearsWords);
                talk.contact().hearsNothing();
            }
            var heard = new HashMap<Phone, List<String>>();
            List.of(ana, leo, noor)
                    .forEach(phone -> heard.put(
                            phone,
                            phone.hearsAnything().stream().map(Heard::body).toList()));
            for (var talk : talks) {
                assertEquals(
                        words().map(words -> talk.name() + ": " + words).toList(),
                        heard.getOrDefault(talk.holder(), List.of()).stream()
                                .filter(one -> one.startsWith(talk.name()))
                                .toList());
            }
            assertEquals(
                    talks.size() * TEXTS,
                    heard.values().stream().mapToInt(List::size).sum());
            vera.hearsAnything();
            nobodyWasInTheWay();
        }
    }

    /// A contact whom whoever was asked has taken; some hold two.
    private Held held() {
        var contact = line.phone()
                .texts("I want to talk to a person")
                .hears("sys.waiting", "en")
                .hears("sys.consent.v1", "en");
        var holder = Stream.of(ana, leo, noor)
                .filter(phone -> !phone.hearsAnything().isEmpty())
                .findFirst()
                .orElseThrow();
        var name = holder.texts("1").hears("duty.accepted", "en").said("([A-Z][0-9])");
        holder.hearsRelayed("I want to talk to a person");
        return new Held(contact.hears("sys.joined", "en"), holder, name);
    }

    @Test
    void every_webhook_comes_again_and_to_both_programs() throws Exception {
        try (line) {
            var contact = line.phone();
            toBoth(id -> SignedPost.text(first, id, contact, "he locked me in please help"));
            contact.hears("sys.crisis", "en").hearsNothing();
            ana.hears("duty.offer-urgent", "en").hearsNothing();
            reportsAgain();
            line.clock().forward(TestLine.seconds(60));
            leo.hears("duty.offer-urgent", "en").hearsNothing();
            vera.hears("duty.alarm-urgent", "en").hearsNothing();
            reportsAgain();

            var call = call("duty.call-urgent", "Leo");
            var said = toBoth(_ -> SignedPost.key(call, "CA" + "1".repeat(32), "1"));
            assertEquals(1, said.stream().distinct().count(), "each time it is said that it is theirs");
            leo.hears("duty.accepted", "en")
                    .hearsRelayed("he locked me in please help")
                    .hearsNothing();
            contact.hears("sys.joined", "en").saying("Leo").hearsNothing();
            reportsAgain();

            toBoth(id -> SignedPost.text(first, id, contact, "he is coming back"));
            var name = leo.hearsRelayed("he is coming back").hearsNothing().said("^([A-Z][0-9])");
            toBoth(id -> SignedPost.text(first, id, leo, name + " go to a neighbour"));
            contact.hearsWords("go to a neighbour").hearsNothing();
            toBoth(id -> SignedPost.text(first, id, leo, "#close test"));
            leo.hears("duty.closed", "en").hearsNothing();
            contact.hears("sys.closed", "en").hearsNothing();
            toBoth(_ -> SignedPost.key(call, "CA" + "1".repeat(32), "1"));
            reportsAgain();
            line.clock().forward(TestLine.minutes(3));
            assertEquals(
                    List.of("conversation-closed", "offer-accepted"),
                    rows("SELECT kind FROM audit_event WHERE kind IN ('offer-accepted', 'conversation-closed')"
                            + " ORDER BY kind"));
            nobodyWasInTheWay();
        }
    }

    private static Stream<String> words() {
        return IntStream.range(0, TEXTS).mapToObj(i -> "words number " + i);
    }

    /// One after the other, by the two programs in turn.
    private boolean inTurn(Phone phone, String before) {
        words().forEach(words ->
                phone.sendsBy(words.endsWith("0") || words.endsWith("2") ? first : second, before + words));
        return true;
    }

    /// Twice to each program in the same moment.
    private List<String> toBoth(java.util.function.Function<String, SignedPost> webhook) throws Exception {
        var post = webhook.apply("SM" + UUID.randomUUID().toString().replace("-", ""));
        var all = new ArrayList<Callable<String>>();
        for (var node : List.of(first, second, first, second)) {
            all.add(() -> post.to(node));
        }
        var answers = together(all);
        line.settle();
        return answers;
    }

    /// What the carrier ever reported, once more, the first word last.
    private void reportsAgain() throws Exception {
        var posts = new ArrayList<Callable<String>>();
        for (var row : rows("SELECT report_token || ' ' || carrier_id FROM outbox"
                + " WHERE carrier_id IS NOT NULL AND medium = 'text'")) {
            var parts = row.split(" ", -1);
            for (var word : List.of("delivered", "sent", "queued")) {
                for (var node : List.of(first, second)) {
                    posts.add(() -> SignedPost.report(parts[0], parts[1], word).to(node));
                }
            }
        }
        together(posts);
        line.settle();
    }

    private String call(String text, String alias) {
        return rows("SELECT o.report_token FROM outbox o JOIN offer f ON o.origin = 'offer:' || f.id"
                        + " JOIN responder r ON r.id = f.responder_id WHERE o.text_id = '" + text
                        + "' AND r.alias = '" + alias + "'")
                .getFirst();
    }

    private static <T> List<T> together(List<? extends Callable<? extends T>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (var one : work.stream().map(threads::submit).toList()) {
                results.add(one.get());
            }
            return results;
        }
    }

    /// No transaction was broken off for another, and no text had to be kept aside.
    private void nobodyWasInTheWay() {
        assertEquals(List.of(), rows("SELECT id::text FROM unhandled"));
        assertTrue(
                rows("SELECT deadlocks::text FROM pg_stat_database WHERE datname = current_database()")
                        .equals(List.of("0")),
                "broken off: 40P01");
    }

    private List<String> rows(String sql) {
        return line.sql()
                .withHandle(
                        handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
