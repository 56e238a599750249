package org.amparo.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amparo.language.Locales;
import org.jspecify.annotations.Nullable;

/// The languages of the vocabulary by number, so that sets of them are bit sets.
final class Languages {
    static final long ALL = -1L;

    private final List<String> tags;
    private final Map<String, Integer> numbers = new HashMap<>();

    Languages(List<String> tags) {
        if (tags.size() > Long.SIZE) {
            throw new IllegalArgumentException("more than 64 languages");
        }
        this.tags = List.copyOf(tags);
        for (int i = 0; i < tags.size(); i++) {
            numbers.put(tags.get(i), i);
        }
    }

    int size() {
        return tags.size();
    }

    List<String> tags() {
        return tags;
    }

    String tag(int number) {
        return tags.get(number);
    }

    /// The number of a language, -1 when the vocabulary does not have it.
    int number(String tag) {
        return numbers.getOrDefault(tag, -1);
    }

    /// The bit of the language that serves a locale: its own, its base's, its neighbour's; no bit when none does.
    long bit(@Nullable String locale) {
        if (locale == null) {
            return 0;
        }
        int number = number(locale);
        if (number >= 0) {
            return 1L << number;
        }
        for (var tag : Locales.fallbacks(locale)) {
            number = number(tag);
            if (number >= 0
                    && !(tag.equals(Locales.SOURCE) && !Locales.base(locale).equals(Locales.SOURCE))) {
                return 1L << number;
            }
        }
        return 0;
    }

    long bits(List<String> locales) {
        long bits = 0;
        for (var locale : locales) {
            bits |= bit(locale);
        }
        return bits;
    }

    /// The numbers in an order that puts the line's languages first.
    int[] ranks(List<String> lineOrder) {
        var order = new ArrayList<>(lineOrder.stream()
                .map(Locales::base)
                .filter(numbers::containsKey)
                .toList());
        tags.stream().filter(tag -> !order.contains(tag)).forEach(order::add);
        var ranks = new int[tags.size()];
        for (int i = 0; i < order.size(); i++) {
            ranks[number(order.get(i))] = i;
        }
        return ranks;
    }
}
