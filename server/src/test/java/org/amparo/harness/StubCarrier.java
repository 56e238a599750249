package org.amparo.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A carrier's REST API that repeats in every answer what it was sent, as the real one does, its errors too.
public final class StubCarrier implements AutoCloseable {
    /// How it takes messages.
    public enum Mood {
        TAKES,
        /// Says that the number makes no sense, and which.
        REFUSES,
        /// Answers with a page that repeats the request.
        FAILS,
        /// Cuts the connection.
        CUTS
    }

    private static final Logger ITS_OWN = Logger.getLogger("com.sun.net.httpserver");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Map<String, String>> messages = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger count = new AtomicInteger();
    private volatile Mood mood = Mood.TAKES;
    private volatile Consumer<Map<String, String>> reporter = _ -> {};

    public StubCarrier() {
        // What this server says of its requests is not the program's log.
        ITS_OWN.setLevel(Level.OFF);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public void mood(Mood wanted) {
        mood = wanted;
    }

    /// The fields of every message it was asked to carry, with the id it gave as `Sid`.
    public List<Map<String, String>> messages() {
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }

    /// From now on this is called, in a thread of its own, with each message it has taken and answered.
    public void whenTaken(Consumer<Map<String, String>> wanted) {
        reporter = wanted;
    }

    /// Waits until the messages it was asked to carry are as wanted.
    ///
    /// @return whether they were in time
    public boolean await(Duration limit, Predicate<List<Map<String, String>>> wanted) {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (messages) {
            while (!wanted.test(messages)) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    messages.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var fields = fields(body);
            if (exchange.getRequestMethod().equals("DELETE")) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 200, "{\"sid\":\"SM0\",\"status\":\"delivered\",\"messages\":[]}");
                return;
            }
            var sid = String.format("SM%032x", count.incrementAndGet());
            switch (mood) {
                case TAKES -> {
                    fields.put("Sid", sid);
                    synchronized (messages) {
                        messages.add(fields);
                        messages.notifyAll();
                    }
                    // Whether or not its answer is heard: a message that was taken is reported on.
                    threads.execute(() -> reporter.accept(fields));
                    answer(exchange, 201, message(sid, fields));
                }
                case REFUSES ->
                    answer(
                            exchange,
                            400,
                            "{\"code\":21211,\"status\":400,\"message\":\"The 'To' number " + fields.get("To")
                                    + " is not a valid phone number.\",\"more_info\":\"https://example.org/21211\"}");
                case FAILS -> answer(exchange, 500, "<html>failed: " + body + fields + "</html>");
                case CUTS -> {
                    // closed without an answer
                }
            }
        }
    }

    private static String message(String sid, Map<String, String> fields) {
        return "{\"sid\":\"" + sid + "\",\"status\":\"queued\",\"num_segments\":\"1\",\"to\":\"" + fields.get("To")
                + "\",\"from\":\"" + fields.get("From") + "\"}";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> fields(String body) {
        var fields = new LinkedHashMap<String, String>();
        for (var one : body.split("&", -1)) {
            var parts = one.split("=", 2);
            if (parts.length == 2) {
                fields.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
