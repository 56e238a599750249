package org.amparo.content;

import java.util.List;

/// Wording rules for English (`content/lint.yml`): which words may not stand where, and which must.
///
/// @param neutralWords words that may not stand in the first `neutralLength` characters of a text
record Lint(int neutralLength, List<String> neutralWords, int grade, List<Rule> rules) {
    static final Lint NONE = new Lint(0, List.of(), 0, List.of());

    /// @param in text ids the rule is for; a trailing `*` stands for anything; empty = all
    /// @param when the rule holds only for texts with one of these words; empty = always
    /// @param forbid words that may not stand there
    /// @param requireOne words of which one must stand there
    /// @param requireAll words that must all stand there
    record Rule(
            String id,
            String why,
            List<String> in,
            List<String> when,
            List<String> forbid,
            List<String> requireOne,
            List<String> requireAll) {
        boolean concerns(String textId) {
            return in.isEmpty()
                    || in.stream()
                            .anyMatch(p -> p.endsWith("*")
                                    ? textId.startsWith(p.substring(0, p.length() - 1))
                                    : textId.equals(p));
        }
    }
}
