package org.amparo.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the topics a text asks for by its keywords: the longest keyword wins, then a keyword that is the whole
/// text, then how many there are (`domain.md` B.4).
///
/// @param best topics, best first
/// @param tied how many of the leading ones fit equally well
record Topics(List<String> best, int tied) {
    private static final Topics NONE = new Topics(List.of(), 0);

    private record Score(String topic, int longest, boolean whole, int count) implements Comparable<Score> {
        @Override
        public int compareTo(Score other) {
            int order = Integer.compare(other.longest, longest);
            order = order != 0 ? order : Boolean.compare(other.whole, whole);
            return order != 0 ? order : Integer.compare(other.count, count);
        }

        Score with(int letters, boolean isWhole) {
            return new Score(topic, Math.max(longest, letters), whole || isWhole, count + 1);
        }
    }

    static Topics of(Scan scan) {
        Map<String, Score> scores = new HashMap<>();
        for (var hit : scan.hits()) {
            for (var entry : hit.phrase().entries()) {
                var topic = entry.topic();
                if (topic == null || !Scan.in(scan.heard(), entry.language()) || !fits(hit, entry)) {
                    continue;
                }
                boolean whole = hit.covers(0, scan.tokens().size());
                int letters = entry.letters() - hit.typos();
                scores.compute(
                        topic, (t, score) -> (score == null ? new Score(t, 0, false, 0) : score).with(letters, whole));
            }
        }
        if (scores.isEmpty()) {
            return NONE;
        }
        var ordered = new ArrayList<>(scores.values());
        ordered.sort(Comparator.<Score>naturalOrder().thenComparing(Score::topic));
        int tied = 0;
        while (tied < ordered.size() && ordered.get(tied).compareTo(ordered.getFirst()) == 0) {
            tied++;
        }
        return new Topics(ordered.stream().map(Score::topic).toList(), tied);
    }

    static boolean fits(Hit hit, Entry entry) {
        if (entry.joined()) {
            return hit.fit().asWellAs(Fit.STRETCHED);
        }
        return hit.typos() <= (entry.letters() >= 9 ? 2 : 1);
    }
}
