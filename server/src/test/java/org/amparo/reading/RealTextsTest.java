package org.amparo.reading;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Texts as people really write them, written before the keywords they are read with: what share is understood.
class RealTextsTest {
    private static final List<String> TAGS = List.of("ar", "en", "es", "fr", "hi", "ro", "ru", "th", "tl", "vi");
    private static final double FLOOR = 0.90;
    private static final double FLOOR_OF_DANGER = 0.95;
    private static final int LEAST_TEXTS = 300;

    private static final class Count {
        private int all;
        private int right;

        void add(boolean isRight) {
            all++;
            right += isRight ? 1 : 0;
        }

        double share() {
            return (double) right / all;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%3d of %3d, %5.1f %%", right, all, 100 * share());
        }
    }

    @Test
    void most_real_texts_are_understood() throws IOException {
        Map<String, Count> counts = new TreeMap<>();
        var missed = new ArrayList<String>();
        for (var tag : TAGS) {
            for (var row : Csv.rows("/reading/texts/" + tag + ".csv")) {
                var expected = row.get(1);
                var read = Facts.firstMeaning(Words.read(row.get(0), tag));
                boolean right = read.contains(expected);
                int colon = expected.indexOf(':');
                var kind = colon < 0 ? expected : expected.substring(0, colon);
                for (var key : List.of("all", "language " + tag, "kind " + kind)) {
                    counts.computeIfAbsent(key, k -> new Count()).add(right);
                }
                if (!right) {
                    missed.add(tag + ": " + row.get(0) + "\n    expected " + expected + ", read " + read);
                }
            }
        }
        var report = new StringBuilder("Real texts understood (the contact's language known)\n");
        counts.forEach((key, count) -> report.append(String.format(Locale.ROOT, "%-16s %s%n", key, count)));
        report.append("\nMissed:\n");
        missed.forEach(line -> report.append(line).append('\n'));
        Words.report("reading-texts.txt", report.toString());
        var all = counts.getOrDefault("all", new Count());
        var danger = counts.getOrDefault("kind danger", new Count());
        assertTrue(all.all >= LEAST_TEXTS);
        assertTrue(all.share() >= FLOOR, () -> "only " + all);
        assertTrue(danger.share() >= FLOOR_OF_DANGER, () -> "danger: " + danger);
    }

    @Test
    void a_real_text_is_never_taken_for_another_language_with_confidence() throws IOException {
        for (var tag : TAGS) {
            for (var row : Csv.rows("/reading/texts/" + tag + ".csv")) {
                var guess = Words.read(row.get(0), null).language();
                assertTrue(
                        !guess.sure() || guess.likely().contains(tag),
                        () -> tag + " read as " + guess + ": " + row.get(0));
            }
        }
    }
}
