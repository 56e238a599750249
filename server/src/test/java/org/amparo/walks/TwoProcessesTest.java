package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.amparo.harness.ChildProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two programs in processes of their own on one database, of which one is killed while people ask for somebody and
/// responders are asked: the other makes every offer that is due, and nothing is lost or done twice but what
/// `rulings.md` 1 sends again and marks. Judged by the rows' own times.
class TwoProcessesTest {
    private static final int AT_ONCE = 6;

    private final KillablePrograms programs = new KillablePrograms();
    private final AtomicInteger people = new AtomicInteger(300);
    private final Set<Sender> taken = ConcurrentHashMap.newKeySet();
    private final Set<Sender> refused = ConcurrentHashMap.newKeySet();

    /// Somebody who asks for a person once; every second one is in danger.
    private record Sender(int number) {
        String phone() {
            return "+447700900%03d".formatted(number);
        }

        boolean texts(KillablePrograms programs, ChildProgram to) {
            var words = number % 2 == 0 ? "he locked me in please help" : "I want to talk to a person";
            return programs.text(to, "SM%032x".formatted(number), phone(), words);
        }
    }

    @AfterEach
    void end() {
        programs.close();
    }

    @Test
    void one_is_killed_while_people_are_asked_and_the_other_goes_on() throws Exception {
        var both = programs.start("first", "second");
        var first = both.getFirst();
        var second = both.getLast();
        textAtOnce(12);
        programs.settle();
        asked(12, 0);

        // The next ones to be asked are due while more people text: one program dies in the middle of both.
        KillablePrograms.forward(second, Duration.ofSeconds(1));
        int before = programs.carrier().messages().size();
        var load = load(first, second);
        var moved = programs.meanwhile(() -> {
            KillablePrograms.forward(second, Duration.ofSeconds(60));
            return true;
        });
        programs.until(
                "the next to be asked", () -> programs.carrier().messages().size() >= before + 8);
        programs.kill(first);
        moved.get();
        for (var one : load) {
            one.get();
        }
        programs.letGo("first");
        againWhoWasNotAnswered();
        programs.settle();
        programs.nobodyLate();
        asked(12, 60);

        // What it was handing over is in doubt for 30 s; then what must arrive goes once more.
        KillablePrograms.forward(second, Duration.ofSeconds(31));
        programs.settle();
        nothingLost();
        // Not beyond a moment at which somebody is due: nobody can be asked before the clock says so.
        KillablePrograms.forward(second, Duration.ofSeconds(29));
        programs.settle();
        programs.nobodyLate();
        KillablePrograms.forward(second, Duration.ofSeconds(60));
        programs.settle();
        programs.nobodyLate();
        asked(12, 180);

        // The dead one comes back to its own journal, and finds nothing left to do.
        programs.start("first");
        KillablePrograms.forward(second, Duration.ofSeconds(60));
        programs.settle();
        programs.nobodyLate();
        asked(12, 240);
        KillablePrograms.forward(second, Duration.ofSeconds(31));
        programs.settle();
        nothingLost();
        assertEquals(List.of(), programs.faults(), "reports nobody took");
    }

    /// Contacts who text in the same moment, half of them to each program.
    private void textAtOnce(int count) throws Exception {
        var texts = new ArrayList<Future<?>>();
        var alive = programs.alive();
        for (int i = 0; i < count; i++) {
            var sender = new Sender(people.incrementAndGet());
            var to = alive.get(i % alive.size());
            texts.add(programs.meanwhile(() -> send(sender, to)));
        }
        for (var one : texts) {
            one.get();
        }
        againWhoWasNotAnswered();
    }

    /// People who go on texting, until the first program answers no more.
    private List<Future<?>> load(ChildProgram first, ChildProgram second) {
        var texting = new ArrayList<Future<?>>();
        for (int i = 0; i < AT_ONCE; i++) {
            texting.add(programs.meanwhile(() -> {
                for (int sent = 0; sent < 20 && programs.alive().contains(first); sent++) {
                    send(new Sender(people.incrementAndGet()), sent % 2 == 0 ? first : second);
                }
                return true;
            }));
        }
        return texting;
    }

    private boolean send(Sender sender, ChildProgram to) {
        return (sender.texts(programs, to) ? taken : refused).add(sender);
    }

    /// The carrier brings what it had no answer for to the other program: some of it was handled before the end.
    private void againWhoWasNotAnswered() {
        var again = List.copyOf(refused);
        refused.clear();
        again.forEach(sender -> send(sender, programs.alive().getFirst()));
        assertEquals(Set.of(), refused, "texts nobody took");
    }

    /// The newest offers for whoever was in danger first were made so many seconds after they texted.
    private void asked(int first, int seconds) {
        assertEquals(
                first / 2,
                programs.rows("""
                        SELECT r.id::text FROM escalation_run r JOIN offer f ON f.run_id = r.id
                         WHERE r.danger AND r.began_at = (SELECT min(began_at) FROM escalation_run)
                         GROUP BY r.id
                        HAVING max(f.asked_at) BETWEEN r.began_at + make_interval(secs => %1$d)
                                                   AND r.began_at + make_interval(secs => %1$d + %2$d)
                        """.formatted(seconds, KillablePrograms.LATE)).size(),
                "asked when " + seconds + " s had gone");
    }

    /// Everybody who was answered 200 waits, once; all that was to leave left, once, or is marked.
    private void nothingLost() {
        programs.allLeftOnce();
        assertEquals(
                List.of(Integer.toString(taken.size())),
                programs.rows("SELECT count(*)::text FROM conversation c JOIN escalation_run r"
                        + " ON r.conversation_id = c.id WHERE c.status = 'waiting' AND r.status = 'running'"),
                "people who wait");
        assertEquals(
                List.of(Integer.toString(taken.size())),
                programs.rows("SELECT count(*)::text FROM conversation"),
                "nobody has two places");
    }
}
