package org.amparo.conversations;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.contacts.ConsentGiven;
import org.amparo.contacts.Consents;
import org.amparo.contacts.NoteQuestions;
import org.amparo.contacts.Purpose;
import org.amparo.platform.Ids;
import org.amparo.platform.OldRows;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Jdbi;

/// A short note for whoever takes a talk over, sealed under the conversation's key; each who held it may have one.
/// Nobody but who wrote it reads it without the contact's yes to that very note; it is gone on no (`domain.md` F.5,
/// G.1).
@Singleton
public class HandoverNotes implements RetentionStep {
    private final Jdbi jdbi;
    private final Keyring keyring;
    private final Conversations conversations;
    private final Consents consents;
    private final NoteQuestions asked;
    private final Audit audit;

    HandoverNotes(
            Jdbi jdbi,
            Keyring keyring,
            Conversations conversations,
            Consents consents,
            NoteQuestions asked,
            Audit audit) {
        this.jdbi = jdbi;
        this.keyring = keyring;
        this.conversations = conversations;
        this.consents = consents;
        this.asked = asked;
        this.audit = audit;
    }

    /// A note that nobody has taken yet.
    ///
    /// @param by who wrote it
    public record Waiting(UUID id, UUID by) {}

    /// The holder writes it, in place of an earlier one of theirs, about which nobody need answer any more.
    ///
    /// @return false when that person does not hold the talk
    @Transactional
    public boolean write(UUID conversation, UUID by, String words, Instant now) {
        var talk = conversations
                .locked(conversation)
                .filter(one -> one.holder().filter(by::equals).isPresent());
        talk.ifPresent(one -> {
            replaced(conversation, by).forEach(earlier -> asked.gone(earlier, now));
            var id = Ids.next(now);
            jdbi.useHandle(handle -> handle.createUpdate("""
                            INSERT INTO handover_note (id, organisation_id, conversation_id, sealed, written_by, written_at)
                            VALUES (:id, :organisation, :conversation, :sealed, :by, :now)
                            """)
                    .bind("id", id)
                    .bind("organisation", one.organisation())
                    .bind("conversation", conversation)
                    .bind("sealed", keyring.seal(conversation, row(id), words.getBytes(StandardCharsets.UTF_8), now))
                    .bind("by", by)
                    .bind("now", now)
                    .execute());
        });
        return talk.isPresent();
    }

    /// Their own earlier note goes, and any that somebody has taken: it did what it was for.
    private List<UUID> replaced(UUID conversation, UUID by) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        DELETE FROM handover_note
                         WHERE conversation_id = :conversation AND (written_by = :by OR taken_at IS NOT NULL)
                        RETURNING id
                        """)
                .bind("conversation", conversation)
                .bind("by", by)
                .mapTo(UUID.class)
                .list());
    }

    /// Notes of that talk nobody has taken, the oldest first.
    public List<Waiting> waiting(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, written_by FROM handover_note
                         WHERE conversation_id = :conversation AND taken_at IS NULL
                         ORDER BY written_at, id
                        """)
                .bind("conversation", conversation)
                .map((found, _) ->
                        new Waiting(found.getObject("id", UUID.class), found.getObject("written_by", UUID.class)))
                .list());
    }

    /// The note, for the holder who took over.
    ///
    /// @param given the contact's yes to this note, looked at again here
    @Transactional
    public Optional<String> read(ConsentGiven<Purpose.HandoverNote> given, UUID reader, Instant now) {
        var talk = conversations
                .locked(given.conversation())
                .filter(one -> one.holder().filter(reader::equals).isPresent());
        if (talk.isEmpty() || !consents.stands(given, now)) {
            return Optional.empty();
        }
        audit.act(Act.by(reader, talk.get().organisation(), Act.Kind.CONVERSATION_READ, given.conversation(), now));
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE handover_note SET taken_by = COALESCE(taken_by, :reader), taken_at = COALESCE(taken_at, :now)
                         WHERE id = :note AND conversation_id = :conversation
                        RETURNING id, sealed
                        """)
                .bind("reader", reader)
                .bind("now", now)
                .bind("note", given.purpose().note())
                .bind("conversation", given.conversation())
                .map((found, _) -> words(given.conversation(), found))
                .findOne());
    }

    /// A note its contact is asked about, for them alone: nobody has taken it.
    public Optional<String> shown(UUID conversation, UUID note) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, sealed FROM handover_note
                         WHERE id = :note AND conversation_id = :conversation AND taken_at IS NULL
                        """)
                .bind("note", note)
                .bind("conversation", conversation)
                .map((found, _) -> words(conversation, found))
                .findOne());
    }

    private String words(UUID conversation, ResultSet found) throws SQLException {
        var row = row(found.getObject("id", UUID.class));
        return new String(keyring.open(conversation, row, found.getBytes("sealed")), StandardCharsets.UTF_8);
    }

    /// The contact said no, or nothing in time: it is gone.
    @Transactional
    public void drop(UUID note) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM handover_note WHERE id = :note")
                .bind("note", note)
                .execute());
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(StoredTable.named("handover_note")
                .keeps(
                        RetentionClass.HANDOVER_NOTE,
                        "a note for whoever takes a talk over, sealed; who wrote and who took it, by ids",
                        "id",
                        "organisation_id",
                        "conversation_id",
                        "sealed",
                        "written_by",
                        "written_at",
                        "passed_at",
                        "taken_by",
                        "taken_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        int gone = OldRows.delete(
                jdbi,
                "handover_note",
                "id",
                "COALESCE(taken_at, written_at)",
                times.before(RetentionClass.HANDOVER_NOTE, now),
                atMost);
        return Map.of(RetentionClass.HANDOVER_NOTE, gone);
    }

    private static String row(UUID note) {
        return "note:" + note;
    }
}
