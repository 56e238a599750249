package org.amparo.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Stands for the carrier on loopback: signs the texts that come in, takes those that go out with a message resource
/// as the real API gives, reports each delivered, and deletes what it is asked to; it lists nothing. Nothing leaves the machine. Safe for many threads.
final class StubCarrier implements AutoCloseable {
    static final String ACCOUNT = "AC" + "0".repeat(31) + "1";
    static final String TOKEN = "a token that signs nothing but the benchmark";
    static final String LINE = "+447700900000";
    private static final int REPORTERS = 4;

    /// A list of messages or media: it shows none of them, so nothing is polled or reconciled.
    private static final String NOTHING_KEPT = """
            {"messages": [], "media_list": [], "incoming_phone_numbers": [], "page": 0, "page_size": 500, "start": 0, "end": 0, \
            "first_page_uri": null, "next_page_uri": null, "previous_page_uri": null, "uri": null, "sid": "%s", \
            "status": "active", "balance": "100", "currency": "USD"}""".formatted(ACCOUNT);

    private final HttpServer server;
    private final boolean reports;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong reported = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong deleted = new AtomicLong();
    private final Map<String, Long> unanswered = new ConcurrentHashMap<>();
    private final Queue<Long> answeredAfter = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Report> toReport = new LinkedBlockingQueue<>();
    private volatile String publicUrl = "";
    private volatile boolean open = true;

    private volatile Consumer<Sent> listener = _ -> {};

    /// A message that reached the carrier.
    ///
    /// @param at by `System.nanoTime`
    record Sent(String to, String body, long at) {}

    private record Report(String path, Map<String, String> fields) {}

    StubCarrier(boolean reports) throws IOException {
        this.reports = reports;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// From now on it calls that program.
    void calls(Running program) {
        publicUrl = program.publicUrl();
        if (reports) {
            for (int i = 0; i < REPORTERS; i++) {
                Thread.ofVirtual().start(() -> report(program));
            }
        }
    }

    /// Shows every message that comes, before it is answered; from many threads.
    void shows(Consumer<Sent> to) {
        listener = to;
    }

    /// A text to the line, as the webhook that brings it.
    ///
    /// @param begun when it was sent, by `System.nanoTime`
    byte[] inbound(String from, String body, long begun) {
        var sid = sid("SM");
        unanswered.put(from, begun);
        return Webhook.post(
                publicUrl,
                "/twilio/messages",
                TOKEN,
                Map.ofEntries(
                        Map.entry("ToCountry", "GB"),
                        Map.entry("SmsMessageSid", sid),
                        Map.entry("NumMedia", "0"),
                        Map.entry("SmsSid", sid),
                        Map.entry("SmsStatus", "received"),
                        Map.entry("FromCountry", "US"),
                        Map.entry("Body", body),
                        Map.entry("To", LINE),
                        Map.entry("NumSegments", "1"),
                        Map.entry("MessageSid", sid),
                        Map.entry("AccountSid", ACCOUNT),
                        Map.entry("From", from),
                        Map.entry("ApiVersion", "2010-04-01")));
    }

    /// How many messages it took.
    long taken() {
        return taken.get();
    }

    long reported() {
        return reported.get();
    }

    /// How many reports were not answered with 200.
    long refused() {
        return refused.get();
    }

    /// How many messages and media it was asked to delete.
    long deleted() {
        return deleted.get();
    }

    /// From a text to the first answer that reached the carrier, for all since the last call.
    Measured answers() {
        var all = new java.util.ArrayList<Long>();
        for (var one = answeredAfter.poll(); one != null; one = answeredAfter.poll()) {
            all.add(one);
        }
        unanswered.clear();
        return new Measured(all.stream().mapToLong(Long::longValue).toArray(), 1, 0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            long now = System.nanoTime();
            var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var path = exchange.getRequestURI().getPath();
            var last = path.replaceAll(".*/|\\.json$", "");
            boolean sends = exchange.getRequestMethod().equals("POST") && last.equals("Messages");
            if (exchange.getRequestMethod().equals("DELETE")) {
                deleted.incrementAndGet();
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            var sid = sends ? sid("SM") : last;
            if (sends) {
                took(form, sid, now);
            }
            var said = sends || last.startsWith("SM") ? resource(sid, form, sends ? "queued" : "delivered") : NOTHING_KEPT;
            var json = said.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json;charset=utf-8");
            exchange.sendResponseHeaders(sends ? 201 : 200, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    private void took(Map<String, String> form, String sid, long now) {
        taken.incrementAndGet();
        var to = form.getOrDefault("To", "");
        listener.accept(new Sent(to, form.getOrDefault("Body", ""), now));
        var begun = unanswered.remove(to);
        if (begun != null) {
            answeredAfter.add(now - begun);
        }
        var callback = form.get("StatusCallback");
        if (reports && callback != null) {
            var uri = URI.create(callback);
            toReport.add(new Report(
                    uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()),
                    Map.of(
                            "MessageSid", sid,
                            "SmsSid", sid,
                            "MessageStatus", "delivered",
                            "SmsStatus", "delivered",
                            "AccountSid", ACCOUNT,
                            "From", LINE,
                            "To", to,
                            "ApiVersion", "2010-04-01")));
        }
    }

    private void report(Running program) {
        try (var wire = new Wire(program.port())) {
            while (open) {
                var next = toReport.poll(100, java.util.concurrent.TimeUnit.MILLISECONDS);
                if (next != null) {
                    int status = wire.exchange(Webhook.post(publicUrl, next.path(), TOKEN, next.fields()));
                    (status == 200 ? reported : refused).incrementAndGet();
                }
                if (!program.alive()) {
                    return;
                }
            }
        } catch (IOException e) {
            if (program.alive() && open) {
                System.err.println("reports broke off: " + e.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String sid(String kind) {
        return kind + "%032x".formatted(ids.incrementAndGet());
    }

    private static Map<String, String> form(String body) {
        var fields = new HashMap<String, String>();
        for (var field : body.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    private static String resource(String sid, Map<String, String> form, String status) {
        return """
                {"account_sid": "%s", "api_version": "2010-04-01", "body": "%s", "date_created": "%s", \
                "date_sent": null, "date_updated": "%s", "direction": "outbound-api", "error_code": null, \
                "error_message": null, "from": "%s", "messaging_service_sid": null, "num_media": "0", \
                "num_segments": "1", "price": null, "price_unit": "USD", "sid": "%s", "status": "%s", \
                "subresource_uris": {"media": "/2010-04-01/Accounts/%s/Messages/%s/Media.json"}, "to": "%s", \
                "uri": "/2010-04-01/Accounts/%s/Messages/%s.json"}""".formatted(
                        ACCOUNT,
                        json(form.getOrDefault("Body", "")),
                        "Sun, 22 Nov 2026 10:00:00 +0000",
                        "Sun, 22 Nov 2026 10:00:00 +0000",
                        json(form.getOrDefault("From", LINE)),
                        sid,
                        status,
                        ACCOUNT,
                        sid,
                        json(form.getOrDefault("To", "")),
                        ACCOUNT,
                        sid);
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }

    @Override
    public void close() {
        open = false;
        server.stop(0);
    }
}
