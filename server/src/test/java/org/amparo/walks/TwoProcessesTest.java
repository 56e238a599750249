package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.amparo.harness.ChildProgram;
import org.amparo.harness.SignedForm;
import org.amparo.harness.SignedWebhook;
import org.amparo.harness.StubCarrier;
import org.amparo.harness.TestDatabase;
import org.amparo.harness.TestLine;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two programs in processes of their own on one database, of which one is killed while people ask for somebody and
/// responders are asked: the other makes every offer that is due, and nothing is lost or done twice but what
/// `rulings.md` 1 sends again and marks. Judged by the rows' own times. The machine's clock stands still in both,
/// so that late means late by the deployment's clock and not that the machine is slow.
class TwoProcessesTest {
    private static final String TOKEN = "a-token-for-two-processes";
    private static final String PUBLIC = "https://line.example.org";
    private static final SignedWebhook WEBHOOK = new SignedWebhook(PUBLIC, TOKEN);
    private static final String LINE = "+15005550006";
    /// Nothing here is expected to take so long; a program that hangs fails the test.
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int AT_ONCE = 6;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Path HOMES = Path.of(
                    "target", "test-homes", ProcessHandle.current().pid() + "-two")
            .toAbsolutePath()
            .normalize();

    /// What is due is done at most so late once the survivor can know of it.
    private static final int LATE = 5;

    private final StubCarrier carrier = new StubCarrier();
    private final TestDatabase database = TestDatabase.copy();
    private final Jdbi sql = Jdbi.create(database.url(), database.username(), database.password());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ChildProgram> alive = new CopyOnWriteArrayList<>();
    private final List<ChildProgram> all = new ArrayList<>();
    private final AtomicInteger people = new AtomicInteger(300);
    private final Set<Sender> taken = ConcurrentHashMap.newKeySet();
    private final Set<Sender> refused = ConcurrentHashMap.newKeySet();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    /// Somebody who asks for a person once; every second one is in danger.
    private record Sender(int number) {
        String phone() {
            return "+447700900%03d".formatted(number);
        }

        HttpRequest text(String url) {
            return WEBHOOK.text(
                    url,
                    "SM%032x".formatted(number),
                    phone(),
                    LINE,
                    number % 2 == 0 ? "he locked me in please help" : "I want to talk to a person");
        }
    }

    private ChildProgram start(String name) {
        var settings = new LinkedHashMap<>(database.settings());
        settings.put("AMPARO_DATABASE_URL", database.url() + "?ApplicationName=" + name);
        settings.put("AMPARO_DEMO", "true");
        settings.put("AMPARO_PUBLIC_URL", PUBLIC);
        settings.put("AMPARO_LINES", "demo=" + LINE);
        settings.put("TWILIO_ACCOUNT_SID", "AC" + "0".repeat(32));
        settings.put("TWILIO_AUTH_TOKEN", TOKEN);
        settings.put("TWILIO_API_URL", carrier.url());
        var child = ChildProgram.start(HOMES.resolve(name), settings, TestLine.NOON);
        all.add(child);
        return child;
    }

    @AfterEach
    void end() throws IOException {
        alive.clear();
        all.forEach(ChildProgram::close);
        threads.close();
        carrier.close();
        database.close();
        try (var files = Files.walk(HOMES)) {
            for (var one : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    @Test
    void one_is_killed_while_people_are_asked_and_the_other_goes_on() throws Exception {
        var first = start("first");
        var second = start("second");
        alive.addAll(List.of(first, second));
        alive.forEach(ChildProgram::url);
        carrier.whenTaken(this::report);
        textAtOnce(12);
        settle();
        asked(12, 0);

        // The next ones to be asked are due while more people text: one program dies in the middle of both.
        forward(second, Duration.ofSeconds(1));
        int before = carrier.messages().size();
        var load = load(first, second);
        var moved = threads.submit(() -> forward(second, Duration.ofSeconds(60)));
        until("the next to be asked", () -> carrier.messages().size() >= before + 8);
        alive.remove(first);
        ChildProgram.kill(first.pid());
        first.exit();
        moved.get();
        for (var one : load) {
            one.get();
        }
        until("the database to let the dead program go", () -> rows("""
                SELECT pid::text FROM pg_stat_activity WHERE application_name = 'first'
                """).isEmpty());
        againWhoWasNotAnswered();
        settle();
        nobodyLate();
        asked(12, 60);

        // What it was handing over is in doubt for 30 s; then what must arrive goes once more.
        forward(second, Duration.ofSeconds(31));
        settle();
        nothingLost();
        // Not beyond a moment at which somebody is due: nobody can be asked before the clock says so.
        forward(second, Duration.ofSeconds(29));
        settle();
        nobodyLate();
        forward(second, Duration.ofSeconds(60));
        settle();
        nobodyLate();
        asked(12, 180);

        // The dead one comes back to its own journal, and finds nothing left to do.
        var back = start("first");
        back.url();
        alive.add(back);
        forward(second, Duration.ofSeconds(60));
        settle();
        nobodyLate();
        asked(12, 240);
        forward(second, Duration.ofSeconds(31));
        settle();
        nothingLost();
        assertEquals(List.of(), List.copyOf(faults), "reports nobody took");
    }

    /// Contacts who text in the same moment, half of them to each program.
    private void textAtOnce(int count) throws Exception {
        var texts = new ArrayList<Future<?>>();
        for (int i = 0; i < count; i++) {
            var sender = new Sender(people.incrementAndGet());
            var to = alive.get(i % alive.size());
            texts.add(threads.submit(() -> send(sender, to)));
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
            texting.add(threads.submit(() -> {
                for (int sent = 0; sent < 20 && alive.contains(first); sent++) {
                    send(new Sender(people.incrementAndGet()), sent % 2 == 0 ? first : second);
                }
            }));
        }
        return texting;
    }

    private void send(Sender sender, ChildProgram to) {
        (status(sender.text(to.url())) == 200 ? taken : refused).add(sender);
    }

    /// The carrier brings what it had no answer for to the other program: some of it was handled before the end.
    private void againWhoWasNotAnswered() {
        var again = List.copyOf(refused);
        refused.clear();
        again.forEach(sender -> send(sender, alive.getFirst()));
        assertEquals(Set.of(), refused, "texts nobody took");
    }

    /// The carrier reports on each message it took: to any program, to both at once, the last word first.
    private void report(Map<String, String> message) {
        var callback = URI.create(message.getOrDefault("StatusCallback", ""));
        boolean call = callback.getPath().contains("calls");
        var words = call ? List.of("completed", "ringing") : List.of("delivered", "sent");
        for (var word : words) {
            List.copyOf(alive).stream()
                    .map(to -> threads.submit(() -> report(callback, message.getOrDefault("Sid", ""), word, call, to)))
                    .toList()
                    .forEach(TwoProcessesTest::done);
        }
        reported.add(message.getOrDefault("Sid", ""));
    }

    private void report(URI callback, String id, String word, boolean call, ChildProgram to) {
        var fields = Map.of(
                "AccountSid",
                "AC" + "0".repeat(32),
                call ? "CallSid" : "MessageSid",
                id,
                call ? "CallStatus" : "MessageStatus",
                word);
        var path = callback.getPath() + "?" + callback.getQuery();
        int status = status(
                new SignedForm(to.url(), PUBLIC, TOKEN).post(path, fields).build());
        if (status != 200 && alive.contains(to)) {
            faults.add(word + " got " + status);
        }
    }

    /// The answer's status; 0 when there was none.
    private static int status(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /// Until neither program finds anything to do, and all that was sent is reported on.
    private void settle() {
        int before = -1;
        int quiet = 0;
        while (quiet < 2) {
            alive.forEach(one -> forward(one, Duration.ZERO));
            until("reports", () -> reported.size() == carrier.messages().size());
            int now = carrier.messages().size();
            quiet = now == before ? quiet + 1 : 0;
            before = now;
        }
    }

    private static void forward(ChildProgram program, Duration by) {
        try {
            var answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(program.url() + "/phone/api/clock"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"forward\":\"" + by + "\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(
                    System.nanoTime() < deadline,
                    () -> "waited in vain for " + what + "\n"
                            + all.stream().map(ChildProgram::said).collect(Collectors.joining("\n---\n")));
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static void done(Future<?> one) {
        try {
            one.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /// The newest offers for whoever was in danger first were made so many seconds after they texted.
    private void asked(int first, int seconds) {
        assertEquals(first / 2, rows("""
                        SELECT r.id::text FROM escalation_run r JOIN offer f ON f.run_id = r.id
                         WHERE r.danger AND r.began_at = (SELECT min(began_at) FROM escalation_run)
                         GROUP BY r.id
                        HAVING max(f.asked_at) BETWEEN r.began_at + make_interval(secs => %1$d)
                                                   AND r.began_at + make_interval(secs => %1$d + %2$d)
                        """.formatted(seconds, LATE)).size(), "asked when " + seconds + " s had gone");
    }

    /// Whoever comes next is asked when the one before has had their time, or the step opens; and nothing open is
    /// without somebody who will see to it.
    private void nobodyLate() {
        assertEquals(List.of(), rows("""
                WITH asked AS (
                    SELECT o.run_id, o.asked_at, o.step, r.began_at, r.danger,
                           lag(o.until_at) OVER (PARTITION BY o.run_id ORDER BY o.asked_at, o.step, o.id) AS before
                      FROM offer o JOIN escalation_run r ON r.id = o.run_id),
                due AS (
                    SELECT *, GREATEST(before, began_at + make_interval(secs =>
                               (CASE WHEN danger THEN ARRAY[0, 60, 180, 240] ELSE ARRAY[0, 180, 300] END)[step + 1])) AS due_at
                      FROM asked)
                SELECT run_id || ' step ' || step || ' ' || (asked_at - due_at) FROM due
                 WHERE asked_at > due_at + make_interval(secs => %d)
                """.formatted(LATE)), "asked late");
        assertEquals(List.of(), new Owners(sql).without(now()));
    }

    private java.time.Instant now() {
        return TestLine.NOON.plusMillis(Long.parseLong(
                rows("SELECT clock_offset_millis::text FROM deployment").getFirst()));
    }

    /// Everybody who was answered 200 waits, once; all that was to leave left, once, or is marked.
    private void nothingLost() {
        assertEquals(List.of(), rows("""
                SELECT text_id || ' ' || status FROM outbox
                 WHERE status = 'queued' OR status = 'sending' AND carrier_id IS NULL
                """), "messages that wait");
        assertEquals(
                List.of(Integer.toString(taken.size())),
                rows("SELECT count(*)::text FROM conversation c JOIN escalation_run r ON r.conversation_id = c.id"
                        + " WHERE c.status = 'waiting' AND r.status = 'running'"),
                "people who wait");
        assertEquals(
                List.of(Integer.toString(taken.size())),
                rows("SELECT count(*)::text FROM conversation"),
                "nobody has two places");
        var handed = carrier.messages().stream()
                .map(TwoProcessesTest::token)
                .collect(Collectors.groupingBy(token -> token, Collectors.counting()));
        assertEquals(
                List.of(), rows("""
                        SELECT report_token || ' ' || in_doubt || ' ' || resend_in_doubt || ' ' || text_id || ' ' || status
                          FROM outbox WHERE status <> 'dropped'
                        """).stream().filter(row -> wrong(row, handed)).toList(), "lost, or said too often");
    }

    private static boolean wrong(String row, Map<String, Long> handed) {
        var parts = row.split(" ", -1);
        long times = handed.getOrDefault(parts[0], 0L);
        if (!parts[1].equals("true")) {
            return times != 1;
        }
        // Whatever must arrive goes twice rather than never; the rest may have been lost with the program.
        return parts[2].equals("true") ? times < 1 || times > 2 : times > 1;
    }

    private static String token(Map<String, String> message) {
        return message.getOrDefault("StatusCallback", "").replaceFirst(".*row=", "");
    }

    private List<String> rows(String query) {
        return sql.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
