package org.amparo.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amparo.harness.Node;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120) // for a stream that says nothing
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhoneApiTest {
    private static final String PHONE = "+447700900250";

    private TestLine line;

    @BeforeAll
    void open() {
        line = TestLine.open();
    }

    @AfterEach
    void mend() {
        line.noFaults();
        line.settle();
    }

    @AfterAll
    void close() {
        line.node().close();
        line.database().close();
    }

    private HttpResponse<String> get(String path) {
        return Node.send(
                HttpRequest.newBuilder(URI.create(line.node().url() + path)).build());
    }

    private HttpResponse<String> post(String path, String json) {
        return Node.send(HttpRequest.newBuilder(URI.create(line.node().url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private Map<String, Object> read(HttpResponse<String> answer) {
        try {
            return line.node()
                    .bean(ObjectMapper.class)
                    .readValue(answer.body(), Argument.mapOf(String.class, Object.class));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Object value(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private static List<Map<?, ?>> maps(Map<?, ?> map, String key) {
        return ((List<?>) value(map, key))
                .stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
    }

    /// What the line sent to that phone, oldest first.
    private List<Map<?, ?>> messages(String phone) {
        line.settle();
        return maps(read(get("/phone/api/messages")), "messages").stream()
                .filter(message -> value(message, "to").equals(phone))
                .toList();
    }

    @Test
    void a_text_goes_in_and_its_answer_is_among_the_messages() {
        var answer = post("/phone/api/texts", "{\"from\":\"+447700900251\",\"body\":\"my boss keeps my passport\"}");
        assertEquals(202, answer.statusCode());
        assertTrue(String.valueOf(read(answer).get("id")).matches("SM[0-9a-f]{32}"));
        var message = messages("+447700900251").getLast();
        assertEquals("+447700900000", message.get("from"));
        assertEquals("delivered", message.get("status"));
        assertEquals(1, message.get("segments"));
        assertTrue(String.valueOf(message.get("body")).contains("Info Line"));
        assertEquals(
                List.of("seq", "at", "from", "to", "body", "segments", "status"),
                message.keySet().stream().map(String::valueOf).toList());
        Instant.parse(String.valueOf(message.get("at")));
    }

    @Test
    void messages_go_on_where_one_left_off() {
        post("/phone/api/texts", "{\"from\":\"+447700900252\",\"body\":\"hello\"}");
        line.settle();
        var all = read(get("/phone/api/messages?after=0"));
        var next = value(all, "next");
        var none = read(get("/phone/api/messages?after=" + next));
        assertEquals(List.of(), none.get("messages"));
        assertEquals(next, none.get("next"));
        var first = read(get("/phone/api/messages?limit=1"));
        assertEquals(1, maps(first, "messages").size());
        assertEquals(value(maps(first, "messages").getFirst(), "seq"), first.get("next"));
    }

    @Test
    void whatsapp_and_a_named_line_work_too() {
        post("/phone/api/texts", "{\"from\":\"whatsapp:+447700900253\",\"body\":\"hello\",\"line\":\"+447700900000\"}");
        assertEquals(
                "whatsapp:+447700900000",
                messages("whatsapp:+447700900253").getLast().get("from"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
        {"from":"banana","body":"a"}                                | from is no number
        {"from":"0044 7700 900201","body":"a"}                      | from is no number
        {"body":"a"}                                                | from is no number
        {"from":"+447700900201","body":"  "}                        | body is empty
        {"from":"+447700900201"}                                    | body is empty
        {"from":"+447700900201","body":"a","line":"nowhere"}        | line is not one of ours
        """)
    void what_makes_no_sense_is_refused_with_its_mend(String json, String title) {
        var answer = post("/phone/api/texts", json);
        assertEquals(400, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(String.valueOf(read(answer).get("title")).startsWith(title), answer.body());
        assertFalse(String.valueOf(read(answer).get("detail")).isBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"text\"", "{\"from\":[1]}"})
    void what_is_no_order_at_all_is_refused_without_a_stack_trace(String json) {
        var answer = post("/phone/api/texts", json);
        assertEquals(400, answer.statusCode());
        assertFalse(answer.body().contains("\tat "));
    }

    @Test
    void an_overlong_text_is_refused() {
        var answer = post("/phone/api/texts", "{\"from\":\"" + PHONE + "\",\"body\":\"" + "a".repeat(1_601) + "\"}");
        assertEquals(400, answer.statusCode());
    }

    @Test
    void the_clock_goes_forward_and_tells_the_time() {
        var before = Instant.parse(String.valueOf(read(get("/phone/api/clock")).get("now")));
        var answer = post("/phone/api/clock", "{\"forward\":\"PT10M\"}");
        assertEquals(200, answer.statusCode());
        var after = Instant.parse(String.valueOf(read(answer).get("now")));
        assertTrue(Duration.between(before, after).compareTo(Duration.ofMinutes(10)) >= 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"forward\":\"ten\"}", "{\"forward\":\"-PT1M\"}", "{\"forward\":\"P401D\"}"})
    void but_neither_back_nor_too_far(String json) {
        assertEquals(400, post("/phone/api/clock", json).statusCode());
    }

    @Test
    void faults_are_switched_by_name() {
        assertEquals(
                200,
                post("/phone/api/faults", "{\"name\":\"calls-fail\",\"on\":true}")
                        .statusCode());
        assertTrue(isOn("calls-fail"));
        post("/phone/api/faults", "{\"name\":\"calls-fail\",\"on\":false}");
        assertFalse(isOn("calls-fail"));
        assertEquals(400, post("/phone/api/faults", "{\"name\":\"gremlins\"}").statusCode());
        assertEquals(
                400,
                post("/phone/api/faults", "{\"name\":\"calls-fail\",\"times\":0}")
                        .statusCode());
    }

    private boolean isOn(String fault) {
        return maps(read(get("/phone/api/faults")), "faults").stream()
                .anyMatch(one -> value(one, "name").equals(fault) && Boolean.TRUE.equals(one.get("on")));
    }

    @Test
    void a_repeated_text_is_answered_once() {
        line.fault("inbound-repeated", 1);
        post("/phone/api/texts", "{\"from\":\"+447700900254\",\"body\":\"my boss keeps my passport\"}");
        assertEquals(1, messages("+447700900254").size());
    }

    @Test
    void an_undelivered_text_says_so() {
        line.fault("undelivered", 1);
        post("/phone/api/texts", "{\"from\":\"+447700900255\",\"body\":\"hello\"}");
        assertEquals("undelivered", messages("+447700900255").getFirst().get("status"));
    }

    @Test
    void the_cast_is_complete() {
        var cast = read(get("/phone/api/cast"));
        assertEquals("demo", maps(cast, "lines").getFirst().get("name"));
        assertEquals(
                List.of("+447700900101", "+447700900102", "+447700900103", "+447700900110"),
                maps(cast, "responders").stream().map(one -> one.get("number")).toList());
        for (var person : maps(cast, "contacts")) {
            assertTrue(maps(person, "texts").size() >= 3, String.valueOf(person.get("name")));
        }
        var directions =
                maps(cast, "contacts").stream().map(one -> one.get("direction")).toList();
        assertTrue(directions.contains("rtl"));
    }

    @Test
    void the_stream_tells_of_a_text_as_it_comes() throws Exception {
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create(line.node().url() + "/phone/api/stream"))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofLines());
        try (var lines = answer.body()) {
            post("/phone/api/texts", "{\"from\":\"+447700900256\",\"body\":\"hello from a stream\"}");
            assertTrue(lines.anyMatch(one -> one.startsWith("data:") && one.contains("hello from a stream")));
        }
    }

    /// Whoever tries the program here also has other pages open.
    @ParameterizedTest
    @ValueSource(strings = {"https://example.org", "http://localhost:1", "null", "not a site"})
    void a_page_of_another_site_neither_texts_nor_reads(String origin) {
        var url = line.node().url();
        var text = HttpRequest.newBuilder(URI.create(url + "/phone/api/texts"))
                .header("Content-Type", "application/json")
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString("{\"from\":\"+447700900257\",\"body\":\"hello\"}"))
                .build();
        assertEquals(403, Node.send(text).statusCode());
        for (var path : List.of("/phone/api/messages", "/phone/api/clock", "/phone")) {
            var look = HttpRequest.newBuilder(URI.create(url + path))
                    .header("Origin", origin)
                    .build();
            assertEquals(403, Node.send(look).statusCode(), path);
        }
        assertEquals(List.of(), messages("+447700900257"));
    }

    @Test
    void its_own_page_says_where_it_comes_from_and_is_let_in() {
        var url = line.node().url();
        var look = HttpRequest.newBuilder(URI.create(url + "/phone/api/clock"))
                .header("Origin", url)
                .build();
        assertEquals(200, Node.send(look).statusCode());
    }

    @Test
    void the_page_lets_nothing_foreign_in() {
        var page = get("/phone");
        assertEquals(200, page.statusCode());
        assertTrue(page.headers()
                .firstValue("Content-Security-Policy")
                .orElse("")
                .startsWith("default-src 'none'; script-src 'self'"));
        assertFalse(page.body().contains("style="));
        assertFalse(page.body().matches("(?s).*<script(?! type=\"module\" src=).*"));
    }

    @Test
    void all_of_the_page_is_light_and_asked_for_again_only_when_it_changed() {
        long bytes = get("/phone").body().length();
        for (var name : List.of("tokens.css", "phone.css", "phone.js", "segments.js", "icon.svg")) {
            var asset = get("/phone/assets/" + name);
            assertEquals(200, asset.statusCode(), name);
            bytes += asset.body().length();
            var known = Node.send(HttpRequest.newBuilder(URI.create(line.node().url() + "/phone/assets/" + name))
                    .header("If-None-Match", asset.headers().firstValue("ETag").orElse(""))
                    .build());
            assertEquals(304, known.statusCode(), name);
        }
        assertTrue(bytes < 60_000, "the page weighs " + bytes + " bytes");
        assertEquals(404, get("/phone/assets/cast.yml").statusCode());
    }
}
