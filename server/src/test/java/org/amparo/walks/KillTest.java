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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.amparo.harness.ChildProgram;
import org.amparo.harness.SignedWebhook;
import org.amparo.harness.StubCarrier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The program, its database, or both are killed while people text. Afterwards every text that was answered 200 is
/// in effect, and nobody hears anything twice that may go only once (`rulings.md` 1).
class KillTest {
    private static final String TOKEN = "a-token-for-the-kill-test";
    private static final SignedWebhook WEBHOOK = new SignedWebhook("https://line.example.org", TOKEN);
    private static final String LINE = "+15005550006";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int AT_ONCE = 6;
    /// So many answers have left when the blow falls.
    private static final int WARM = 20;

    /// What people who texted wait for; pages to those who answer go on until one of them acts.
    private static final String OPEN =
            "contact_id IS NOT NULL AND (status = 'queued' OR status = 'sending' AND carrier_id IS NULL)";
    private static final String DOUBTFUL = "reason = 'in-doubt'";

    private static final Path HOME = Path.of(
                    "target", "test-homes", ProcessHandle.current().pid() + "-kill")
            .toAbsolutePath()
            .normalize();
    private static final StubCarrier CARRIER = new StubCarrier();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /// The numbers below belong to those who answer.
    private static final AtomicInteger PEOPLE = new AtomicInteger(200);
    private static @Nullable ChildProgram running;

    /// Somebody who texts once.
    private record Sender(int number) {
        String phone() {
            return "+447700900%03d".formatted(number);
        }

        boolean danger() {
            return number % 4 == 0;
        }

        HttpRequest text(String url) {
            return WEBHOOK.text(
                    url,
                    "SM%032x".formatted(number),
                    phone(),
                    LINE,
                    danger() ? "he will kill me" : "no me pagan el sueldo desde enero");
        }
    }

    private static ChildProgram start() {
        return ChildProgram.start(
                HOME,
                Map.of(
                        "AMPARO_DEMO",
                        "true",
                        "AMPARO_PUBLIC_URL",
                        WEBHOOK.publicUrl(),
                        "AMPARO_LINES",
                        "demo=" + LINE,
                        "TWILIO_ACCOUNT_SID",
                        "AC" + "0".repeat(32),
                        "TWILIO_AUTH_TOKEN",
                        TOKEN,
                        "TWILIO_API_URL",
                        CARRIER.url()));
    }

    @BeforeEach
    void running() {
        if (running == null) {
            running = start();
        }
        program().url();
    }

    @AfterAll
    static void end() throws IOException {
        if (running != null) {
            running.close();
            until(
                    "the database to go with its program",
                    () -> program().databaseProcesses().isEmpty());
        }
        CARRIER.close();
        try (var all = Files.walk(HOME)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    @Test
    void the_program_is_killed() {
        var load = new Load(program().url());
        load.until(WARM);
        ChildProgram.kill(program().pid());
        again();
        load.allInEffect();
    }

    @Test
    void the_program_and_its_database_are_killed_in_one_moment() {
        var load = new Load(program().url());
        load.until(WARM);
        ChildProgram.kill(program().pid(), program().databasePid());
        again();
        load.allInEffect();
    }

    @Test
    void the_database_alone_is_killed_and_comes_back_by_itself() {
        var load = new Load(program().url());
        load.until(WARM);
        long before = program().databasePid();
        ChildProgram.kill(before);
        until("the database to come back", KillTest::databaseBack);
        load.until(2 * WARM);
        load.allInEffect();
        assertTrue(
                program().said().contains("the embedded database died"),
                program().said());
    }

    private static boolean databaseBack() {
        try {
            return rows(OPEN) >= 0;
        } catch (RuntimeException away) {
            return false;
        }
    }

    @Test
    void a_second_start_on_the_same_home_refuses_in_one_line() {
        try (var second = start()) {
            assertEquals(2, second.exit());
            var refusals = second.said().lines().toList();
            assertEquals(1, refusals.size(), second.said());
            assertTrue(refusals.getFirst().contains("is in use by another start of Amparo"), second.said());
        }
    }

    @Test
    void a_service_stop_leaves_nothing_running() {
        program().terminate();
        assertEquals(143, program().exit());
        assertEquals(List.of(), program().databaseProcesses());
        assertTrue(!Files.exists(HOME.resolve("database/data/postmaster.pid")), "the database was not stopped");
        again();
    }

    private static void again() {
        program().exit();
        running = start();
        program().url();
    }

    private static int rows(String condition) {
        var access = program().database();
        return Jdbi.create(access.url(), access.username(), access.password())
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM outbox WHERE " + condition)
                        .mapTo(Integer.class)
                        .one());
    }

    private static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(
                    System.nanoTime() < deadline,
                    () -> "waited in vain for " + what + ":\n" + program().said());
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static HttpResponse<String> post(String path, String json) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(program().url() + path))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// People who text at once, until something breaks or enough have an answer.
    private static final class Load {
        private final String url;
        private final Set<Sender> answered = ConcurrentHashMap.newKeySet();
        private final Set<Sender> unanswered = ConcurrentHashMap.newKeySet();
        private final List<Thread> threads = new ArrayList<>();
        private final int doubtfulBefore = rows(DOUBTFUL);
        private volatile boolean stop;

        Load(String url) {
            this.url = url;
            for (int i = 0; i < AT_ONCE; i++) {
                threads.add(Thread.ofVirtual().start(this::text));
            }
        }

        private void text() {
            while (!stop) {
                var sender = new Sender(PEOPLE.incrementAndGet());
                send(sender, url);
                stop |= unanswered.size() >= AT_ONCE;
            }
        }

        private void send(Sender sender, String to) {
            try {
                var answer = HTTP.send(sender.text(to), HttpResponse.BodyHandlers.ofString());
                (answer.statusCode() == 200 ? answered : unanswered).add(sender);
            } catch (IOException e) {
                unanswered.add(sender);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /// Until the carrier was handed so many of their answers.
        void until(int answers) {
            assertTrue(
                    CARRIER.await(LIMIT, _ -> handedOver().size() >= answers),
                    () -> program().said());
        }

        private Map<String, Long> handedOver() {
            var phones = answered.stream().map(Sender::phone).collect(Collectors.toSet());
            return CARRIER.messages().stream()
                    .map(message -> message.get("To"))
                    .filter(phones::contains)
                    .collect(Collectors.groupingBy(to -> to, Collectors.counting()));
        }

        /// The carrier texts again what it had no answer to; doubts are resolved; then everything is counted.
        void allInEffect() {
            stop = true;
            threads.forEach(Load::join);
            var again = List.copyOf(unanswered);
            unanswered.clear();
            again.forEach(sender -> send(sender, program().url()));
            assertEquals(Set.of(), unanswered, "texts without an answer");
            KillTest.until(
                    "everything queued for who texted to leave",
                    () -> rows("contact_id IS NOT NULL AND status = 'queued'") == 0);
            assertEquals(
                    200, post("/phone/api/clock", "{\"forward\":\"PT31S\"}").statusCode());
            KillTest.until("every answer to leave or to be recorded as doubtful", this::nothingLost);
            var twice = handedOver().entrySet().stream()
                    .filter(heard -> heard.getValue() > 1)
                    .map(Map.Entry::getKey)
                    .toList();
            var inDanger =
                    answered.stream().filter(Sender::danger).map(Sender::phone).toList();
            assertTrue(inDanger.containsAll(twice), "menus were sent twice");
            assertTrue(handedOver().values().stream().allMatch(times -> times <= 2), "nothing is sent three times");
        }

        private boolean nothingLost() {
            var heard = handedOver().keySet();
            var missing = answered.stream()
                    .filter(sender -> !heard.contains(sender.phone()))
                    .toList();
            return missing.stream().noneMatch(Sender::danger)
                    && rows(OPEN) == 0
                    && missing.size() <= rows(DOUBTFUL) - doubtfulBefore;
        }

        private static void join(Thread thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ChildProgram program() {
        return Objects.requireNonNull(running, "started before each case");
    }
}
