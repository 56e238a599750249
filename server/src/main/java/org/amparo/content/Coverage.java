package org.amparo.content;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.amparo.language.Segments;

/// How far each language is, and what its texts cost to send.
public final class Coverage {
    /// @param texts how many texts exist
    /// @param of how many there could be
    /// @param criticalMissing critical texts that do not exist
    /// @param topicsMissing articles that do not exist
    /// @param dearest the most segments any text takes
    record Row(
            String locale,
            int texts,
            int of,
            int reviewed,
            int stale,
            int criticalMissing,
            int topicsMissing,
            int topicSegments,
            int dearest) {}

    private final ContentSet content;
    private final Measure measure;

    private Coverage(ContentSet content) {
        this.content = content;
        this.measure = new Measure(content);
    }

    public static Coverage of(ContentFiles files) {
        return new Coverage(ContentReader.read(files, new ArrayList<>()));
    }

    List<Row> rows() {
        return content.texts().keySet().stream().map(this::row).toList();
    }

    private Row row(String locale) {
        var texts = content.texts().getOrDefault(locale, new TreeMap<>());
        var english = content.texts().getOrDefault(SourceText.ENGLISH, new TreeMap<>());
        int of = 0;
        int there = 0;
        int criticalMissing = 0;
        int topicsMissing = 0;
        for (var facts : content.facts().values()) {
            if (TranslationFiles.translated(facts.id())) {
                of++;
                there += texts.containsKey(facts.id()) ? 1 : 0;
                boolean missing = !texts.containsKey(facts.id());
                criticalMissing += missing && facts.phrase().critical() ? 1 : 0;
            }
        }
        for (var topic : content.topics()) {
            topicsMissing += texts.containsKey(topic.topic().textId()) ? 0 : 1;
        }
        int reviewed = 0;
        int stale = 0;
        for (var text : texts.values()) {
            reviewed += text.state().draft() || !TranslationFiles.translated(text.id()) ? 0 : 1;
            var source = english.get(text.id());
            boolean changed = source != null && !source.pattern().equals(text.translated());
            stale += changed && text.translated() != null ? 1 : 0;
        }
        var sizes = segments(locale);
        int topicSegments = sizes.entrySet().stream()
                .filter(e -> e.getKey().startsWith("topic."))
                .mapToInt(e -> e.getValue().segments())
                .sum();
        int dearest = sizes.values().stream().mapToInt(Segments::segments).max().orElse(0);
        return new Row(locale, there, of, reviewed, stale, criticalMissing, topicsMissing, topicSegments, dearest);
    }

    /// Segments of each text that is sent, with the longest values.
    SortedMap<String, Segments> segments(String locale) {
        var sizes = new TreeMap<String, Segments>();
        content.texts().getOrDefault(locale, new TreeMap<>()).forEach((id, text) -> {
            var facts = content.facts().get(id);
            if (facts != null && facts.kind() == TextFacts.Kind.TEXT) {
                sizes.put(id, measure.longest(text, facts));
            }
        });
        return sizes;
    }

    /// A line a language.
    public String summary() {
        var out = new StringBuilder(String.format(
                Locale.ROOT,
                "%-9s%8s%10s%7s%10s%10s%10s%9s%n",
                "language",
                "texts",
                "reviewed",
                "stale",
                "offered",
                "complete",
                "segments",
                "longest"));
        for (var row : rows()) {
            out.append(String.format(
                    Locale.ROOT,
                    "%-9s%8s%10d%7d%10s%10s%10d%9d%n",
                    row.locale(),
                    row.texts() + "/" + row.of(),
                    row.reviewed(),
                    row.stale(),
                    lack(row.criticalMissing()),
                    lack(row.topicsMissing()),
                    row.topicSegments(),
                    row.dearest()));
        }
        return out.append(
                        "segments: of all topics together; offered, complete: what is missing, drafts counted as there\n")
                .toString();
    }

    private static String lack(int missing) {
        return missing == 0 ? "yes" : "-" + missing;
    }

    /// Segments and price of each text in each language, as comma-separated values.
    ///
    /// @param segmentPrice price of one segment, in any currency
    public String prices(BigDecimal segmentPrice) {
        var out = new StringBuilder("text,language,alphabet,units,segments,price\n");
        for (var locale : content.texts().keySet()) {
            segments(locale)
                    .forEach((id, size) -> out.append(String.join(
                                    ",",
                                    id,
                                    locale,
                                    size.encoding().toString(),
                                    Integer.toString(size.units()),
                                    Integer.toString(size.segments()),
                                    segmentPrice
                                            .multiply(BigDecimal.valueOf(size.segments()))
                                            .toPlainString()))
                            .append('\n'));
        }
        return out.toString();
    }
}
