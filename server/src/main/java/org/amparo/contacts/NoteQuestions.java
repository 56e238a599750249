package org.amparo.contacts;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Which note for whoever takes over a contact is being asked about: a yes to one is none to another. Each public
/// method is one transaction, or part of the caller's.
@Singleton
public class NoteQuestions {
    /// So long after a question is over a text that answers it may still come.
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(2);

    private final Jdbi jdbi;

    NoteQuestions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// That note is being asked about, until what follows from the answer, or from none in time.
    public boolean open(UUID note) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT FROM consent WHERE note_id = :note AND answer IS NULL)")
                .bind("note", note)
                .mapTo(Boolean.class)
                .one());
    }

    /// A note of theirs is being asked about, or was a moment ago: a 1 for that one, or a second one from a bad
    /// network, may be on its way, and would let through another note they never saw.
    public boolean lately(UUID contact, UUID line, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM consent
                                        WHERE contact_id = :contact AND line_id = :line AND purpose = 'handover-note'
                                          AND (answer IS NULL OR answered_at > :settled))
                        """)
                .bind("contact", contact)
                .bind("line", line)
                .bind("settled", now.minus(ON_ITS_WAY))
                .mapTo(Boolean.class)
                .one());
    }

    /// That note is there no more: nobody need answer what they were asked about it.
    @Transactional
    public void gone(UUID note, Instant now) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        UPDATE consent SET answer = 'lapsed', given_by = 'time', answered_at = :now
                         WHERE note_id = :note AND answer IS NULL
                        """).bind("note", note).bind("now", now).execute());
    }
}
