package org.amparo.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.amparo.delivery.Carrier;
import org.amparo.lines.Hours;
import org.amparo.lines.Line;
import org.amparo.numbers.Address;
import org.amparo.numbers.PhoneNumber;

/// The simulated network with a line that only notes what is posted to it and answers as told. Its clock stands
/// still until [#forward]; its errands run when asked.
final class Network implements InstantSource, AutoCloseable {
    static final Line LINE = new Line(
            new UUID(1, 1),
            new UUID(1, 0),
            "test",
            new PhoneNumber("+447700900000"),
            Optional.empty(),
            Optional.empty(),
            "RO",
            ZoneId.of("Europe/Bucharest"),
            new Hours(Map.of(DayOfWeek.MONDAY, new Hours.Span(LocalTime.of(8, 0), LocalTime.of(22, 0)))),
            List.of("en"),
            "OK. Thank you.",
            Optional.empty(),
            false,
            false,
            List.of("+98", "+963", "+53"),
            List.of("112"),
            List.of());

    private static final Signature SIGNATURE = new Signature("secret");

    /// A webhook that came, with a signature that was right.
    record Posted(String path, Map<String, String> fields, String idempotency) {
        String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    final List<Posted> posted = new CopyOnWriteArrayList<>();
    final Faults faults = new Faults();
    final CarrierMemory memory = new CarrierMemory();
    final CarrierStore store = new CarrierStore();
    final Feed feed;
    final InboundTexts phones;
    final Carrier carrier;
    Function<Posted, Webhooks.Answer> line = _ -> new Webhooks.Answer(200, "<Response/>");

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final Errands errands;
    private final HttpServer server;

    Network() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
        feed = new Feed(this);
        errands = new Errands(this);
        var webhooks = new Webhooks(
                () -> server.getAddress().getPort(),
                "https://line.example",
                "localhost",
                "AC1",
                SIGNATURE,
                Webhooks.LIMIT);
        phones = new InboundTexts(faults, errands, webhooks, memory, store, feed, this);
        var reports = new Reports(faults, errands, webhooks, feed, this);
        carrier = SentTexts.remembering(
                new SimulatedCarrier(
                        faults,
                        reports,
                        memory,
                        store,
                        new SimulatedCopies(store, faults),
                        new Calls(errands, webhooks, this),
                        this),
                feed);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /// Moves the clock and does all that is due by then.
    void forward(Duration by) {
        now = now.plus(by);
        settle();
    }

    void settle() {
        while (errands.step()) {
            // until nothing is due
        }
    }

    /// A text of the line to a phone.
    Carrier.Outcome send(String to, String body) {
        var kind = to.startsWith("whatsapp:") ? Address.Kind.WHATSAPP : Address.Kind.PHONE;
        return carrier.send(new Carrier.Outbound.FreeText(
                UUID.randomUUID(), LINE, new Address(kind, to), "token", body, Duration.ofMinutes(10), false));
    }

    /// What the carrier reported, in order.
    List<String> reported() {
        settle();
        return posted.stream()
                .filter(post -> post.path().startsWith("/twilio/message-status"))
                .map(post -> post.field("MessageStatus"))
                .toList();
    }

    /// The bodies of texts that reached the line, in order.
    List<String> received() {
        return posted.stream()
                .filter(post -> post.path().equals("/twilio/messages"))
                .map(post -> post.field("Body"))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString();
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var fields = new LinkedHashMap<String, String>();
            for (var field : form.split("&", -1)) {
                var parts = field.split("=", 2);
                fields.put(decoded(parts[0]), decoded(parts[1]));
            }
            var headers = exchange.getRequestHeaders();
            var signature = SIGNATURE.of("https://line.example" + path, fields);
            if (!signature.equals(headers.getFirst("X-Twilio-Signature"))) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            var post = new Posted(path, fields, headers.getFirst("I-Twilio-Idempotency-Token"));
            posted.add(post);
            var answer = line.apply(post);
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
