package org.amparo.contacts;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Which note for whoever takes over a contact is being asked about: a yes to one is none to another. Each public
/// method is one transaction, or part of the caller's.
@Singleton
public class NoteQuestions {
    private final Jdbi jdbi;

    NoteQuestions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The note for whoever takes over that the contact of this conversation is being asked about, until what
    /// follows from their answer, or from none in time.
    public Optional<UUID> open(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT note_id FROM consent
                         WHERE conversation_id = :conversation AND purpose = 'handover-note' AND note_id IS NOT NULL
                           AND answer IS NULL
                         ORDER BY asked_at DESC, id DESC LIMIT 1
                        """)
                .bind("conversation", conversation)
                .mapTo(UUID.class)
                .findOne());
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
