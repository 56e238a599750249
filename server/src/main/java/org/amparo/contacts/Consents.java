package org.amparo.contacts;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.Releases;
import org.amparo.content.TextMeanings;
import org.amparo.platform.ErasureStep;
import org.amparo.platform.Ids;
import org.amparo.sealing.KeySet;
import org.jdbi.v3.core.Jdbi;

/// Keeps what contacts were asked and what they answered, and gives out the proof without which nothing is shared
/// and nobody is written to again (`domain.md` G.2). A yes holds until it is withdrawn, used, too old, or its text
/// means something else, and no longer than thirty days after the contact's last text.
///
/// Each public method is one transaction, or part of the caller's.
@Singleton
public class Consents implements ErasureStep {
    private final Jdbi jdbi;
    private final Releases releases;
    private final TextMeanings meanings;
    private final KeySet keySet;

    Consents(Jdbi jdbi, Releases releases, TextMeanings meanings, KeySet keySet) {
        this.jdbi = jdbi;
        this.releases = releases;
        this.meanings = meanings;
        this.keySet = keySet;
    }

    /// A question as it is asked.
    ///
    /// @param conversation in which it is asked; empty while there is none
    /// @param row the outbox row of its text
    /// @param by the responder who asks; empty when the line does
    public record Question(
            UUID organisation,
            UUID line,
            UUID contact,
            Optional<UUID> conversation,
            Purpose purpose,
            String textId,
            String locale,
            UUID release,
            Optional<UUID> row,
            Optional<UUID> by) {}

    /// A question went out. One of the same kind that is still open is closed, and an earlier yes to the same
    /// partner ends: the newest counts.
    @Transactional
    public UUID asked(Question question, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE consent SET answer = 'lapsed', given_by = 'time', answered_at = :now
                         WHERE contact_id = :contact AND line_id = :line AND purpose = :purpose AND answer IS NULL
                        """)
                .bind("contact", question.contact())
                .bind("line", question.line())
                .bind("purpose", question.purpose().word())
                .bind("now", now)
                .execute());
        if (question.purpose() instanceof Purpose.Referral referral) {
            jdbi.useHandle(handle -> EarlierYes.end(handle, question.contact(), referral.partner(), now));
        }
        return insert(question, false, now);
    }

    /// A child was told what is kept, instead of being asked.
    @Transactional
    public UUID told(Question notice, Instant now) {
        return insert(notice, true, now);
    }

    private UUID insert(Question question, boolean told, Instant now) {
        var id = Ids.next(now);
        var referral = question.purpose() instanceof Purpose.Referral one
                ? Optional.of(one)
                : Optional.<Purpose.Referral>empty();
        var note = question.purpose() instanceof Purpose.HandoverNote(var row) ? row : null;
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO consent (id, organisation_id, line_id, contact_id, conversation_id, level, purpose, text_id,
                               text_version_id, locale, release_id, partner_id, note_hash, note_id, question_row,
                               asked_by, asked_at, open_until, answer, given_by, answered_at)
                        VALUES (:id, :organisation, :line, :contact, CAST(:conversation AS uuid), :level, :purpose, :text,
                               CAST(:version AS uuid), :locale, :release, CAST(:partner AS uuid), :note, CAST(:handover AS uuid), CAST(:row AS uuid),
                               CAST(:by AS uuid), :now, :open, :answer, :how, :answeredAt)
                        """)
                .bind("id", id)
                .bind("organisation", question.organisation())
                .bind("line", question.line())
                .bind("contact", question.contact())
                .bind("conversation", question.conversation().orElse(null))
                .bind("level", question.purpose().level())
                .bind("purpose", question.purpose().word())
                .bind("text", question.textId())
                .bind(
                        "version",
                        meanings.of(question.release(), question.textId()).orElse(null))
                .bind("locale", question.locale())
                .bind("release", question.release())
                .bind("partner", referral.map(Purpose.Referral::partner).orElse(null))
                .bind("note", referral.map(one -> one.noteHash().value()).orElse(null))
                .bind("handover", note)
                .bind("row", question.row().orElse(null))
                .bind("by", question.by().orElse(null))
                .bind("now", now)
                .bind("open", now.plus(question.purpose().open()))
                .bind("answer", told ? "told" : null)
                .bind("how", told ? "notice" : null)
                .bind("answeredAt", told ? now : null)
                .execute());
        return id;
    }

    /// Questions of this line that a text may answer now, the newest first.
    public List<OpenConsent> open(UUID contact, UUID line, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, purpose, question_row, asked_by IS NOT NULL AS by_responder, asked_at FROM consent
                         WHERE contact_id = :contact AND line_id = :line AND answer IS NULL AND open_until > :now
                           AND question_row IS NOT NULL
                         ORDER BY asked_at DESC, id DESC
                        """)
                .bind("contact", contact)
                .bind("line", line)
                .bind("now", now)
                .map((row, _) -> new OpenConsent(
                        row.getObject("id", UUID.class),
                        row.getString("purpose"),
                        row.getObject("question_row", UUID.class),
                        row.getBoolean("by_responder"),
                        row.getTimestamp("asked_at").toInstant()))
                .list());
    }

    /// The contact's answer to a question that is open. No to keeping texts takes back whatever rests on it; no to
    /// a partner, any yes to that partner.
    ///
    /// @return false when it was answered, closed or too old: then nothing follows from the text
    @Transactional
    public boolean answered(UUID consent, boolean yes, Instant at) {
        var answered = jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE consent SET answer = :answer, given_by = 'text', answered_at = :at,
                               expires_at = CASE WHEN :yes THEN CAST(:at AS timestamptz) + make_interval(secs =>
                                   CASE WHEN purpose IN ('keep-texts', 'follow-up') THEN CAST(:long AS bigint)
                                        ELSE CAST(:short AS bigint) END) END
                         WHERE id = :id AND answer IS NULL AND open_until > :at
                        RETURNING contact_id, purpose, partner_id
                        """)
                .bind("answer", yes ? "yes" : "no")
                .bind("yes", yes)
                .bind("at", at)
                .bind("long", new Purpose.KeepTexts().holds().toSeconds())
                .bind("short", Purpose.ONCE.toSeconds())
                .bind("id", consent)
                .map((row, _) -> new Answered(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        Optional.ofNullable(row.getObject(3, UUID.class))))
                .findOne());
        if (!yes) {
            answered.filter(one -> one.purpose().equals(new Purpose.KeepTexts().word()))
                    .ifPresent(one -> withdrawAll(one.contact(), at));
            answered.ifPresent(one -> one.partner()
                    .ifPresent(
                            partner -> jdbi.useHandle(handle -> EarlierYes.end(handle, one.contact(), partner, at))));
        }
        return answered.isPresent();
    }

    private record Answered(UUID contact, String purpose, Optional<UUID> partner) {}

    /// A question a responder asked.
    ///
    /// @param purpose as the database says it, such as `follow-up`
    /// @param note the row of the note for whoever takes over, where it is about one
    public record Asker(UUID conversation, UUID by, String purpose, Optional<UUID> note) {}

    /// Who asked that, in which conversation; empty when the line did.
    public Optional<Asker> asker(UUID consent) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT conversation_id, asked_by, purpose, note_id FROM consent
                         WHERE id = :id AND asked_by IS NOT NULL AND conversation_id IS NOT NULL
                        """)
                .bind("id", consent)
                .map((row, _) -> asker(row))
                .findOne());
    }

    /// Closes one question of a responder that nobody answered in time, its contact's row locked first, as
    /// everywhere. Keeping texts is not among them: nothing follows from silence there.
    ///
    /// @return empty when there is none
    @Transactional
    public Optional<Asker> lapse(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        WITH late AS (SELECT c.id FROM consent c JOIN contact k ON k.id = c.contact_id
                                       WHERE c.answer IS NULL AND c.asked_by IS NOT NULL AND c.conversation_id IS NOT NULL
                                         AND c.purpose IN ('handover-note', 'referral', 'follow-up') AND c.open_until <= :now
                                       ORDER BY c.open_until LIMIT 1 FOR UPDATE OF k, c SKIP LOCKED)
                        UPDATE consent SET answer = 'lapsed', given_by = 'time', answered_at = :now
                          FROM late WHERE consent.id = late.id
                        RETURNING conversation_id, asked_by, purpose, note_id
                        """)
                .bind("now", now)
                .map((row, _) -> asker(row))
                .findOne());
    }

    /// When the next of them lapses.
    public Optional<Instant> nextLapse() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT min(c.open_until) FROM consent c JOIN contact k ON k.id = c.contact_id
                         WHERE c.answer IS NULL AND c.asked_by IS NOT NULL AND c.conversation_id IS NOT NULL
                           AND c.purpose IN ('handover-note', 'referral', 'follow-up')
                        """)
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
                .one());
    }

    private static Asker asker(ResultSet row) throws SQLException {
        return new Asker(
                row.getObject("conversation_id", UUID.class),
                row.getObject("asked_by", UUID.class),
                row.getString("purpose"),
                Optional.ofNullable(row.getObject("note_id", UUID.class)));
    }

    /// The newest open question for keeping texts, answered.
    @Transactional
    public boolean keepTextsAnswered(UUID contact, UUID line, boolean yes, Instant at) {
        return open(contact, line, at).stream()
                .filter(one -> one.purpose().equals(new Purpose.KeepTexts().word()))
                .findFirst()
                .filter(one -> answered(one.id(), yes, at))
                .isPresent();
    }

    /// Yes to keeping texts holds, under the text as it is now: nobody need be asked again.
    public boolean keepsTexts(UUID contact, String textId, Instant now) {
        return yes("c.contact_id = :key AND c.purpose = 'keep-texts' AND c.text_id = :text", contact, textId, now)
                .isPresent();
    }

    /// May we write once more? Given for the contact of this conversation, not used yet.
    public Optional<ConsentGiven<Purpose.FollowUp>> followUp(UUID conversation, Instant now) {
        return yes("c.conversation_id = :key AND c.purpose = 'follow-up'", conversation, "", now)
                .map(row -> row.proof(new Purpose.FollowUp()));
    }

    /// May this very note be passed on?
    public Optional<ConsentGiven<Purpose.HandoverNote>> handoverNote(UUID note, Instant now) {
        return yes("c.note_id = :key AND c.purpose = 'handover-note'", note, "", now)
                .map(row -> row.proof(new Purpose.HandoverNote(note)));
    }

    /// May this partner be given the number and a note? Good for the note that was agreed to alone.
    public Optional<ConsentGiven<Purpose.Referral>> referral(UUID conversation, UUID partner, Instant now) {
        return yes(
                        "c.conversation_id = :key AND c.purpose = 'referral' AND c.partner_id::text = :text",
                        conversation,
                        partner.toString(),
                        now)
                .map(row -> row.proof(new Purpose.Referral(partner, new NoteHash(row.note()))));
    }

    /// What contacts allowed this responder to give a partner, and what was not given yet; the oldest yes first.
    public List<ConsentGiven<Purpose.Referral>> referrals(UUID line, UUID askedBy, Instant now) {
        return jdbi
                .withHandle(handle -> handle.createQuery("""
                        SELECT c.* FROM consent c JOIN contact k ON k.id = c.contact_id
                         WHERE c.line_id = :line AND c.asked_by = :by AND c.purpose = 'referral'
                           AND c.answer = 'yes' AND c.withdrawn_at IS NULL AND c.used_at IS NULL
                           AND c.expires_at > :now AND k.last_inbound_at > :lapsed
                         ORDER BY c.answered_at, c.id
                        """)
                        .bind("line", line)
                        .bind("by", askedBy)
                        .bind("now", now)
                        .bind("lapsed", now.minus(SendingState.PERMISSIONS))
                        .map((row, _) -> Map.entry(Yes.of(row), row.getObject("partner_id", UUID.class)))
                        .list())
                .stream()
                .filter(one -> meansTheSame(one.getKey()))
                .map(one -> one.getKey()
                        .proof(new Purpose.Referral(
                                one.getValue(), new NoteHash(one.getKey().note()))))
                .toList();
    }

    public NoteHash hash(String note) {
        return new NoteHash(keySet.stamp("note|" + note));
    }

    /// Looks again, in the transaction that acts, whether a yes still holds; it stays as it is until that ends.
    @Transactional
    public boolean stands(ConsentGiven<?> given, Instant now) {
        return yes("c.id = :key", given.id(), "", now).isPresent();
    }

    /// The same for what is allowed once: it holds no longer.
    @Transactional
    public boolean use(ConsentGiven<?> given, Instant now) {
        if (!stands(given, now)) {
            return false;
        }
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE consent SET used_at = :now WHERE id = :id")
                .bind("now", now)
                .bind("id", given.id())
                .execute());
        return true;
    }

    /// Every yes of this contact ends: the number may be somebody else's, or they take back what the rest leans on.
    @Transactional
    public void withdrawAll(UUID contact, Instant now) {
        withdraw(contact, "", now);
    }

    /// They do not want to be written to any more on this line or at all: no follow-up.
    @Transactional
    public void withdrawFollowUp(UUID contact, Instant now) {
        withdraw(contact, "AND purpose = 'follow-up'", now);
    }

    private void withdraw(UUID contact, String which, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE consent SET withdrawn_at = :now
                         WHERE contact_id = :contact AND answer = 'yes' AND withdrawn_at IS NULL
                        """ + which)
                .bind("contact", contact)
                .bind("now", now)
                .execute());
    }

    /// Texts of these contacts are gone: the time of records on which none rest any more counts from now.
    ///
    /// @param oldest by contact, since when texts are kept that rest on such a record; now when there are none
    @Transactional
    public void restsOnNothing(Map<UUID, Instant> oldest, Instant now) {
        if (oldest.isEmpty()) {
            return;
        }
        var kept = List.copyOf(oldest.entrySet());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE consent c SET over_at = :now
                          FROM unnest(:contacts, CAST(:oldest AS timestamptz[])) AS kept (contact_id, since)
                         WHERE c.contact_id = kept.contact_id AND c.over_at IS NULL
                           AND c.purpose = 'keep-texts' AND c.answer IN ('yes', 'told')
                           AND COALESCE(c.withdrawn_at, c.expires_at, c.answered_at) < kept.since
                        """)
                .bind("now", now)
                .bindArray(
                        "contacts",
                        UUID.class,
                        kept.stream().map(Map.Entry::getKey).toArray())
                .bindArray(
                        "oldest",
                        String.class,
                        kept.stream().map(one -> one.getValue().toString()).toArray())
                .execute());
    }

    @Override
    public void erase(UUID contact) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("DELETE FROM referral WHERE contact_id = :contact")
                    .bind("contact", contact)
                    .execute();
            handle.createUpdate("DELETE FROM consent WHERE contact_id = :contact")
                    .bind("contact", contact)
                    .execute();
        });
    }

    private record Yes(
            UUID id, UUID contact, UUID line, UUID conversation, String textId, Optional<UUID> version, byte[] note) {
        <P extends Purpose> ConsentGiven<P> proof(P purpose) {
            return new ConsentGiven<>(id, purpose, contact, line, conversation);
        }

        static Yes of(ResultSet row) throws SQLException {
            return new Yes(
                    row.getObject("id", UUID.class),
                    row.getObject("contact_id", UUID.class),
                    row.getObject("line_id", UUID.class),
                    row.getObject("conversation_id", UUID.class),
                    row.getString("text_id"),
                    Optional.ofNullable(row.getObject("text_version_id", UUID.class)),
                    row.getBytes("note_hash"));
        }
    }

    private Optional<Yes> yes(String which, UUID key, String text, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT c.* FROM consent c JOIN contact k ON k.id = c.contact_id
                         WHERE c.answer = 'yes' AND c.withdrawn_at IS NULL AND c.used_at IS NULL
                           AND c.expires_at > :now AND k.last_inbound_at > :lapsed AND :text = :text
                           AND %s
                         ORDER BY c.answered_at DESC, c.id DESC LIMIT 1
                           FOR UPDATE OF c
                        """.formatted(which))
                .bind("now", now)
                .bind("lapsed", now.minus(SendingState.PERMISSIONS))
                .bind("text", text)
                .bind("key", key)
                .map((row, _) -> Yes.of(row))
                .findOne()
                .filter(this::meansTheSame));
    }

    private boolean meansTheSame(Yes yes) {
        return meanings.of(releases.current().id(), yes.textId()).equals(yes.version());
    }
}
