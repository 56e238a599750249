package org.amparo.twilio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Twilio's REST API on a local port. Every request is checked against the published description, and against the
/// rules that stand only in the error codes; whatever is wrong with one is kept in [#faults].
final class StubApi implements AutoCloseable {
    static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
    static final String TOKEN = "stub-token";

    /// A request as it came.
    record Request(String method, String path, Map<String, List<String>> query, Map<String, List<String>> form) {
        String field(String name) {
            var values = form.get(name);
            return values == null ? "" : values.getFirst();
        }
    }

    /// What the next request meets.
    sealed interface Next {
        /// An error of the API. Without a code the body is a gateway's page.
        record Failure(int status, int code) implements Next {}

        record Answer(int status, String body) implements Next {}

        /// The request is carried out and the connection is cut.
        record Cut() implements Next {}

        /// The request is carried out and never answered.
        record Silence() implements Next {}
    }

    final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    /// What was carried out.
    final List<Request> done = Collections.synchronizedList(new ArrayList<>());

    final StubCopies copies = new StubCopies();
    final List<ObjectNode> numbers = new ArrayList<>();
    String accountStatus = "active";
    String balance = "20.00";

    private final Queue<Next> next = new ArrayDeque<>();
    private final ApiDescription description = new ApiDescription();
    private final AtomicInteger count = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    StubApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    synchronized void next(Next what) {
        next.add(what);
    }

    private synchronized Next poll() {
        var what = next.poll();
        return what == null ? new Next.Answer(0, "") : what;
    }

    private void serve(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var query = uri.getRawQuery();
        var request = new Request(
                exchange.getRequestMethod(),
                uri.getPath(),
                fields(query == null ? new byte[0] : query.getBytes(StandardCharsets.UTF_8)),
                fields(exchange.getRequestBody().readAllBytes()));
        requests.add(request);
        var expected =
                "Basic " + Base64.getEncoder().encodeToString((ACCOUNT + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, error(401, 20003));
            return;
        }
        var operation = description.operation(request.method(), request.path());
        if (operation.isEmpty()) {
            faults.add("no such operation: " + request.method() + " " + request.path());
            answer(exchange, 404, error(404, 20404));
            return;
        }
        faults.addAll(description.faults(operation.get(), request.query(), request.form()));
        switch (poll()) {
            case Next.Failure(int status, int code) ->
                answer(exchange, status, code == 0 ? "<html>Bad Gateway</html>" : error(status, code));
            case Next.Answer(int status, String body) when status > 0 -> answer(exchange, status, body);
            case Next.Answer _ -> carryOut(exchange, operation.get(), request);
            case Next.Cut _ -> {
                if (!copies.serves(request)) {
                    done.add(request);
                } else {
                    copies.answer(request, description.example(listing(request)));
                }
                exchange.close();
            }
            case Next.Silence _ -> {
                done.add(request);
                awaitEnd();
                exchange.close();
            }
        }
    }

    private ApiDescription.Operation listing(Request request) {
        var what = request.path().endsWith("/Calls.json") ? "Calls" : "Messages";
        return description
                .operation("GET", "/2010-04-01/Accounts/" + ACCOUNT + "/" + what + ".json")
                .orElseThrow();
    }

    private void carryOut(HttpExchange exchange, ApiDescription.Operation operation, Request request)
            throws IOException {
        if (copies.serves(request)) {
            var reply = copies.answer(request, description.example(listing(request)));
            answer(exchange, reply.status(), reply.status() == 404 ? error(404, 20404) : reply.body());
            return;
        }
        var answer = description.example(operation);
        boolean message = request.path().endsWith("/Messages.json");
        if (request.method().equals("POST") && message) {
            int code = missing(request);
            if (code != 0) {
                faults.add("a message fails with " + code);
                answer(exchange, 400, error(400, code));
                return;
            }
        }
        done.add(request);
        if (request.method().equals("POST")) {
            var prefix = message ? "SM" : "CA";
            answer.put("sid", prefix + "%032x".formatted(count.incrementAndGet()));
            answer.put("status", "queued");
            answer.put("to", request.field("To"));
            answer.put("brand_new_field", 1);
            if (message) {
                copies.sent(answer.path("sid").asString(), request);
            } else {
                copies.rang(answer.path("sid").asString(), request);
            }
        } else if (request.path().endsWith("/IncomingPhoneNumbers.json")) {
            var list = answer.putArray("incoming_phone_numbers");
            numbers.forEach(list::add);
            answer.putNull("next_page_uri");
        } else if (request.path().endsWith("/Balance.json")) {
            answer.put("balance", balance);
        } else {
            answer.put("status", accountStatus);
        }
        answer(
                exchange,
                request.method().equals("POST") ? 201 : 200,
                JsonMapper.shared().writeValueAsString(answer));
    }

    /// The rules that are not in the schema.
    private static int missing(Request request) {
        boolean from = request.form().containsKey("From") || request.form().containsKey("MessagingServiceSid");
        boolean words = !request.field("Body").isBlank()
                || request.form().containsKey("MediaUrl")
                || request.form().containsKey("ContentSid");
        return !from ? 21603 : !words ? 21602 : 0;
    }

    /// A number of the account, all of its addresses set right.
    ObjectNode number(String e164, String publicUrl) {
        var number = (ObjectNode) description
                .example(description
                        .operation("GET", "/2010-04-01/Accounts/" + ACCOUNT + "/IncomingPhoneNumbers.json")
                        .orElseThrow())
                .path("incoming_phone_numbers")
                .get(0)
                .deepCopy();
        number.put("phone_number", e164);
        number.putObject("capabilities")
                .put("sms", true)
                .put("voice", true)
                .put("mms", false)
                .put("fax", false);
        number.put("sms_url", publicUrl + "/twilio/messages");
        number.put("sms_fallback_url", "https://other.example.net/twilio/fallback");
        number.put("voice_url", publicUrl + "/twilio/calls");
        numbers.add(number);
        return number;
    }

    private static Map<String, List<String>> fields(byte[] raw) {
        return Form.read(raw).orElseThrow().fields();
    }

    private static String error(int status, int code) {
        return "{\"code\":%d,\"message\":\"no\",\"more_info\":\"https://www.twilio.com/docs/errors/%d\",\"status\":%d}"
                .formatted(code, code, status);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", body.startsWith("<") ? "text/html" : "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void awaitEnd() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
