package org.amparo.platform;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts what this program did since it started, for whoever watches it. Kinds and labels come from the code
/// alone: never a number, an id, a word somebody wrote. Safe for many threads.
@Singleton
public final class Figures {
    private final Map<Counted, LongAdder> counts = new ConcurrentHashMap<>();

    Figures() {}

    /// What is counted.
    public enum Count {
        TEXTS_HANDLED("Texts that were handled as they came, repeats of the carrier included", ""),
        HANDED_OVER("Messages handed to the carrier, by class and by what it said", "class outcome"),
        OPENED_TO_SEND("Sealed values the program opened by itself to send something", "what");

        private final String help;
        private final String labels;

        Count(String help, String labels) {
            this.help = help;
            this.labels = labels;
        }
    }

    private record Counted(Count count, List<String> values) {
        Reading reading(LongAdder sum) {
            var labels = new LinkedHashMap<String, String>();
            for (int i = 0; i < values.size(); i++) {
                labels.put(count.labels.split(" ", -1)[i], values.get(i));
            }
            var name = "amparo_" + count.name().toLowerCase(Locale.ROOT) + "_total";
            return Reading.counter(name, count.help, labels, sum.doubleValue());
        }
    }

    /// @param values one for each label of it, each one of a few words of the code
    public void add(Count count, String... values) {
        counts.computeIfAbsent(new Counted(count, List.of(values)), _ -> new LongAdder())
                .increment();
    }

    /// All that were ever counted, in order.
    public List<Reading> read() {
        return counts.entrySet().stream()
                .sorted(Comparator.comparing(one -> one.getKey().toString()))
                .map(one -> one.getKey().reading(one.getValue()))
                .toList();
    }
}
