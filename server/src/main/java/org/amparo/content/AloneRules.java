package org.amparo.content;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// On a line without people nothing may offer one: an article that does has a form without (`alone`), in no
/// language does that form say 9, and neither does any other text whose id ends so.
final class AloneRules {
    /// Not a part of a longer number, nor of a name in braces.
    private static final Pattern NINE = Pattern.compile("(?<![0-9])9(?![0-9])");

    private static final Pattern FOR_NOBODY = Pattern.compile(".*[-.]alone(-elsewhere)?");

    private final ContentSet content;
    private final List<Finding> findings;

    AloneRules(ContentSet content, List<Finding> findings) {
        this.content = content;
        this.findings = findings;
    }

    void check() {
        content.texts().values().forEach(texts -> texts.forEach((id, text) -> check(text, texts)));
    }

    private void check(SourceText text, Map<String, SourceText> texts) {
        if (!NINE.matcher(text.pattern()).find()) {
            return;
        }
        if (FOR_NOBODY.matcher(text.id()).matches()) {
            findings.add(Finding.error(
                    text.place(), "alone", text.id() + " is for lines without people, and offers 9 all the same"));
        } else if (text.id().startsWith("topic.") && !texts.containsKey(text.id() + Topic.ALONE)) {
            findings.add(Finding.error(
                    text.place(),
                    "alone",
                    text.id() + " offers 9: a form for lines without people is missing (`alone`)"));
        }
    }
}
