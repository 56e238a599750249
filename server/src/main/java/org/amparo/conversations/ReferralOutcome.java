package org.amparo.conversations;

import java.util.Locale;

/// What became of a note that was given to a partner (`domain.md` F.6), as whoever gave it heard.
public enum ReferralOutcome {
    REACHED,
    NOT_REACHED,
    /// By the partner.
    DECLINED;

    /// As the database and the counts say it, such as `not-reached`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
