package org.amparo.desk;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.amparo.language.Folding;

/// Reads a weekday and hours, `sat 10-12`: the day in English or the responder's language, at least its first
/// three letters.
final class Slots {
    private static final int LONGEST = 60;

    private static final Pattern HOURS =
            Pattern.compile("(\\d{1,2})(?:[:.](\\d{2}))?\\s*(?:-|to)\\s*(\\d{1,2})(?:[:.](\\d{2}))?");

    private Slots() {}

    static Optional<Said.Slot> read(String text, Locale language) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var plain = digits(Folding.normalise(text, LONGEST));
        int gap = plain.indexOf(' ');
        if (gap < 0) {
            return Optional.empty();
        }
        var hours = HOURS.matcher(plain.substring(gap + 1).strip());
        var day = day(plain.substring(0, gap), language);
        if (day.isEmpty() || !hours.matches()) {
            return Optional.empty();
        }
        var from = time(hours.group(1), hours.group(2));
        var until = time(hours.group(3), hours.group(4));
        return from.isEmpty() || until.isEmpty() || from.equals(until)
                ? Optional.empty()
                : Optional.of(new Said.Slot(day.get(), from.get(), until.get()));
    }

    private static Optional<DayOfWeek> day(String word, Locale language) {
        var bare = Folding.accentFree(word).replaceAll("[.,]+$", "");
        if (bare.length() < 2) {
            return Optional.empty();
        }
        return List.of(Locale.ENGLISH, language).stream()
                .flatMap(locale -> java.util.Arrays.stream(DayOfWeek.values())
                        .filter(day -> names(day, locale).stream()
                                .anyMatch(name -> name.equals(bare) || (bare.length() >= 3 && name.startsWith(bare)))))
                .findFirst();
    }

    private static List<String> names(DayOfWeek day, Locale locale) {
        var names = new ArrayList<String>();
        for (var style : List.of(TextStyle.FULL, TextStyle.SHORT, TextStyle.FULL_STANDALONE)) {
            names.add(Folding.accentFree(Folding.normalise(day.getDisplayName(style, locale), LONGEST))
                    .replaceAll("[.,]+$", ""));
        }
        return names;
    }

    /// 24 is the midnight that ends the day.
    private static Optional<LocalTime> time(String hour, @org.jspecify.annotations.Nullable String minute) {
        int hours = Integer.parseInt(hour);
        int minutes = minute == null ? 0 : Integer.parseInt(minute);
        return hours > 24 || minutes > 59 || (hours == 24 && minutes > 0)
                ? Optional.empty()
                : Optional.of(LocalTime.of(hours % 24, minutes));
    }

    private static String digits(String text) {
        var plain = new StringBuilder();
        text.codePoints().forEach(one -> {
            int digit = org.amparo.language.Digits.valueOf(one);
            if (digit >= 0) {
                plain.append(digit);
            } else {
                plain.appendCodePoint(one);
            }
        });
        return plain.toString();
    }
}
