package org.amparo.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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
class PublicPagesTest {
    @RegisterExtension
    private static final TestLine LINE = TestLine.open();

    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"]*)\"");

    private static Knock.Answer get(String target, String... headers) {
        return Knock.get(target, headers).at(LINE.node().url());
    }

    @Test
    void every_page_is_reached_by_links_and_keeps_the_promises() {
        var seen = new ArrayList<>(List.of("/"));
        for (int i = 0; i < seen.size(); i++) {
            var answer = get(seen.get(i));
            assertEquals(200, answer.status(), seen.get(i));
            if (!seen.get(i).startsWith("/assets/")) {
                keepsThePromises(seen.get(i), answer);
                LINK.matcher(answer.text())
                        .results()
                        .map(found -> found.group(1))
                        .filter(link -> !seen.contains(link))
                        .distinct()
                        .forEach(seen::add);
            }
        }
        var release = LINE.node().bean(Releases.class).current();
        int languages = release.offered(true).size();
        int pages = 1
                + languages * (1 + release.sections().size() + release.topics().size());
        int assets = 3; // the script is no link
        assertEquals(pages + assets, seen.size());
    }

    private static void keepsThePromises(String path, Knock.Answer answer) {
        var text = answer.text();
        assertTrue(answer.bytes().length < 20_000, path);
        assertTrue(text.contains("<title>Info Line</title>"), path);
        assertTrue(text.contains("id=\"leave\" href=\"https://"), path);
        assertFalse(text.contains(" style=") || text.contains("<style") || text.contains("onclick"), path);
        assertFalse(text.contains("{"), path + " has an unfilled brace");
        assertTrue(answer.header("content-security-policy").startsWith("default-src 'none'"), path);
        assertEquals("no-referrer", answer.header("referrer-policy"), path);
        assertEquals("", answer.header("set-cookie"), path);
        assertEquals("no-cache", answer.header("cache-control"), path);
        assertTrue(path.matches("/|/[a-z-]+(/[1-9]){0,2}"), "an address that tells something: " + path);
    }

    @Test
    void a_page_says_its_language_and_direction() {
        assertTrue(get("/ar/2/2").text().contains("<html lang=\"ar\" dir=\"rtl\">"));
        assertTrue(get("/es/2/2").text().contains("<html lang=\"es\" dir=\"ltr\">"));
        var languages = get("/", "Accept-Language: ar").text();
        assertTrue(languages.contains("<html lang=\"ar\" dir=\"rtl\">"));
        assertTrue(languages.contains("<span lang=\"es\" dir=\"ltr\">Español</span>"));
    }

    @Test
    void a_page_says_the_same_as_the_api() {
        var text = get("/api/v1/topics/documents?lang=es").json("text", String.class);
        assertTrue(get("/es/2/2").text().contains(text));
    }

    @Test
    void a_draft_says_so() {
        assertTrue(get("/es/2/2").text().contains("class=\"note\""));
        assertFalse(get("/en/2/2").text().contains("class=\"note\""));
    }

    @ParameterizedTest
    @CsvSource({"/es-MX/2, /es/2", "/ES, /es", "/fil/2/2, /tl/2/2", "/de/1, /en/1", "/es_MX?line=demo, /es?line=demo"})
    void another_spelling_or_language_leads_to_the_nearest_page(String asked, String page) {
        var answer = get(asked);
        assertEquals(307, answer.status());
        assertEquals(page, answer.header("location"));
    }

    @Test
    void a_line_that_was_asked_for_is_kept_in_the_links() {
        assertTrue(get("/es?line=demo").text().contains("href=\"/es/1?line=demo\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/es/9",
                "/es/0",
                "/es/01",
                "/es/1/99",
                "/es/1/1/1",
                "/es/x",
                "/xx",
                "/favicon.ico",
                "/%FF",
                "/%00",
                "/es/1?line=none",
                "/es/1%2f1%2f1",
                "/..%2f..%2fetc",
                "/%3Cscript%3Ealert(1)%3C%2Fscript%3E"
            })
    void what_leads_nowhere_gets_a_page_that_says_so(String target) {
        var answer = get(target);
        assertEquals(404, answer.status());
        assertTrue(answer.text().contains("<h1"));
        assertFalse(answer.text().contains("alert"));
        assertTrue(answer.header("content-security-policy").startsWith("default-src 'none'"));
    }

    @Test
    void the_page_that_says_so_speaks_the_language_of_the_address() {
        assertTrue(get("/es/9").text().contains("<html lang=\"es\""));
        assertTrue(get("/nowhere", "Accept-Language: ar").text().contains("<html lang=\"ar\""));
    }

    @Test
    void other_edges_keep_their_addresses() {
        assertEquals(200, get("/phone").status());
        assertEquals(200, get("/health").status());
        assertEquals(405, get("/twilio/messages").status());
        for (var target : List.of("/console", "/metrics", "/assets/none", "/api/none")) {
            var answer = get(target);
            assertEquals(404, answer.status(), target);
            assertFalse(answer.text().contains("<html"), target);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tokens.css, text/css;charset=utf-8",
        "public.css, text/css;charset=utf-8",
        "leave.js, text/javascript;charset=utf-8",
        "public.svg, image/svg+xml;charset=utf-8"
    })
    void assets_are_served_with_their_type(String name, String type) {
        var answer = get("/assets/" + name);
        assertEquals(200, answer.status());
        assertEquals(type, answer.header("content-type"));
        assertEquals("nosniff", answer.header("x-content-type-options"));
        assertEquals(
                304,
                get("/assets/" + name, "If-None-Match: " + answer.header("etag"))
                        .status());
    }
}
