package org.amparo.conversations;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/// Who of those who wait comes first: "Danger first, then child, then waiting time; no other ranking" (`domain.md`
/// F.3). Whoever left a message waits for nobody now, and comes after all who do. Pure; the one place that says it:
/// [#order] is the same rule in SQL.
///
/// @param left they left a message
/// @param since when their wait began
/// @param id the conversation's, between two who began to wait in the same moment
public record Precedence(boolean danger, boolean child, boolean left, Instant since, UUID id)
        implements Comparable<Precedence> {
    private static final Comparator<Precedence> ORDER = Comparator.comparing((Precedence one) -> !one.danger())
            .thenComparing(Precedence::left)
            .thenComparing(one -> !one.child())
            .thenComparing(Precedence::since)
            // As the database compares them, which Java does not.
            .thenComparing(one -> one.id().toString());

    /// The first comes before the others.
    @Override
    public int compareTo(Precedence other) {
        return ORDER.compare(this, other);
    }

    /// What rows of `conversation` that wait are sorted by, the first one first.
    ///
    /// @param row the name the query knows them by
    public static String order(String row) {
        return "(%1$s.danger_at IS NULL), %2$s, %1$s.waiting_since, %1$s.id".formatted(row, grown(row));
    }

    /// Nobody who may be a child. The mark is the contact's: a talk about danger may lack it.
    static String grown(String row) {
        return """
                (NOT (%1$s.child_possible OR %1$s.priority = 'child' OR %1$s.priority = 'danger'
                      AND EXISTS (SELECT FROM contact k WHERE k.id = %1$s.contact_id AND k.child_possible)))
                """.formatted(row).strip();
    }
}
