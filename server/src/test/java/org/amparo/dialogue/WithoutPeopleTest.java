package org.amparo.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.amparo.content.ContentFiles;
import org.amparo.content.FileRelease;
import org.amparo.content.Release;
import org.amparo.content.TextClass;
import org.junit.jupiter.api.Test;

/// A line without people never offers one (`rulings.md` 2): no text of the automatic part says 9 there, in any
/// language.
class WithoutPeopleTest {
    private static final Release RELEASE =
            FileRelease.of(ContentFiles.packed(), InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));
    private static final Pages PAGES = new Texter().onALineWithoutPeople().pages();
    private static final Pattern NINE = Pattern.compile("(?<!\\p{Nd})[9٩۹९๙](?!\\p{Nd})");

    @Test
    void no_text_offers_nine() {
        var offers = new ArrayList<String>();
        for (var id : replies()) {
            for (var locale : RELEASE.offered(true)) {
                var said = PAGES.say(id.substring("sys.".length()), locale)
                        .getFirst()
                        .textId();
                RELEASE.text(said, locale, true)
                        .filter(text -> NINE.matcher(text.pattern()).find())
                        .ifPresent(text -> offers.add(said + " " + locale + ": " + text.pattern()));
            }
        }
        assertEquals(List.of(), offers);
        assertTrue(RELEASE.offered(true).size() > 9, "the drafted languages were looked at");
    }

    @Test
    void no_article_offers_nine() {
        var offers = new ArrayList<String>();
        for (var topic : RELEASE.topics()) {
            for (var locale : RELEASE.offered(true)) {
                for (boolean elsewhere : List.of(true, false)) {
                    PAGES.topic(topic, locale, elsewhere).stream()
                            .flatMap(piece -> RELEASE.text(piece.textId(), piece.locale(), true).stream())
                            .filter(text -> NINE.matcher(text.pattern()).find())
                            .forEach(text -> offers.add(topic.id() + " " + locale + ": " + text.pattern()));
                }
            }
        }
        assertEquals(List.of(), offers);
    }

    /// Every answer of the automatic part but those that need a person, or an earlier miss beside one, to be said.
    private static List<String> replies() {
        return ContentFiles.packed().texts("content/phrases").values().stream()
                .flatMap(text ->
                        Pattern.compile("- id: (sys\\.\\S+)").matcher(text).results())
                .map(found -> found.group(1))
                .filter(id -> !id.equals("sys.not-understood-again"))
                .filter(id -> RELEASE.phrase(id)
                        .filter(one -> one.textClass() == TextClass.REPLY)
                        .isPresent())
                .toList();
    }
}
