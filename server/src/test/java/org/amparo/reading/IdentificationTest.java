package org.amparo.reading;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amparo.content.LanguageWords;
import org.junit.jupiter.api.Test;

/// Measures language identification on short texts nobody here wrote; see `reading/langid/README.md`.
class IdentificationTest {
    /// Wrong and confident costs more than unsure: a person is answered in a language they cannot read.
    private static final double MOST_WRONG = 0.02;
    private static final double LEAST_SURE = 0.70;

    private static final Map<String, String> OURS =
            Map.of("es-419", "es", "es-LA", "es", "pt-BR", "pt", "prs", "fa", "ti_ER", "ti", "ti_ET", "ti");

    private record Text(String source, String language, String text) {}

    private static final class Count {
        private int all;
        private int right;
        private int wrong;
        private int near;

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%5d texts  sure and right %5.1f %%  unsure %5.1f %% (best guess right %5.1f %%)  wrong and sure %4.1f %%",
                    all,
                    100.0 * right / all,
                    100.0 * (all - right - wrong) / all,
                    100.0 * near / all,
                    100.0 * wrong / all);
        }
    }

    @Test
    void the_language_is_seldom_wrong_when_it_is_sure() throws IOException {
        var spoken = Words.VOCABULARY.languages().stream()
                .map(LanguageWords::language)
                .collect(Collectors.toSet());
        var counts = new TreeMap<String, Count>();
        var foreign = new TreeMap<String, Count>();
        var wrong = new ArrayList<String>();
        for (var text : texts()) {
            var reading = Words.read(text.text(), null);
            var guess = reading.language();
            if (!spoken.contains(text.language())) {
                var count = foreign.computeIfAbsent(text.language(), k -> new Count());
                count.all++;
                count.wrong += guess.sure() ? 1 : 0;
                continue;
            }
            boolean right = guess.likely().contains(text.language());
            for (var key : List.of("all", "language " + text.language(), "source " + text.source(), length(reading))) {
                var count = counts.computeIfAbsent(key, k -> new Count());
                count.all++;
                count.right += guess.sure() && right ? 1 : 0;
                count.wrong += guess.sure() && !right ? 1 : 0;
                count.near += !guess.sure() && right ? 1 : 0;
            }
            if (guess.sure() && !right) {
                wrong.add(text.language() + " read as " + guess.likely() + ": " + text.text());
            }
        }
        Words.report("reading-languages.txt", report(counts, foreign, wrong));
        var all = counts.getOrDefault("all", new Count());
        assertTrue(all.wrong < MOST_WRONG * all.all, () -> "wrong and sure: " + all.wrong + " of " + all.all);
        assertTrue(all.right >= LEAST_SURE * all.all, () -> "sure and right: " + all.right + " of " + all.all);
    }

    private static String length(Reading reading) {
        return reading.words() <= 2
                ? "length 1-2 words"
                : reading.words() <= 5
                        ? "length 3-5 words"
                        : reading.words() <= 10 ? "length 6-10 words" : "length over 10";
    }

    private static String report(Map<String, Count> counts, Map<String, Count> foreign, List<String> wrong) {
        var report = new StringBuilder("Language identification on short texts\n");
        counts.forEach((key, count) -> report.append(String.format(Locale.ROOT, "%-22s %s%n", key, count)));
        report.append("\nLanguages that are not ours: sure of one of ours\n");
        foreign.forEach((tag, count) ->
                report.append(String.format(Locale.ROOT, "%-6s %3d of %3d%n", tag, count.wrong, count.all)));
        report.append("\nWrong and sure:\n");
        wrong.forEach(line -> report.append(line).append('\n'));
        return report.toString();
    }

    private static List<Text> texts() throws IOException {
        var mapper = new ObjectMapper();
        var texts = new ArrayList<Text>();
        for (var source : List.of("lingua-sample", "tico19-conversational")) {
            try (var in = IdentificationTest.class.getResourceAsStream("/reading/langid/" + source + ".jsonl")) {
                if (in == null) {
                    throw new IOException("no texts of " + source);
                }
                for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList()) {
                    var node = mapper.readTree(line);
                    var tag = node.get("lang").asText();
                    var kind =
                            node.has("kind") ? source + " " + node.get("kind").asText() : source;
                    texts.add(new Text(
                            kind, OURS.getOrDefault(tag, tag), node.get("text").asText()));
                }
            }
        }
        return texts;
    }
}
