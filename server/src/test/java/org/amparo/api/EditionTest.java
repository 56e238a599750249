package org.amparo.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amparo.harness.Knock;
import org.amparo.harness.SecondLine;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two lines in one program: `line=` picks the one whose numbers fill the texts, and an answer's `ETag` changes
/// with line, day, release and drafts switch, and with nothing else.
@Timeout(120)
class EditionTest {
    private static final String ARTICLE = "/api/v1/topics/danger-now?lang=en";

    @RegisterExtension
    private static final TestLine LINE = TestLine.open(
            TestLine.NOON,
            Map.of(
                    "AMPARO_CONTENT",
                    SecondLine.content("second", "+447700900009", Map.of("value: \"112\"", "value: \"911\""))
                            .toString()));

    private static Knock.Answer get(String target) {
        return Knock.get(target).at(LINE.node().url());
    }

    @Test
    void the_line_that_is_named_fills_the_text() {
        var first = get(ARTICLE);
        var second = get(ARTICLE + "&line=second");
        assertEquals("demo", first.json("line", String.class));
        assertTrue(first.json("text", String.class).contains("112"));
        assertEquals("second", second.json("line", String.class));
        assertTrue(second.json("text", String.class).contains("911"));
        assertTrue(get("/en/1/1?line=second").text().contains("911"));
        assertFalse(get("/en/1/1").text().contains("911"));
        assertEquals(200, get("/api/v1/answers?q=passport&line=second").status());
        assertTrue(get(ARTICLE + "&line=third").text().contains("demo, second"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/languages?", "/api/v1/topics?lang=en", ARTICLE, "/en?"})
    void each_line_has_answers_of_its_own(String target) {
        assertEquals(get(target).header("etag"), get(target + "&line=demo").header("etag"));
        assertNotEquals(get(target).header("etag"), get(target + "&line=second").header("etag"));
    }

    @Test
    void a_new_day_is_a_new_answer_and_an_hour_is_not() {
        var noon = get(ARTICLE).header("etag");
        LINE.clock().forward(Duration.ofHours(1));
        assertEquals(noon, get(ARTICLE).header("etag"));
        LINE.clock().forward(Duration.ofDays(1));
        assertNotEquals(noon, get(ARTICLE).header("etag"));
    }

    @Test
    void without_drafts_the_same_words_are_another_answer() {
        try (var strict = TestLine.open(TestLine.NOON, Map.of("AMPARO_SERVE_DRAFTS", "false"));
                var open = TestLine.open(TestLine.NOON, Map.of("AMPARO_SERVE_DRAFTS", "true"))) {
            var answers = List.of(strict, open).stream()
                    .map(line -> Knock.get(ARTICLE).at(line.node().url()))
                    .toList();
            assertEquals(
                    answers.get(0).json("text", String.class), answers.get(1).json("text", String.class));
            assertNotEquals(answers.get(0).header("etag"), answers.get(1).header("etag"));
        }
    }
}
