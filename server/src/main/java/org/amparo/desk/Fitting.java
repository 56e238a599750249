package org.amparo.desk;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amparo.content.Piece;
import org.amparo.content.Releases;
import org.amparo.content.Wording;
import org.amparo.language.Segments;

/// A list in as many segments as a look at a phone takes: its first rows, and how many more there are. Safe for
/// many threads.
@Singleton
final class Fitting {
    private static final int SEGMENTS = 3;

    private final Releases releases;
    private final boolean drafts;

    Fitting(Releases releases, @Property(name = "amparo.serve-drafts", defaultValue = "false") boolean drafts) {
        this.releases = releases;
        this.drafts = drafts;
    }

    /// @param rows the pieces of each, the first of which begins a new line
    /// @param more how many there are besides
    List<Piece> of(DeskText text, List<Piece> head, List<List<Piece>> rows, int more) {
        var locale = text.person().alertLocale();
        for (int shown = rows.size(); ; shown--) {
            var pieces = new ArrayList<Piece>(head);
            rows.stream().limit(shown).forEach(pieces::addAll);
            int left = more + rows.size() - shown;
            if (left > 0) {
                pieces.add(Piece.of("duty.why-more", locale, Map.of("count", Integer.toString(left)))
                        .onNewLine(""));
            }
            if (shown == 0 || Segments.count(wording(text).of(pieces)).segments() <= SEGMENTS) {
                return pieces;
            }
        }
    }

    private Wording wording(DeskText text) {
        return new Wording(releases.current(), text.line().scope(), text.line().country(), drafts);
    }
}
