package org.amparo.reception;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.Contact;
import org.amparo.dialogue.Dialogue;
import org.amparo.lines.Line;
import org.jdbi.v3.core.Jdbi;

/// Keeps where each contact stands with each line.
@Singleton
final class DialogueRows {
    private final Jdbi jdbi;
    private final ObjectMapper json;

    DialogueRows(Jdbi jdbi, ObjectMapper json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    /// The dialogue under way, or a new one when there is none or the last ended.
    Dialogue find(UUID contact, UUID line, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "SELECT position FROM dialogue WHERE contact_id = :contact AND line_id = :line")
                        .bind("contact", contact)
                        .bind("line", line)
                        .mapTo(String.class)
                        .findOne())
                .flatMap(this::read)
                .filter(dialogue -> dialogue.live(now))
                .orElseGet(() -> Dialogue.begin(now));
    }

    void save(Contact contact, Line line, Dialogue dialogue, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO dialogue (contact_id, line_id, organisation_id, position, changed_at)
                        VALUES (:contact, :line, :organisation, CAST(:position AS jsonb), :now)
                        ON CONFLICT ON CONSTRAINT dialogue_once DO UPDATE
                           SET position = CAST(:position AS jsonb), changed_at = :now
                        """)
                .bind("contact", contact.id())
                .bind("line", line.id())
                .bind("organisation", line.organisationId())
                .bind("position", write(dialogue))
                .bind("now", now)
                .execute());
    }

    /// An older program's position that cannot be read any more is no position.
    private Optional<Dialogue> read(String stored) {
        try {
            return Optional.ofNullable(json.readValue(stored, Dialogue.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String write(Dialogue dialogue) {
        try {
            return json.writeValueAsString(dialogue);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
