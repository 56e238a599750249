package org.amparo.content;

/// A subject people ask about. Its article is the text `topic.<id>`, its label `topic.<id>.label`, its local
/// clause, if any, `topic.<id>.local`. What differs where nobody reads texts is `topic.<id>.alone`, what differs
/// for somebody of another country `topic.<id>.elsewhere`, and both `topic.<id>.elsewhere.alone`.
///
/// @param number its place in the section's menu, from 1
/// @param sensitive not sent unasked while the person has not said that it is safe (`domain.md` E.3)
/// @param source the rules behind the article, as printed in the public API
public record Topic(
        String id, String section, int number, boolean sensitive, boolean localClause, String audience, String source) {
    static final String ALONE = ".alone";
    private static final String ELSEWHERE = ".elsewhere";

    /// The article as it is true for this reader: of the texts there are, the nearest.
    ///
    /// @param elsewhere of another country than the line's
    /// @param peopleAnswer false where nobody reads texts, so that no person may be offered
    public String textId(Release release, boolean elsewhere, boolean peopleAnswer) {
        var there =
                textId() + (elsewhere && release.phrase(textId() + ELSEWHERE).isPresent() ? ELSEWHERE : "");
        var alone = there + ALONE;
        return !peopleAnswer && release.phrase(alone).isPresent() ? alone : there;
    }

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
