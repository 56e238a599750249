package org.amparo.contacts;

import static org.amparo.platform.RetentionClass.CONSENT_RECORD;
import static org.amparo.platform.RetentionClass.REFERRAL;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amparo.platform.ContactNeed;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.jdbi.v3.core.Jdbi;

/// Lets go of proof that is old enough; keeps a contact for whom a follow-up is agreed.
@Singleton
final class ConsentRetention implements RetentionStep, ContactNeed {
    /// Marking is cheaper than deleting: so many times a batch.
    private static final int MANY = 20;

    private final Jdbi jdbi;

    ConsentRetention(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(
                StoredTable.named("consent")
                        .keeps(
                                CONSENT_RECORD,
                                "what was asked, in which text and language, and the answer; never a number",
                                "id",
                                "organisation_id",
                                "line_id",
                                "contact_id",
                                "conversation_id",
                                "level",
                                "purpose",
                                "text_id",
                                "text_version_id",
                                "locale",
                                "release_id",
                                "partner_id",
                                "note_hash",
                                "note_id",
                                "question_row",
                                "asked_by",
                                "asked_at",
                                "open_until",
                                "answer",
                                "given_by",
                                "answered_at",
                                "expires_at",
                                "withdrawn_at",
                                "used_at",
                                "over_at"),
                StoredTable.named("referral")
                        .keeps(
                                REFERRAL,
                                "which partner was told, under which consent, with a keyed hash of the note; what became of it,"
                                        + " as a code",
                                "id",
                                "organisation_id",
                                "line_id",
                                "contact_id",
                                "consent_id",
                                "partner_id",
                                "note_hash",
                                "given_by",
                                "given_at",
                                "outcome",
                                "outcome_at"));
    }

    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        ended(now, atMost);
        return Map.of(
                REFERRAL, delete("referral", "given_at <= :before", times.before(REFERRAL, now), atMost),
                CONSENT_RECORD, delete("consent", """
                        over_at <= :before
                        AND NOT EXISTS (SELECT 1 FROM referral r WHERE r.consent_id = consent.id)
                        """, times.before(CONSENT_RECORD, now), atMost));
    }

    /// From when the time of a record counts: what allows nothing more, and has no texts that rest on it, is over
    /// when it ended; whatever else with its contact. Texts that rest on a yes: [Consents#restsOnNothing].
    private void ended(Instant now, int atMost) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        WITH ended AS (
                            SELECT c.id, CASE WHEN k.id IS NULL THEN :now
                                              ELSE COALESCE(c.used_at, c.withdrawn_at, c.expires_at, c.answered_at, c.open_until)
                                         END AS at
                              FROM consent c LEFT JOIN contact k ON k.id = c.contact_id
                             WHERE c.over_at IS NULL
                               AND (k.id IS NULL
                                    OR (COALESCE(c.used_at, c.withdrawn_at, c.expires_at, c.answered_at, c.open_until) <= :now
                                        AND NOT (c.purpose = 'keep-texts' AND COALESCE(c.answer, 'no') IN ('yes', 'told'))))
                             LIMIT :most FOR UPDATE OF c SKIP LOCKED)
                        UPDATE consent SET over_at = ended.at FROM ended WHERE consent.id = ended.id
                        """)
                .bind("now", now)
                .bind("most", atMost * MANY)
                .execute());
    }

    private int delete(String table, String which, Instant before, int atMost) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        DELETE FROM %s WHERE id IN (SELECT id FROM %s WHERE %s LIMIT :most FOR UPDATE SKIP LOCKED)
                        """.formatted(table, table, which))
                .bind("before", before)
                .bind("most", atMost)
                .execute());
    }

    @Override
    public Map<UUID, Instant> needed(Collection<UUID> contacts, RetentionTimes times, Instant now) {
        var needed = new HashMap<UUID, Instant>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        SELECT contact_id, max(expires_at) AS until FROM consent
                         WHERE contact_id = ANY (:contacts) AND purpose = 'follow-up' AND answer = 'yes'
                           AND withdrawn_at IS NULL AND used_at IS NULL AND expires_at > :now
                         GROUP BY contact_id
                        """)
                .bindArray("contacts", UUID.class, contacts.toArray())
                .bind("now", now)
                .map((row, _) -> needed.put(
                        row.getObject("contact_id", UUID.class),
                        row.getTimestamp("until").toInstant()))
                .list());
        return needed;
    }
}
