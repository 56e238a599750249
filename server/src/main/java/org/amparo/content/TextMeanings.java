package org.amparo.content;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/// Which meaning a text has in a release: the English version that last changed it. A typo mended since, or another
/// translation, is no other meaning (`rulings.md` 3). Safe for many threads.
@Singleton
public class TextMeanings {
    private record Asked(UUID release, String text) {}

    private final Jdbi jdbi;
    private final Map<Asked, Optional<UUID>> known = new ConcurrentHashMap<>();

    TextMeanings(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// For a command, beside the running program.
    public static TextMeanings of(Jdbi jdbi) {
        return new TextMeanings(jdbi);
    }

    /// The meaning in the release that is in force in the database now.
    public Optional<UUID> inForce(String textId) {
        return jdbi.withHandle(ReleaseRows::inForce).flatMap(release -> of(release.id(), textId));
    }

    /// Empty for a text or a release the database does not know.
    public Optional<UUID> of(UUID release, String textId) {
        return known.computeIfAbsent(new Asked(release, textId), this::find);
    }

    private Optional<UUID> find(Asked asked) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT m.id
                          FROM release_entry e
                          JOIN rendition r ON r.id = e.rendition_id AND r.medium = 'text'
                          JOIN text_version t ON t.id = r.text_version_id AND t.text_id = :text AND t.locale = 'en'
                          JOIN text_version m ON m.organisation_id = t.organisation_id AND m.text_id = t.text_id
                               AND m.locale = 'en' AND (m.created_at, m.id) <= (t.created_at, t.id)
                         WHERE e.release_id = :release AND (m.change = 'meaning' OR m.id = t.id)
                         ORDER BY m.change = 'meaning' DESC, m.created_at DESC, m.id DESC LIMIT 1
                        """)
                .bind("release", asked.release())
                .bind("text", asked.text())
                .mapTo(UUID.class)
                .findOne());
    }
}
