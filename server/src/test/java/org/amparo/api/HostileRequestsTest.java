package org.amparo.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.amparo.harness.Knock;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whatever is sent, the API answers with a clear problem or a plain answer, quotes nothing and goes on.
@Timeout(120)
class HostileRequestsTest {
    @RegisterExtension
    private static final TestLine LINE = TestLine.open();

    private static final String ANSWERS = "/api/v1/answers";
    private static final String JSON = "Content-Type: application/json";

    private record Case(String name, int status, Knock knock) {}

    private static Case gets(int status, String target, String... headers) {
        return new Case("GET " + shortened(target) + String.join(" ", headers), status, Knock.get(target, headers));
    }

    private static Case does(int status, String method, String target) {
        return new Case(method + " " + target, status, Knock.of(method, target));
    }

    private static Case posts(int status, String body) {
        return new Case("POST " + shortened(body), status, Knock.post(ANSWERS, body));
    }

    private static Case posts(int status, String name, byte[] body) {
        return new Case("POST " + name, status, Knock.post(ANSWERS, body, JSON));
    }

    private static String shortened(String text) {
        return text.length() < 60 ? text : text.substring(0, 60) + "… (" + text.length() + ")";
    }

    private static String text(String value) {
        return "{\"text\": \"" + value + "\"}";
    }

    @TestFactory
    Stream<DynamicTest> every_request_gets_its_answer() {
        return Stream.of(addresses(), methods(), bodies(), encodings(), texts())
                .flatMap(cases -> cases)
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one)));
    }

    private static Stream<Case> addresses() {
        return Stream.of(
                gets(400, "/api/v1/topics?lang=../../etc"),
                gets(400, "/api/v1/topics?lang=%00"),
                gets(400, "/api/v1/topics?lang=%FF%FE"),
                gets(400, "/api/v1/topics?lang=e"),
                gets(400, "/api/v1/topics?lang=es%20fr"),
                gets(400, "/api/v1/topics?lang=%F0%9F%98%80"),
                gets(400, "/api/v1/topics?lang=" + "a".repeat(10_240)),
                gets(400, "/api/v1/topics?lang=es&lang=fr"),
                gets(400, "/api/v1/topics?lang=es';DROP%20TABLE%20release--"),
                gets(400, "/api/v1/topics?line=none"),
                gets(400, "/api/v1/topics?line=demo&line=demo"),
                gets(400, "/api/v1/languages?line=%27%20OR%201=1"),
                gets(400, "/api/v1/topics/documents?line=%7B%7B7*7%7D%7D"),
                gets(404, "/api/v1/topics/none"),
                gets(404, "/api/v1/topics/%FF%00"),
                gets(404, "/api/v1/topics/..%2f..%2fetc%2fpasswd"),
                gets(404, "/api/v1/topics/" + "x".repeat(5_000)),
                gets(404, "/api/v1/topics/documents/more"),
                gets(404, "/api/v1/topics//documents"),
                gets(404, "/api/v1/none"),
                gets(404, "/api/v1"),
                gets(404, "/api"),
                gets(400, "/api/v1/topics/%zz"),
                gets(413, "/api/v1/topics?lang=" + "a".repeat(40_000)),
                gets(406, "/api/v1/topics", "Accept: text/html"),
                gets(406, "/api/v1/openapi.yml", "Accept: application/json"),
                gets(400, ANSWERS),
                gets(400, ANSWERS + "?q="),
                gets(400, ANSWERS + "?q=%20%20"),
                gets(400, ANSWERS + "?q=a&q=b"),
                gets(400, ANSWERS + "?q=a&lang=***"),
                gets(413, ANSWERS + "?q=" + "a".repeat(8_193)),
                gets(200, ANSWERS + "?q=" + "%D8%A7".repeat(4_000)),
                gets(200, ANSWERS + "?q=%FF%FE%00"));
    }

    private static Stream<Case> methods() {
        return Stream.of(
                does(405, "PUT", "/api/v1/topics"),
                does(405, "DELETE", "/api/v1/topics/documents"),
                does(405, "PATCH", "/api/v1/languages"),
                does(405, "POST", "/api/v1/topics"),
                does(405, "TRACE", "/api/v1/topics"),
                does(405, "BREW", "/api/v1/topics"),
                does(404, "POST", "/api/v1/none"),
                does(405, "PUT", ANSWERS));
    }

    private static Stream<Case> bodies() {
        return Stream.of(
                posts(400, ""),
                posts(400, "{"),
                posts(400, "[]"),
                posts(400, "5"),
                posts(400, "null"),
                posts(400, "\"a\""),
                posts(400, "{}"),
                posts(400, "{\"txt\": \"a\"}"),
                posts(400, "{\"text\": 5}"),
                posts(400, "{\"text\": true}"),
                posts(400, "{\"text\": null}"),
                posts(400, "{\"text\": [\"a\"]}"),
                posts(400, "{\"text\": {\"a\": 1}}"),
                posts(400, text("")),
                posts(400, text(" \\n\\t ")),
                posts(400, "{\"text\": \"a\", \"text\": \"b\"}"),
                posts(400, "{\"text\": \"a\"} more"),
                posts(400, "{\"text\": \"a\", \"lang\": 5}"),
                posts(400, "{\"text\": \"a\", \"lang\": \"no tag\"}"),
                posts(400, "{'text': 'a'}"),
                posts(400, "{\"text\": \"a\nb\"}"),
                posts(400, "[".repeat(8_000)),
                posts(400, "{\"a\":".repeat(1_500)),
                posts(413, text("a".repeat(8_192))),
                posts(413, text("a".repeat(70_000))),
                posts(413, text("a".repeat(2_000_000))),
                posts(200, "{\"text\": \"a\", \"lang\": null}"),
                posts(200, "{\"text\": \"a\", \"lang\": \"*\"}"),
                posts(200, "{\"text\": \"a\", \"more\": [[[{}]]]}"));
    }

    private static Stream<Case> encodings() {
        return Stream.of(
                posts(400, "UTF-16", text("help").getBytes(StandardCharsets.UTF_16)),
                posts(400, "Latin 1", text("añ").getBytes(StandardCharsets.ISO_8859_1)),
                posts(400, "bytes", new byte[] {(byte) 0xFF, 0, (byte) 0xC0, (byte) 0x80}),
                posts(400, "overlong", new byte[] {'{', (byte) 0xC0, (byte) 0xAF, '}'}),
                posts(200, "byte order mark", ("\ufeff" + text("help")).getBytes(StandardCharsets.UTF_8)),
                posts(200, text("\\ud800")),
                posts(200, text("\\udc00\\ud800")),
                posts(200, text("\\u0000")),
                new Case(
                        "POST plain text",
                        415,
                        Knock.post(ANSWERS, "help".getBytes(StandardCharsets.UTF_8), "Content-Type: text/plain")),
                new Case(
                        "POST form",
                        415,
                        Knock.post(
                                ANSWERS,
                                "text=help".getBytes(StandardCharsets.UTF_8),
                                "Content-Type: application/x-www-form-urlencoded")));
    }

    private static Stream<Case> texts() {
        return Stream.of(
                posts(200, text("'; DROP TABLE contact; --")),
                posts(200, text("${7*7} {{7*7}} #{7*7} {serviceName} @import")),
                posts(200, text("<script>alert(1)</script>")),
                posts(200, text("👩‍👩‍👧‍👦".repeat(300))),
                posts(200, text("a" + "\u0301".repeat(3_000))),
                posts(200, text("\u202e\u200b\u200d\ufeff")),
                posts(200, text("ﷺ".repeat(2_000))),
                posts(200, text("1 ".repeat(4_000))),
                posts(200, text("help ".repeat(1_600))),
                posts(200, text("(a+)+$" + "a".repeat(8_000))));
    }

    private static void check(Case one) {
        var answer = one.knock().at(LINE.node().url());
        assertEquals(one.status(), answer.status(), answer::text);
        assertFalse(answer.text().contains("Exception") || answer.text().contains("\tat "), answer::text);
        if (one.status() >= 400) {
            assertEquals("application/problem+json", answer.header("content-type"));
            Map<?, ?> problem = answer.json();
            assertEquals(one.status(), problem.get("status"));
            for (var part : new String[] {"type", "title", "detail"}) {
                assertTrue(problem.get(part) instanceof String text && !text.isBlank(), part);
            }
        }
    }

    @Test
    void a_line_that_is_unknown_is_told_which_there_are() {
        var answer = Knock.get("/api/v1/topics?line=none").at(LINE.node().url());
        assertTrue(answer.text().contains("demo"));
        assertFalse(answer.text().contains("none"));
    }
}
