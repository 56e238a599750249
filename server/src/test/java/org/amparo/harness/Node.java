package org.amparo.harness;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.core.type.Argument;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.serde.ObjectMapper;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.amparo.Program;
import org.amparo.platform.DeploymentClock;
import org.amparo.platform.Pollers;
import org.jspecify.annotations.Nullable;

/// One running program, driven over HTTP at `/phone/api`.
///
/// Once closed it lets the program go: test classes keep their lines in static fields, and a hundred programs with
/// their content would fill the memory of the machine that tests.
public final class Node implements AutoCloseable {
    /// What in production ends a wait because somebody out there waits too. A machine that tests may be slow: then
    /// a text would go to the journal, with a static answer, and a walk would fail although nothing is wrong.
    /// Tests of these limits set their own.
    static final Map<String, String> PATIENT = Map.of(
            "datasources.default.connection-timeout", "60000",
            "datasources.default.data-source-properties.socketTimeout", "90",
            "datasources.default.data-source-properties.options", "-c statement_timeout=60000 -c lock_timeout=30000",
            "amparo.fallback-patience", "PT1M",
            "amparo.simulator.patience", "PT2M");

    private static final AtomicInteger HOMES = new AtomicInteger();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path home;
    private @Nullable Program program;
    private @Nullable ObjectMapper json;
    private long next;
    private long lastOrder;

    private Node(Path home, Program program) {
        this.home = home;
        this.program = program;
        this.json = program.context().getBean(ObjectMapper.class);
    }

    /// Starts a program with a home folder of its own.
    static Node start(Map<String, String> settings, InstantSource clock) {
        var home = Path.of("target", "test-homes", ProcessHandle.current().pid() + "-" + HOMES.incrementAndGet());
        var all = new LinkedHashMap<>(settings);
        all.putIfAbsent("AMPARO_HOME", home.toString());
        all.putIfAbsent("AMPARO_PORT", "0");
        var patient = PATIENT.keySet().stream()
                .filter(name -> System.getProperty(name) == null)
                .toList();
        patient.forEach(name -> System.setProperty(name, PATIENT.get(name)));
        try {
            return new Node(home, Program.start(all, clock));
        } finally {
            patient.forEach(System::clearProperty);
        }
    }

    public String url() {
        return program().url();
    }

    public <T> T bean(Class<T> type) {
        return program().context().getBean(type);
    }

    public Program program() {
        return Objects.requireNonNull(program, "this program has ended");
    }

    private ObjectMapper json() {
        return Objects.requireNonNull(json, "this program has ended");
    }

    /// Where this program keeps its journal.
    public Path homeFolder() {
        return program().homeFolder();
    }

    /// Texts the line from a phone; returns once the line has taken it.
    void text(Map<String, Object> order) {
        expect(202, post("/phone/api/texts", order));
    }

    /// What the line sent since the last call.
    List<Heard> messages() {
        var answer = read(expect(200, get("/phone/api/messages?after=" + next)));
        next = ((Number) answer.getOrDefault("next", next)).longValue();
        var heard = new ArrayList<Heard>();
        var carriage = bean(Carriage.class);
        for (var one : (List<?>) answer.getOrDefault("messages", List.of())) {
            var message = (Map<?, ?>) one;
            var to = String.valueOf(message.get("to"));
            var body = String.valueOf(message.get("body"));
            // What the carrier says by itself has no place of its own: it comes after what was last.
            lastOrder = carriage.orderOf(to, body).orElse(lastOrder);
            heard.add(new Heard(
                    lastOrder,
                    Instant.parse(String.valueOf(message.get("at"))),
                    to,
                    body,
                    Integer.parseInt(String.valueOf(message.get("segments"))),
                    String.valueOf(message.get("status"))));
        }
        return heard;
    }

    /// A phone the line has rung.
    ///
    /// @param answer what it said after a key
    public record Ringing(String id, String to, String sentence, String status, String answer) {}

    /// The calls that ring now.
    List<Ringing> ringing() {
        var answer = read(expect(200, get("/phone/api/calls")));
        var found = new ArrayList<Ringing>();
        for (var one : (List<?>) answer.getOrDefault("calls", List.of())) {
            var call = ringing((Map<?, ?>) one);
            if (call.status().equals("ringing")) {
                found.add(call);
            }
        }
        return found;
    }

    /// Does something with a call, such as `press` with `1`.
    Ringing answer(String call, String what, Object value) {
        return ringing(read(expect(200, post("/phone/api/calls/" + call, Map.of(what, value)))));
    }

    private static Ringing ringing(Map<?, ?> call) {
        return new Ringing(
                String.valueOf(call.get("id")),
                String.valueOf(call.get("to")),
                String.valueOf(call.get("sentence")),
                String.valueOf(call.get("status")),
                String.valueOf(call.get("answer")));
    }

    void forward(Duration by) {
        expect(200, post("/phone/api/clock", Map.of("forward", by.toString())));
    }

    public Instant now() {
        return bean(DeploymentClock.class).now();
    }

    /// Switches a fault of this program's simulated network on, for good.
    public void fault(String name) {
        fault(name, 0);
    }

    void fault(String name, int times) {
        expect(200, post("/phone/api/faults", times > 0 ? Map.of("name", name, "times", times) : Map.of("name", name)));
    }

    /// The carrier refuses the next text to this phone, which has blocked us.
    void blocked(String phone) {
        expect(200, post("/phone/api/faults", Map.of("name", "blocked", "times", 1, "phone", phone)));
    }

    /// What the simulated carrier still keeps, as it says it: an id, both numbers and the words of each message.
    public List<Map<String, Object>> carrierKeeps() {
        return maps("messages");
    }

    /// Messages whose pictures the simulated carrier still keeps.
    public List<?> carrierKeepsMediaOf() {
        return (List<?>) carrier().getOrDefault("media", List.of());
    }

    /// Calls the simulated carrier still knows.
    public List<?> carrierKeepsCalls() {
        return (List<?>) carrier().getOrDefault("calls", List.of());
    }

    private List<Map<String, Object>> maps(String name) {
        var all = new ArrayList<Map<String, Object>>();
        for (var one : (List<?>) carrier().getOrDefault(name, List.of())) {
            var map = new LinkedHashMap<String, Object>();
            ((Map<?, ?>) one).forEach((key, value) -> map.put(String.valueOf(key), value));
            all.add(map);
        }
        return all;
    }

    private Map<String, Object> carrier() {
        return read(expect(200, get("/phone/api/carrier")));
    }

    void noFaults() {
        expect(200, send(request("/phone/api/faults").DELETE().build()));
    }

    /// Waits until nothing more is due.
    void settle() {
        if (!bean(Pollers.class).settle(LIMIT)) {
            throw new AssertionError("the program did not come to rest within " + LIMIT);
        }
    }

    /// How many pieces of work it has ever done.
    long stepsDone() {
        return bean(Pollers.class).stepsDone();
    }

    /// Cuts it off from the database in the middle of whatever it does, for good: it records nothing any more.
    void cut() {
        pool().close();
    }

    /// Lets go of connections that broke while nobody used them, so that whoever asks the program next finds none.
    void renewConnections() {
        pool().getHikariPoolMXBean().softEvictConnections();
    }

    private HikariDataSource pool() {
        return (HikariDataSource) DelegatingDataSource.unwrapDataSource(bean(DataSource.class));
    }

    @Override
    public void close() {
        if (program == null) {
            return;
        }
        bean(Carriage.class).release();
        program().close();
        program = null;
        json = null;
        if (Files.exists(home)) {
            try (var all = Files.walk(home)) {
                for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    private HttpResponse<String> post(String path, Map<String, Object> body) {
        try {
            return send(request(path)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json().writeValueAsString(body)))
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(LIMIT);
    }

    /// Sends any request to this program.
    public static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new AssertionError("expected " + status + ", got " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private Map<String, Object> read(String body) {
        try {
            return json().readValue(body, Argument.mapOf(String.class, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
