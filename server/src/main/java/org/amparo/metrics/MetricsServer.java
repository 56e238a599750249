package org.amparo.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.amparo.platform.FailureKind;
import org.amparo.platform.Reading;
import org.amparo.platform.Readings;
import org.amparo.platform.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves `GET /metrics` on a loopback port of its own, while one is set; nothing else, to nobody else. What is
/// read stands for ten seconds, so that nobody can keep the database busy through it.
@Context
@Requires(property = "amparo.management-port")
public final class MetricsServer {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
    private static final Duration STANDS = Duration.ofSeconds(10);

    private final List<Readings> rooms;
    private final InstantSource time;
    private final HttpServer server;
    private final Object lock = new Object();
    private String text = "";
    private long readAt;

    MetricsServer(List<Readings> rooms, InstantSource time, @Property(name = "amparo.management-port") int port) {
        this.rooms = List.copyOf(rooms);
        this.time = time;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new StartRefused(
                    "AMPARO_MANAGEMENT_PORT " + port + " is in use on this machine: stop what listens there, or set"
                            + " another port",
                    e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("metrics").factory()));
        server.start();
        LOG.info("figures at http://localhost:{}/metrics", port());
    }

    /// Where it listens.
    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/metrics")) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
            } else {
                var body = text().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", PrometheusText.TYPE);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private String text() {
        synchronized (lock) {
            long nanos = System.nanoTime();
            if (text.isEmpty() || nanos - readAt > STANDS.toNanos()) {
                text = PrometheusText.write(read());
                readAt = nanos;
            }
            return text;
        }
    }

    /// A room that cannot say its figures takes no other's away; how many could not is a figure too.
    List<Reading> read() {
        var all = new ArrayList<Reading>();
        int failed = 0;
        for (var room : rooms) {
            try {
                all.addAll(room.read(time.instant()));
            } catch (RuntimeException e) {
                failed++;
                LOG.debug(
                        "figures of {} could not be read ({})", room.getClass().getSimpleName(), FailureKind.of(e));
            }
        }
        all.add(Reading.gauge(
                "amparo_readings_failed", "Rooms that could not say how they stand", java.util.Map.of(), failed));
        return all;
    }

    @PreDestroy
    void stop() {
        server.stop(0);
    }
}
