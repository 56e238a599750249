package org.amparo.conversations;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.contacts.ConsentGiven;
import org.amparo.contacts.Consents;
import org.amparo.contacts.Contacts;
import org.amparo.contacts.Purpose;
import org.amparo.platform.Ids;
import org.jdbi.v3.core.Jdbi;

/// Giving a partner what the contact agreed to give, once, and that alone (`domain.md` F.6). The words go by
/// telephone, outside the program; kept are the partner, the time and the note's keyed hash.
@Singleton
public class Referrals {
    private final Jdbi jdbi;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Consents consents;
    private final Audit audit;

    Referrals(Jdbi jdbi, Contacts contacts, Conversations conversations, Consents consents, Audit audit) {
        this.jdbi = jdbi;
        this.contacts = contacts;
        this.conversations = conversations;
        this.consents = consents;
        this.audit = audit;
    }

    /// A person says that they gave it.
    ///
    /// @param given the contact's yes, to that partner and that note, used up here
    /// @return the referral's number, which the partner may use instead of a name; empty when nothing may be given
    @Transactional
    public Optional<UUID> give(ConsentGiven<Purpose.Referral> given, UUID by, Instant now) {
        var talk = contacts.lock(given.contact()) ? conversations.find(given.conversation()) : Optional.<Talk>empty();
        if (talk.isEmpty() || !consents.use(given, now)) {
            return Optional.empty();
        }
        var id = Ids.next(now);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO referral (id, organisation_id, line_id, contact_id, consent_id, partner_id, note_hash,
                               given_by, given_at)
                        VALUES (:id, :organisation, :line, :contact, :consent, :partner, :note, :by, :now)
                        """)
                .bind("id", id)
                .bind("organisation", talk.get().organisation())
                .bind("line", given.line())
                .bind("contact", given.contact())
                .bind("consent", given.id())
                .bind("partner", given.purpose().partner())
                .bind("note", given.purpose().noteHash().value())
                .bind("by", by)
                .bind("now", now)
                .execute());
        audit.act(Act.by(by, talk.get().organisation(), Act.Kind.REFERRAL_GIVEN, given.conversation(), now));
        return Optional.of(id);
    }

    /// One that was given, while its talk is known.
    ///
    /// @param known somebody said what became of it
    public record Given(UUID referral, UUID contact, UUID conversation, UUID partner, boolean known) {}

    /// What this responder gave of contacts of a line, the newest first.
    public List<Given> given(UUID line, UUID by) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT r.id, r.contact_id, v.id AS conversation_id, r.partner_id, r.outcome IS NOT NULL AS known
                          FROM referral r JOIN consent c ON c.id = r.consent_id JOIN conversation v ON v.id = c.conversation_id
                         WHERE r.line_id = :line AND r.given_by = :by
                         ORDER BY r.given_at DESC, r.id DESC
                        """)
                .bind("line", line)
                .bind("by", by)
                .map((row, _) -> new Given(
                        row.getObject("id", UUID.class),
                        row.getObject("contact_id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        row.getObject("partner_id", UUID.class),
                        row.getBoolean("known")))
                .list());
    }

    /// Whoever gave it says what became of it; the newest word counts.
    ///
    /// @return false when that was known, or all of it was erased
    @Transactional
    public boolean became(Given given, ReferralOutcome outcome, UUID by, Instant now) {
        var talk = contacts.lock(given.contact()) ? conversations.find(given.conversation()) : Optional.<Talk>empty();
        int changed = jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE referral SET outcome = :outcome, outcome_at = :now
                         WHERE id = :id AND outcome IS DISTINCT FROM :outcome
                        """)
                .bind("outcome", outcome.word())
                .bind("now", now)
                .bind("id", given.referral())
                .execute());
        talk.filter(_ -> changed > 0)
                .ifPresent(
                        one -> audit.act(Act.by(by, one.organisation(), Act.Kind.CONVERSATION_CHANGED, one.id(), now)));
        return changed > 0;
    }
}
