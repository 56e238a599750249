package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.amparo.harness.ChildProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One of two programs in processes of their own is killed while people write with those who hold their talks, and
/// somebody accepts one more: all words arrive, both ways and in their order, none twice but what `rulings.md` 1
/// sends again and marks, and every talk has one holder.
class KilledInTalkTest {
    private static final int TALKS = 4;
    private static final int TEXTS = 8;
    private static final Map<String, String> PEOPLE = Map.of("Ana", "+447700900101", "Leo", "+447700900102");

    private final KillablePrograms programs = new KillablePrograms();
    private final AtomicInteger ids = new AtomicInteger();

    /// A talk that is held.
    ///
    /// @param handle the holder's word for it
    private record Held(int number, String holder, String handle) {
        String contact() {
            return phone(number);
        }

        String fromContact(int text) {
            return "contact %d says %d.".formatted(number, text);
        }

        String fromHolder(int text) {
            return "holder %d says %d.".formatted(number, text);
        }
    }

    private static String phone(int number) {
        return "+447700900%03d".formatted(300 + number);
    }

    @AfterEach
    void end() {
        programs.close();
    }

    @Test
    void words_and_a_yes_that_are_under_way_arrive_all_the_same() throws Exception {
        var both = programs.start("first", "second");
        var first = both.getFirst();
        var second = both.getLast();
        for (int i = 0; i < TALKS; i++) {
            ask(i);
            bring(PEOPLE.getOrDefault(asked(), ""), "1", any());
            programs.settle();
        }
        var talks = IntStream.range(0, TALKS).mapToObj(this::greet).toList();
        ask(TALKS);
        var next = asked();

        int before = programs.carrier().messages().size();
        var writing = new ArrayList<Future<?>>();
        for (var talk : talks) {
            writing.add(programs.meanwhile(() -> write(talk.contact(), "", talk::fromContact)));
            writing.add(programs.meanwhile(() -> write(talk.holder(), talk.handle() + " ", talk::fromHolder)));
        }
        programs.until(
                "words to be under way", () -> programs.carrier().messages().size() >= before + TALKS * 3);
        writing.add(programs.meanwhile(() -> bring(PEOPLE.getOrDefault(next, ""), "1", first)));
        programs.until(
                "more words to be under way",
                () -> programs.carrier().messages().size() >= before + TALKS * 5);
        programs.kill(first);
        for (var one : writing) {
            one.get();
        }
        programs.letGo("first");

        // What it was handing over is in doubt for 30 s; then it goes once more.
        for (int i = 0; i < 4; i++) {
            programs.settle();
            KillablePrograms.forward(second, Duration.ofSeconds(16));
        }
        programs.settle();
        programs.allLeftOnce();
        talks.forEach(talk -> {
            arrived(talk.holder(), TEXTS, talk::fromContact);
            arrived(talk.contact(), TEXTS, talk::fromHolder);
        });
        assertEquals(
                List.of("held|" + (TALKS + 1)),
                programs.rows("SELECT status || '|' || count(*) FROM conversation GROUP BY status"));
        assertEquals(
                List.of((TALKS + 1) + "|" + (TALKS + 1)),
                programs.rows("SELECT count(*) || '|' || count(DISTINCT conversation_id) FROM participant"
                        + " WHERE kind = 'responder' AND left_at IS NULL"),
                "one holder each");
        assertEquals(
                List.of(Integer.toString(TALKS + 1)),
                programs.rows("SELECT count(*)::text FROM outbox WHERE text_id = 'sys.joined'"));
        assertEquals(List.of(), programs.faults(), "reports nobody took");
        programs.nobodyLate();
    }

    private void ask(int number) {
        bring(phone(number), "I want to talk to a person", any());
        programs.settle();
    }

    /// Somebody who has an open offer.
    private String asked() {
        return programs.rows("""
                        SELECT r.alias FROM offer o JOIN responder r ON r.id = o.responder_id
                          JOIN escalation_run e ON e.id = o.run_id
                         WHERE e.status = 'running' AND o.answered_at IS NULL AND o.missed_at IS NULL
                         ORDER BY o.asked_at, o.id
                        """).getFirst();
    }

    /// The first words of a contact whose talk is held show who holds it, and by which handle.
    private Held greet(int number) {
        var words = "contact " + number + " says good evening";
        bring(phone(number), words, any());
        programs.settle();
        var heard = programs.carrier().messages().stream()
                .filter(message -> message.getOrDefault("Body", "").contains(words))
                .findFirst()
                .orElseThrow();
        var handle = Pattern.compile("^([A-Z][0-9])").matcher(heard.getOrDefault("Body", ""));
        assertTrue(handle.find(), "a handle first");
        return new Held(number, heard.getOrDefault("To", ""), handle.group(1));
    }

    private boolean write(String from, String prefix, IntFunction<String> words) {
        for (int i = 0; i < TEXTS; i++) {
            bring(from, prefix + words.apply(i), any());
        }
        return true;
    }

    /// One program after the other, as long as they live.
    private ChildProgram any() {
        var alive = programs.alive();
        return alive.get(ids.get() % alive.size());
    }

    /// As the carrier does: to the other program, if this one has no answer.
    private boolean bring(String from, String body, ChildProgram to) {
        var id = "SM%032x".formatted(ids.incrementAndGet());
        if (!programs.text(to, id, from, body)) {
            programs.until(
                    "somebody to take a text",
                    () -> programs.text(programs.alive().getLast(), id, from, body));
        }
        return true;
    }

    /// All of them; in their order, but for what was in the hands of the dead program: that goes once more after
    /// 30 s, and what came after it does not wait so long.
    private void arrived(String phone, int texts, IntFunction<String> words) {
        var said = IntStream.range(0, texts).mapToObj(words).toList();
        assertEquals(Set.copyOf(said), Set.copyOf(heard(phone, said, Set.of())), "all");
        var doubtful = Set.copyOf(programs.rows("SELECT report_token FROM outbox WHERE in_doubt"));
        var heard = heard(phone, said, doubtful);
        assertEquals(said.stream().filter(heard::contains).toList(), heard, "in their order");
        assertTrue(said.size() - heard.size() <= doubtful.size(), "only what is marked may come late");
    }

    private List<String> heard(String phone, List<String> said, Set<String> without) {
        return programs.carrier().messages().stream()
                .filter(message -> phone.equals(message.get("To")))
                .filter(message -> !without.contains(KillablePrograms.token(message)))
                .map(message -> message.getOrDefault("Body", ""))
                .flatMap(body -> said.stream().filter(body::contains))
                .distinct()
                .toList();
    }
}
