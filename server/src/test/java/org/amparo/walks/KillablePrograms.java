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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

/// Programs in processes of their own on one database, which can be killed, and a carrier that reports on each
/// message to all of them, twice and the last word first. The machine's clock stands still in them, so that late
/// means late by the deployment's clock and not that the machine is slow. Safe for many threads.
final class KillablePrograms implements AutoCloseable {
    /// What is due is done at most so many seconds late once the survivor can know of it.
    static final int LATE = 5;

    private static final String TOKEN = "a-token-for-two-processes";
    private static final String PUBLIC = "https://line.example.org";
    private static final SignedWebhook WEBHOOK = new SignedWebhook(PUBLIC, TOKEN);
    private static final String LINE = "+15005550006";
    /// Nothing here is expected to take so long; a program that hangs fails the test.
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Path HOMES = Path.of(
                    "target", "test-homes", ProcessHandle.current().pid() + "-two")
            .toAbsolutePath()
            .normalize();

    private final StubCarrier carrier = new StubCarrier();
    private final TestDatabase database = TestDatabase.copy();
    private final Jdbi sql = Jdbi.create(database.url(), database.username(), database.password());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ChildProgram> alive = new CopyOnWriteArrayList<>();
    private final List<ChildProgram> all = new ArrayList<>();
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    KillablePrograms() {
        carrier.whenTaken(this::report);
    }

    /// Returns when all of them listen.
    List<ChildProgram> start(String... names) {
        var started = new ArrayList<ChildProgram>();
        for (var name : names) {
            var settings = new LinkedHashMap<>(database.settings());
            settings.put("AMPARO_DATABASE_URL", database.url() + "?ApplicationName=" + name);
            settings.put("AMPARO_DEMO", "true");
            settings.put("AMPARO_PUBLIC_URL", PUBLIC);
            settings.put("AMPARO_LINES", "demo=" + LINE);
            settings.put("TWILIO_ACCOUNT_SID", "AC" + "0".repeat(32));
            settings.put("TWILIO_AUTH_TOKEN", TOKEN);
            settings.put("TWILIO_API_URL", carrier.url());
            started.add(ChildProgram.start(HOMES.resolve(name), settings, TestLine.NOON));
        }
        all.addAll(started);
        started.forEach(ChildProgram::url);
        alive.addAll(started);
        return started;
    }

    /// Kills it (SIGKILL).
    void kill(ChildProgram program) {
        alive.remove(program);
        ChildProgram.kill(program.pid());
        program.exit();
    }

    /// Until the database has seen that the one of this name is dead, and let go what it had locked.
    void letGo(String name) {
        until(
                "the database to let the dead program go",
                () -> rows("""
                SELECT pid::text FROM pg_stat_activity WHERE application_name = '%s'
                """.formatted(name)).isEmpty());
    }

    /// Those that were not killed.
    List<ChildProgram> alive() {
        return List.copyOf(alive);
    }

    StubCarrier carrier() {
        return carrier;
    }

    Jdbi sql() {
        return sql;
    }

    <T> Future<T> meanwhile(Callable<T> work) {
        return threads.submit(work);
    }

    /// A text as the carrier brings it.
    ///
    /// @param id the carrier's id; the same when it brings the text again
    /// @return whether it was answered 200
    boolean text(ChildProgram to, String id, String from, String body) {
        return status(WEBHOOK.text(to.url(), id, from, LINE, body)) == 200;
    }

    /// The carrier reports on each message it took: to any program, to both at once, the last word first.
    private void report(Map<String, String> message) {
        var callback = URI.create(message.getOrDefault("StatusCallback", ""));
        boolean call = callback.getPath().contains("calls");
        var words = call ? List.of("completed", "ringing") : List.of("delivered", "sent");
        for (var word : words) {
            alive().stream()
                    .map(to -> threads.submit(() -> report(callback, message.getOrDefault("Sid", ""), word, call, to)))
                    .toList()
                    .forEach(KillablePrograms::done);
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

    /// Reports that a program which was alive did not take.
    List<String> faults() {
        return List.copyOf(faults);
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

    /// Until no program finds anything to do, and all that was sent is reported on.
    void settle() {
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

    /// Moves the deployment's clock, for all of them.
    static void forward(ChildProgram program, Duration by) {
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

    void until(String what, BooleanSupplier condition) {
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
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /// In danger, whoever comes next is asked when the one before has had their time, or the step opens. Others
    /// wait for a place that is offered to nobody before them. Nothing open is without somebody who will see to it.
    void nobodyLate() {
        assertEquals(List.of(), rows("""
                WITH asked AS (
                    SELECT o.run_id, o.asked_at, o.step, r.began_at, r.danger,
                           lag(o.until_at) OVER (PARTITION BY o.run_id ORDER BY o.asked_at, o.step, o.id) AS before
                      FROM offer o JOIN escalation_run r ON r.id = o.run_id),
                due AS (
                    SELECT *, GREATEST(before, began_at + make_interval(secs =>
                               (ARRAY[0, 60, 180, 240])[step + 1])) AS due_at
                      FROM asked)
                SELECT run_id || ' step ' || step || ' ' || (asked_at - due_at) FROM due
                 WHERE danger AND asked_at > due_at + make_interval(secs => %d)
                """.formatted(LATE)), "asked late");
        assertEquals(List.of(), new Owners(sql).without(now()));
    }

    private Instant now() {
        return TestLine.NOON.plusMillis(Long.parseLong(
                rows("SELECT clock_offset_millis::text FROM deployment").getFirst()));
    }

    /// All that was to leave left: once, or it is marked.
    void allLeftOnce() {
        assertEquals(List.of(), rows("""
                SELECT text_id || ' ' || status FROM outbox
                 WHERE status = 'queued' OR status = 'sending' AND carrier_id IS NULL
                """), "messages that wait");
        var handed = carrier.messages().stream()
                .map(KillablePrograms::token)
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

    /// Which row of the outbox it is of.
    static String token(Map<String, String> message) {
        return message.getOrDefault("StatusCallback", "").replaceFirst(".*row=", "");
    }

    List<String> rows(String query) {
        return sql.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    @Override
    public void close() {
        alive.clear();
        all.forEach(ChildProgram::close);
        threads.close();
        carrier.close();
        database.close();
        try (var files = Files.walk(HOMES)) {
            for (var one : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
