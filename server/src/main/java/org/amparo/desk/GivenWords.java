package org.amparo.desk;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.amparo.conversations.ReferralOutcome;
import org.amparo.language.Folding;
import org.amparo.lines.Partner;

/// What stands behind `#given`: perhaps a partner's code, perhaps what became of it. Pure.
///
/// @param code empty when none was typed
record GivenWords(String code, Optional<ReferralOutcome> outcome) {
    private static final int LONGEST = 60;

    /// @return empty when it is neither
    static Optional<GivenWords> read(String words, Collection<Partner> partners) {
        var all = Marks.trimmed(words);
        if (all.isEmpty()) {
            return Optional.of(new GivenWords("", Optional.empty()));
        }
        var outcome = outcome(all);
        if (outcome.isPresent()) {
            return Optional.of(new GivenWords("", outcome));
        }
        var code = all.split("[\\s:,.]+", 2);
        if (partners.stream().noneMatch(partner -> partner.called(code[0]))) {
            return Optional.empty();
        }
        return code.length == 1 || code[1].isBlank()
                ? Optional.of(new GivenWords(code[0], Optional.empty()))
                : outcome(code[1]).map(known -> new GivenWords(code[0], Optional.of(known)));
    }

    private static Optional<ReferralOutcome> outcome(String typed) {
        var plain = typed.length() > LONGEST
                ? ""
                : Marks.plain(Folding.accentFree(Folding.normalise(typed, LONGEST)))
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z]+", "");
        return switch (plain) {
            case "reached" -> Optional.of(ReferralOutcome.REACHED);
            case "notreached" -> Optional.of(ReferralOutcome.NOT_REACHED);
            case "declined" -> Optional.of(ReferralOutcome.DECLINED);
            default -> Optional.empty();
        };
    }
}
