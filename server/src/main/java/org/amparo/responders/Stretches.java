package org.amparo.responders;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Keeps how long each responder has been writing. Works inside the caller's transaction, which has the responder's
/// turn; safe for many threads.
@Singleton
public class Stretches {
    private final Jdbi jdbi;

    Stretches(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// They wrote to a contact.
    ///
    /// @param person as they were before
    /// @return whether a pause is due since this text
    public boolean wrote(Responder person, Instant now) {
        var stretch = Stretch.wrote(person.stretch(), now);
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE responder SET writing_since = :since, wrote_at = :last WHERE id = :id")
                .bind("since", stretch.since())
                .bind("last", stretch.last())
                .bind("id", person.id())
                .execute());
        return stretch.pauseDue(now)
                && person.stretch().filter(before -> before.pauseDue(now)).isEmpty();
    }

    static Optional<Stretch> of(Optional<Instant> since, Optional<Instant> last) {
        return since.flatMap(from -> last.map(at -> new Stretch(from, at)));
    }
}
