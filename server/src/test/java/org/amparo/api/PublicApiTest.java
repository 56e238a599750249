package org.amparo.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amparo.content.Releases;
import org.amparo.harness.Knock;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PublicApiTest {
    @RegisterExtension
    private static final TestLine LINE = TestLine.open();

    private static final String TOPIC = "/api/v1/topics/documents";

    private static Knock.Answer ask(Knock knock) {
        return knock.at(LINE.node().url());
    }

    private static Knock.Answer get(String target, String... headers) {
        return ask(Knock.get(target, headers));
    }

    @Test
    void languages_are_listed_with_names_direction_and_state() {
        var answer = get("/api/v1/languages");
        assertEquals(200, answer.status());
        List<?> languages = answer.json("languages", List.class);
        var english = (Map<?, ?>) languages.getFirst();
        assertEquals("en", english.get("tag"));
        assertEquals("source", english.get("reviewState"));
        var arabic = languages.stream()
                .map(Map.class::cast)
                .filter(one -> "ar".equals(one.get("tag")))
                .findFirst()
                .orElseThrow();
        assertEquals("العربية", arabic.get("ownName"));
        assertEquals("Arabic", arabic.get("englishName"));
        assertEquals("rtl", arabic.get("direction"));
        assertEquals("machine-draft", arabic.get("reviewState"));
    }

    @Test
    void the_menu_holds_all_sections_and_topics() {
        var release = LINE.node().bean(Releases.class).current();
        var answer = get("/api/v1/topics?lang=ro");
        assertEquals("ro", answer.json().get("lang"));
        List<?> sections = answer.json("sections", List.class);
        assertEquals(release.sections().size(), sections.size());
        assertEquals(
                release.topics().size(),
                sections.stream()
                        .mapToInt(one -> Knock.part(one, "topics", List.class).size())
                        .sum());
    }

    @Test
    void every_topic_is_served_in_every_offered_language_without_a_brace() {
        var release = LINE.node().bean(Releases.class).current();
        for (var lang : release.offered(true)) {
            for (var topic : release.topics()) {
                var answer = get("/api/v1/topics/" + topic.id() + "?lang=" + lang);
                assertEquals(200, answer.status());
                var text = answer.json("text", String.class);
                assertFalse(text.isBlank() || text.contains("{"), topic.id() + " in " + lang + ": " + text);
            }
        }
    }

    @Test
    void an_article_tells_language_source_release_and_state() {
        var json = get(TOPIC + "?lang=es").json();
        assertEquals("es", json.get("lang"));
        assertEquals("ltr", json.get("direction"));
        assertEquals("machine-draft", json.get("reviewState"));
        assertEquals(LINE.node().bean(Releases.class).current().number(), json.get("release"));
        assertFalse(Knock.part(json, "source", String.class).isBlank());
        assertEquals("demo", json.get("line"));
    }

    @ParameterizedTest
    @CsvSource({
        "es-MX, es",
        "es_mx, es",
        "ES, es",
        "fil, tl",
        "mo, ro",
        "zz, en",
        "tlh, en",
        "*, en",
        "'', en",
        "en-GB, en",
        "ar-EG, ar"
    })
    void an_unknown_language_gets_the_nearest_offered_one(String asked, String served) {
        assertEquals(served, get("/api/v1/topics?lang=" + asked).json().get("lang"));
    }

    @Test
    void without_lang_the_browser_decides() {
        var answer = get("/api/v1/topics", "Accept-Language: de, ar;q=0.5");
        assertEquals("ar", answer.json().get("lang"));
        assertTrue(answer.header("vary").contains("Accept-Language"));
        assertEquals(
                "en", get("/api/v1/topics", "Accept-Language: ;;;q=").json().get("lang"));
        assertEquals(
                "es",
                get("/api/v1/topics?lang=es", "Accept-Language: ar").json().get("lang"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/languages", "/api/v1/topics?lang=es", TOPIC, "/api/v1/openapi.yml", "/es", "/"})
    void who_has_the_answer_is_told_so(String target) {
        var first = get(target);
        var tag = first.header("etag");
        assertTrue(tag.matches("\"[0-9a-f]{20}\""), tag);
        assertEquals(tag, get(target).header("etag"));
        for (var known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            var again = get(target, "If-None-Match: " + known);
            assertEquals(304, again.status(), known);
            assertEquals(0, again.bytes().length);
            assertFalse(again.header("etag").isEmpty());
        }
        assertEquals(200, get(target, "If-None-Match: \"other\"").status());
        assertEquals(304, ask(Knock.of("HEAD", target, "If-None-Match: " + tag)).status());
        var head = ask(Knock.of("HEAD", target));
        assertEquals(200, head.status());
        assertEquals(tag, head.header("etag"));
        assertEquals(0, head.bytes().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/languages", "/api/v1/topics?lang=es", "/api/v1/openapi.yml", "/es"})
    void answers_are_compressed_and_their_tags_tell(String target) {
        var plain = get(target);
        var zipped = get(target, "Accept-Encoding: gzip");
        assertEquals("gzip", zipped.header("content-encoding"));
        assertTrue(zipped.header("vary").contains("Accept-Encoding"));
        assertEquals(plain.text(), zipped.unzipped().text());
        assertNotEquals(plain.header("etag"), zipped.header("etag"));
        assertEquals(
                304,
                get(target, "Accept-Encoding: gzip", "If-None-Match: " + zipped.header("etag"))
                        .status());
        assertEquals(
                304,
                get(target, "Accept-Encoding: gzip", "If-None-Match: " + plain.header("etag"))
                        .status());
    }

    @Test
    void another_language_or_line_or_day_is_another_answer() {
        assertNotEquals(
                get(TOPIC + "?lang=es").header("etag"), get(TOPIC + "?lang=ar").header("etag"));
        assertEquals(get(TOPIC).header("etag"), get(TOPIC + "?line=demo").header("etag"));
        try (var other =
                TestLine.open(TestLine.NOON.plus(Duration.ofDays(1)), Map.of("AMPARO_SERVE_DRAFTS", "false"))) {
            var strict = other.node().url();
            var languages = Knock.get("/api/v1/languages").at(strict).json("languages", List.class);
            assertEquals(1, languages.size(), "only what was reviewed, and the source");
            var article = Knock.get(TOPIC + "?lang=es").at(strict);
            assertEquals("en", article.json().get("lang"));
            assertEquals(307, Knock.get("/es/2/2").at(strict).status());
        }
    }

    @Test
    void pages_of_other_sites_may_read_but_not_post() {
        assertEquals("*", get(TOPIC, "Origin: https://example.org").header("access-control-allow-origin"));
        assertEquals("*", get("/api/v1/topics/none").header("access-control-allow-origin"));
        var preflight =
                ask(Knock.of("OPTIONS", TOPIC, "Origin: https://example.org", "Access-Control-Request-Method: GET"));
        assertEquals(204, preflight.status());
        assertEquals("GET, HEAD", preflight.header("access-control-allow-methods"));
        var posted = ask(Knock.post("/api/v1/answers", "{\"text\": \"hello\"}"));
        assertEquals("", posted.header("access-control-allow-origin"));
    }

    /// A newcomer's program answers at localhost, where a browser's page of another site reads it too.
    @Test
    void pages_of_other_sites_may_read_at_localhost_as_anywhere() {
        var port = URI.create(LINE.node().url()).getPort();
        for (var host : List.of("localhost:" + port, "127.0.0.1:" + port)) {
            var headers = List.of("Host: " + host, "Origin: https://example.org", "Access-Control-Request-Method: GET");
            for (var method : List.of("GET", "OPTIONS")) {
                var answer = ask(new Knock(method, TOPIC, headers, new byte[0]));
                assertEquals(method.equals("GET") ? 200 : 204, answer.status(), host);
                assertEquals("*", answer.header("access-control-allow-origin"), host);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "me quitaron el pasaporte, es, topic, documents",
        "9, und, command, human",
        "0, und, command, menu",
        "5, und, command, number5",
        "STOP, en, command, stop",
        "urdu, ur, command, lang",
        "he will kill me, en, danger, danger",
        "I am not in danger, en, command, human",
        "hello, en, greeting, ''",
        "qwzxkj, und, unclear, ''"
    })
    void a_text_is_read_as_the_line_would(String text, String lang, String kind, String name) {
        var posted = ask(Knock.post("/api/v1/answers", "{\"text\": \"" + text + "\"}"));
        assertEquals(200, posted.status());
        assertEquals("no-store", posted.header("cache-control"));
        var json = posted.json();
        assertEquals(lang, json.get("lang"));
        assertEquals(kind, json.get("kind"));
        assertEquals(name.isEmpty() ? List.of() : List.of(name), json.get("names"));
        double confidence = Knock.part(json, "confidence", Number.class).doubleValue();
        assertTrue(confidence >= 0 && confidence <= 1);
        var asked = get("/api/v1/answers?q=" + text.replace(" ", "%20"));
        assertEquals(posted.text(), asked.text());
        assertEquals("no-store", asked.header("cache-control"));
        assertEquals("", asked.header("etag"));
    }

    @Test
    void a_language_that_was_told_counts_when_the_text_shows_none() {
        var answer = ask(Knock.post("/api/v1/answers", "{\"text\": \"9\", \"lang\": \"fa\", \"more\": {\"a\": []}}"));
        assertEquals("fa", answer.json().get("lang"));
    }
}
