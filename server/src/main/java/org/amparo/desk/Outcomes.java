package org.amparo.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.amparo.conversations.Outcome;
import org.amparo.language.Folding;

/// Reads how a talk ended, typed behind `#close` as a word or as its number in the order of `domain.md` F.7. Pure.
final class Outcomes {
    /// What `#close` alone stands for.
    static final Outcome DEFAULT = Outcome.INFORMATION_ONLY;

    private static final int LONGEST = 60;

    private Outcomes() {}

    /// The beginning of a word, `referred-` or `contact-` left out, is enough where it fits one alone.
    static Optional<Outcome> read(String typed) {
        if (typed.isBlank()) {
            return Optional.of(DEFAULT);
        }
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        var all = Outcome.values();
        var plain = Marks.plain(Folding.accentFree(Folding.normalise(typed, LONGEST)))
                .replaceAll("[^a-z0-9]+", "");
        if (plain.matches("[0-9]{1,2}")) {
            int number = Integer.parseInt(plain);
            return number >= 1 && number <= all.length ? Optional.of(all[number - 1]) : Optional.empty();
        }
        if (plain.length() < 3) {
            return Optional.empty();
        }
        List<Outcome> fit = Arrays.stream(all)
                .filter(one -> bare(one).startsWith(plain)
                        || bare(one).startsWith("referred" + plain)
                        || bare(one).startsWith("contact" + plain))
                .toList();
        return fit.size() == 1 ? Optional.of(fit.getFirst()) : Optional.empty();
    }

    private static String bare(Outcome outcome) {
        return outcome.word().replace("-", "");
    }
}
