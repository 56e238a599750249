package org.amparo.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amparo.language.Folding;

/// How a talk ended, without a word about the person (`domain.md` F.7). Typed behind `#close` as a word or as its
/// number in this order.
enum Outcome {
    INFORMATION,
    SAFETY_PLAN,
    URGENT_BY_CONTACT,
    URGENT_BY_US,
    URGENT_WITHOUT_CONSENT,
    SHELTER,
    LEGAL,
    HEALTH,
    LABOUR,
    UNION,
    CHILD_PROTECTION,
    ASYLUM,
    RETURN,
    TRACING,
    OTHER,
    MESSAGE_LEFT,
    ENDED,
    NO_ANSWER,
    NOT_OURS,
    ABUSIVE,
    WRONG_NUMBER,
    TEST;

    /// What `#close` alone stands for.
    static final Outcome DEFAULT = INFORMATION;

    private static final int LONGEST = 40;

    /// As it is kept and counted.
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A number or a word; the first letters are enough where they fit one alone.
    static Optional<Outcome> read(String typed) {
        if (typed.isBlank()) {
            return Optional.of(DEFAULT);
        }
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        var plain = Marks.plain(Folding.accentFree(Folding.normalise(typed, LONGEST)))
                .replaceAll("[^a-z0-9]+", "");
        if (plain.matches("[0-9]{1,2}")) {
            int number = Integer.parseInt(plain);
            return number >= 1 && number <= values().length ? Optional.of(values()[number - 1]) : Optional.empty();
        }
        var exact =
                Arrays.stream(values()).filter(one -> bare(one).equals(plain)).findFirst();
        if (exact.isPresent() || plain.length() < 3) {
            return exact;
        }
        List<Outcome> fit = Arrays.stream(values())
                .filter(one -> bare(one).startsWith(plain))
                .toList();
        return fit.size() == 1 ? Optional.of(fit.getFirst()) : Optional.empty();
    }

    private static String bare(Outcome outcome) {
        return outcome.code().replace("-", "");
    }
}
