package org.amparo.content;

/// A subject people ask about. Its article is the text `topic.<id>`, its label `topic.<id>.label`, its local
/// clause, if any, `topic.<id>.local`.
///
/// @param number its place in the section's menu, from 1
/// @param sensitive not sent unasked while the person has not said that it is safe (`domain.md` E.3)
/// @param source the rules behind the article, as printed in the public API
public record Topic(
        String id, String section, int number, boolean sensitive, boolean localClause, String audience, String source) {
    public String textId() {
        return "topic." + id;
    }

    public String labelId() {
        return "topic." + id + ".label";
    }

    public String localId() {
        return "topic." + id + ".local";
    }
}
