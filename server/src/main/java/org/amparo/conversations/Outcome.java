package org.amparo.conversations;

import java.util.Locale;

/// How a conversation ended (`domain.md` F.7). None of them says anything about the person.
public enum Outcome {
    INFORMATION_ONLY,
    SAFETY_PLAN_MADE,
    URGENT_CALLED_BY_CONTACT,
    URGENT_CALLED_BY_US_WITH_CONSENT,
    URGENT_CALLED_BY_US_WITHOUT_CONSENT,
    REFERRED_SHELTER,
    REFERRED_LEGAL,
    REFERRED_HEALTH,
    REFERRED_LABOUR_CLAIM,
    REFERRED_UNION,
    REFERRED_CHILD_PROTECTION,
    REFERRED_ASYLUM,
    REFERRED_RETURN,
    REFERRED_TRACING,
    REFERRED_OTHER,
    MESSAGE_LEFT,
    CONTACT_ENDED,
    NO_ANSWER,
    SIGNPOSTED,
    ABUSIVE,
    WRONG_NUMBER,
    TEST;

    /// Somebody was referred to a partner.
    public boolean referred() {
        return word().startsWith("referred-");
    }

    /// As the database says it, such as `safety-plan-made`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
