package org.amparo.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.amparo.Program;
import org.amparo.harness.TestLine;
import org.amparo.platform.Reading;
import org.amparo.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What an operator can watch, and that nobody is in it.
class MetricsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern LINE = Pattern.compile("[a-z_]+(\\{([a-z]+=\"[A-Za-z0-9 ()_.-]*\",?)+})? -?[0-9.]+");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}|[0-9]{7,}");

    private static java.net.http.HttpResponse<String> get(TestLine line, String path)
            throws IOException, InterruptedException {
        int port = line.node().bean(MetricsServer.class).port();
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void an_operator_sees_how_it_stands_and_nobody_is_in_it() throws IOException, InterruptedException {
        try (var line = TestLine.open(TestLine.NOON, Map.of("AMPARO_MANAGEMENT_PORT", "0"))) {
            var contact = line.phone();
            contact.texts("he locked me in, my name is Quetzalina").hears("sys.crisis", "en");
            line.phone("+447700900101").hears("duty.offer-urgent", "en");
            var answer = get(line, "/metrics");
            assertEquals(200, answer.statusCode());
            assertEquals(
                    "text/plain; version=0.0.4; charset=utf-8",
                    answer.headers().firstValue("Content-Type").orElseThrow());
            var text = answer.body();
            List.of(
                            "amparo_texts_handled_total 1",
                            "amparo_handed_over_total{class=\"reply\",outcome=\"accepted\"} 1",
                            "amparo_opened_to_send_total{what=\"number\"} ",
                            "amparo_escalations{danger=\"true\",status=\"running\"} 1",
                            "amparo_conversations{status=\"waiting\"} 1",
                            "amparo_conversations_without_owner 0",
                            "amparo_work_age_seconds{work=\"outbox\"} 0",
                            "amparo_erasures_late 0",
                            "amparo_readings_failed 0",
                            "amparo_connections{state=\"active\"} ",
                            "jvm_memory_used_bytes{area=\"heap\"} ")
                    .forEach(wanted -> assertTrue(text.contains("\n" + wanted), wanted + " in\n" + text));
            text.lines()
                    .filter(one -> !one.startsWith("#"))
                    .forEach(one -> assertTrue(LINE.matcher(one).matches(), one));
            text.lines()
                    .filter(one -> one.startsWith("amparo_"))
                    .forEach(one -> assertFalse(
                            ID.matcher(one.replaceAll(" [0-9.]+$", "")).find(), one));
            List.of("Quetzalina", "locked", "7700900", "Ana")
                    .forEach(secret -> assertFalse(text.contains(secret), secret));
            assertEquals(404, get(line, "/").statusCode());
            assertEquals(404, get(line, "/health").statusCode());
            var taken = String.valueOf(line.node().bean(MetricsServer.class).port());
            refused(
                    "AMPARO_MANAGEMENT_PORT " + taken + " is in use",
                    () -> line.addNode(Map.of("AMPARO_MANAGEMENT_PORT", taken)));
        }
    }

    @Test
    void a_port_that_makes_no_sense_refuses_the_start() {
        for (var value : List.of("metrics", "-1", "65536", "80 80")) {
            refused(
                    "AMPARO_MANAGEMENT_PORT is not a number from 0 to 65535: set it, or unset it for none",
                    () -> Program.start(Map.of("AMPARO_MANAGEMENT_PORT", value), InstantSource.system()));
        }
    }

    private static void refused(String why, Executable start) {
        var refusal = assertThrows(StartRefused.class, start);
        assertTrue(String.valueOf(refusal.getMessage()).startsWith(why), refusal.getMessage());
    }

    @Test
    void figures_are_written_as_prometheus_reads_them() {
        assertEquals(
                """
                # HELP a What a is
                # TYPE a counter
                a{k="q\\"\\\\",l="x"} 2
                a{k="r"} 0.500
                # HELP b b
                # TYPE b gauge
                b 3
                """,
                PrometheusText.write(List.of(
                        Reading.counter("a", "What a is", Map.of("l", "x", "k", "q\"\\"), 2),
                        Reading.gauge("b", "b", Map.of(), 3),
                        Reading.counter("a", "What a is", Map.of("k", "r"), 0.5))));
    }
}
