package org.amparo.conversations;

import io.micronaut.context.BeanProvider;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.contacts.Contact;
import org.amparo.contacts.Contacts;
import org.amparo.contacts.SendingState;
import org.amparo.contacts.SendingStates;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.platform.ErasureStep;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Jdbi;

/// What a conversation is, who is there, and its end: closed, or erased with its contact. [Places] opens it,
/// [TakingPart] writes who holds it, [Messages] keeps what is said.
///
/// What follows from a contact's text works inside the caller's transaction, which holds the contact's row. The
/// acts of people are one transaction each, or part of the caller's, and lock the contact's row first. Safe on
/// many nodes.
@Singleton
public class Conversations implements ErasureStep {
    private final Jdbi jdbi;
    private final Keyring keyring;
    private final LegalHolds holds;
    private final Audit audit;
    private final InstantSource time;
    private final Participants participants;
    private final Contacts contacts;
    private final SendingStates states;
    private final Announcements announcements;
    private final BeanProvider<ConversationListener> listeners;

    Conversations(
            Jdbi jdbi,
            Keyring keyring,
            LegalHolds holds,
            Audit audit,
            InstantSource time,
            Participants participants,
            Contacts contacts,
            SendingStates states,
            Announcements announcements,
            BeanProvider<ConversationListener> listeners) {
        this.jdbi = jdbi;
        this.keyring = keyring;
        this.holds = holds;
        this.audit = audit;
        this.time = time;
        this.participants = participants;
        this.contacts = contacts;
        this.states = states;
        this.announcements = announcements;
        this.listeners = listeners;
    }

    /// Whose conversation, on which line, in which language.
    public record Pair(UUID organisation, UUID line, UUID contact, String locale) {}

    public Optional<OpenConversation> open(UUID contact, UUID line) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT c.*,
                               (SELECT count(*) FROM message m WHERE m.conversation_id = c.id AND m.direction = 'in') AS texts
                          FROM conversation c
                         WHERE c.contact_id = :contact AND c.line_id = :line AND c.closed_at IS NULL
                        """)
                .bind("contact", contact)
                .bind("line", line)
                .map((row, _) -> OpenConversation.of(row))
                .findOne());
    }

    public void consent(UUID conversation, String answer) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE conversation SET consent = :answer WHERE id = :id")
                .bind("answer", answer)
                .bind("id", conversation)
                .execute());
    }

    /// The contact is written to in this language from now on.
    @Transactional
    public void speaks(UUID conversation, String locale) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE conversation SET locale = :locale WHERE id = :id")
                .bind("locale", locale)
                .bind("id", conversation)
                .execute());
    }

    /// A contact took back that texts are kept: what is kept of them goes with the next run.
    public void keepNoMore(UUID contact) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE conversation SET consent = 'no' WHERE contact_id = :contact AND consent = 'yes'")
                .bind("contact", contact)
                .execute());
    }

    /// What is still kept of the contact's closed talks on this line.
    ///
    /// @param agreed they said yes to keeping it
    public record Kept(int texts, Instant closedAt, boolean agreed) {}

    /// The closed talks of which words are still kept, the newest first.
    public List<Kept> kept(UUID contact, UUID line) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT count(b.message_id) AS texts, c.closed_at, c.consent = 'yes' AS agreed
                          FROM conversation c
                          JOIN message m ON m.conversation_id = c.id AND m.direction = 'in'
                          JOIN message_body b ON b.message_id = m.id
                         WHERE c.contact_id = :contact AND c.line_id = :line AND c.closed_at IS NOT NULL
                         GROUP BY c.id ORDER BY c.closed_at DESC
                        """)
                .bind("contact", contact)
                .bind("line", line)
                .map((row, _) -> new Kept(
                        row.getInt("texts"), row.getTimestamp("closed_at").toInstant(), row.getBoolean("agreed")))
                .list());
    }

    /// What a talk is, by ids alone, closed or not; empty once it was erased.
    public Optional<Talk> find(UUID conversation) {
        return select(conversation, "");
    }

    /// The same of many, by their ids; without those that were erased.
    public Map<UUID, Talk> find(Collection<UUID> conversations) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT c.*, p.person_id AS holder
                          FROM conversation c
                          LEFT JOIN participant p ON p.conversation_id = c.id AND p.kind = 'responder' AND p.left_at IS NULL
                         WHERE c.id = ANY (:ids)
                        """)
                .bindArray("ids", UUID.class, conversations.toArray())
                .map((row, _) -> Talk.of(row))
                .collect(Collectors.toMap(Talk::id, talk -> talk)));
    }

    /// The talks somebody holds, interprets or has joined, the longest first.
    public List<Talk> takingPart(UUID person) {
        return participants.takingPart(person).stream()
                .flatMap(id -> find(id).stream())
                .toList();
    }

    /// Everybody who takes part now but the contact, the holder first.
    public List<UUID> present(UUID conversation) {
        return participants.present(conversation);
    }

    /// Those who interpret in it now.
    public List<UUID> interpreters(UUID conversation) {
        return participants.here(conversation, Role.INTERPRETER);
    }

    /// Somebody interpreted in it, now or before.
    public boolean wasInterpreted(UUID conversation) {
        return participants.ever(conversation, Role.INTERPRETER);
    }

    /// Who held it last and left it.
    public Optional<UUID> lastHolder(UUID conversation) {
        return participants.lastHolder(conversation);
    }

    /// Until when somebody held it who left it; empty when nobody did.
    public Optional<Instant> heldUntil(UUID conversation) {
        return participants.heldUntil(conversation);
    }

    /// Since when somebody waits for a person, or did when one came; empty when they left a message.
    public Optional<Instant> waitingSince(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT waiting_since FROM conversation WHERE id = :id AND waiting_since IS NOT NULL")
                .bind("id", conversation)
                .mapTo(Instant.class)
                .findOne());
    }

    /// A responder or supervisor ends the talk. The clock of what is kept begins; the contact hears `closed` only
    /// right after their own text, or while they said it is safe (`rulings.md` 6).
    ///
    /// @return false when it was closed before
    @Transactional
    public boolean close(UUID conversation, Outcome outcome, UUID by, Instant now) {
        var talk = locked(conversation).filter(one -> one.status() != Status.CLOSED);
        talk.ifPresent(one -> {
            announcements.closed(one, now);
            end(one, outcome.word(), Optional.of(by), now);
            audit.act(Act.by(by, one.organisation(), Act.Kind.CONVERSATION_CLOSED, conversation, now));
        });
        return talk.isPresent();
    }

    /// Whether whoever it is with may be a child. The mark is the contact's: a talk about danger may lack it.
    public boolean mayBeChild(Talk talk) {
        return talk.child()
                || contacts.find(talk.contact()).filter(Contact::childPossible).isPresent();
    }

    /// A supervisor takes the mark of a possible child away, which was set wrongly (`domain.md` R17): from the
    /// contact and from this talk. Why is theirs to know: kept is who did it, and when.
    ///
    /// @return false when there is no mark, or no open talk
    @Transactional
    public boolean noChild(UUID conversation, UUID by, Instant now) {
        var talk = locked(conversation).filter(one -> one.status() != Status.CLOSED);
        boolean marked = talk.filter(this::mayBeChild).isPresent();
        if (marked) {
            contacts.noChild(talk.get().contact());
            jdbi.useHandle(
                    handle -> handle.createUpdate("""
                            UPDATE conversation
                               SET child_possible = false,
                                   priority = CASE WHEN priority = 'child' THEN 'normal' ELSE priority END
                             WHERE id = :id
                            """).bind("id", conversation).execute());
            audit.act(Act.by(by, talk.get().organisation(), Act.Kind.FLAG_LOWERED, conversation, now));
        }
        return marked;
    }

    /// Ends it without a word: by time, or because the contact is another person now.
    ///
    /// @param reason a word such as `wrong-number`
    @Transactional
    public void close(UUID conversation, String reason, Instant now) {
        locked(conversation)
                .filter(one -> one.status() != Status.CLOSED)
                .ifPresent(one -> end(one, reason, Optional.empty(), now));
    }

    /// Nobody takes part in it from now on; who is told by [ConversationListener] is told.
    ///
    /// @param by empty when it ends by itself
    void end(Talk talk, String reason, Optional<UUID> by, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE conversation SET status = 'closed', closed_at = :now, close_reason = :reason, due_at = NULL,
                               outcome = CASE WHEN CAST(:by AS uuid) IS NOT NULL THEN :reason END, closed_by = CAST(:by AS uuid)
                         WHERE id = :id AND closed_at IS NULL
                        """)
                .bind("now", now)
                .bind("reason", reason)
                .bind("by", by.orElse(null))
                .bind("id", talk.id())
                .execute());
        participants.leaveAll(talk.id(), now);
        states.find(talk.contact(), talk.line()).map(SendingState::closed).ifPresent(states::save);
        announcements.over(talk, now);
        listeners.forEach(one -> one.closed(talk.id(), now));
    }

    /// The contact's row first, as everywhere, then the conversation.
    Optional<Talk> locked(UUID conversation) {
        return find(conversation)
                .filter(talk -> contacts.lock(talk.contact()))
                .flatMap(_ -> select(conversation, "FOR UPDATE OF c"));
    }

    private Optional<Talk> select(UUID conversation, String locking) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT c.*, p.person_id AS holder
                          FROM conversation c
                          LEFT JOIN participant p ON p.conversation_id = c.id AND p.kind = 'responder' AND p.left_at IS NULL
                         WHERE c.id = :id
                        """ + locking)
                .bind("id", conversation)
                .map((row, _) -> Talk.of(row))
                .findOne());
    }

    /// @param due when it is looked at next; empty for a talk that somebody holds
    void become(UUID conversation, Status status, Optional<Instant> due, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE conversation
                           SET status = :status, due_at = :due,
                               parked_at = CASE WHEN :status = 'parked' THEN CAST(:now AS timestamptz) END,
                               waiting_since = CASE WHEN :status = 'waiting' THEN COALESCE(waiting_since, :now)
                                                    ELSE waiting_since END
                         WHERE id = :id
                        """)
                .bind("status", status.name().toLowerCase(Locale.ROOT))
                .bind("due", due.orElse(null))
                .bind("now", now)
                .bind("id", conversation)
                .execute());
    }

    /// All talks of a contact, those that ended too.
    public List<UUID> of(UUID contact) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT id FROM conversation WHERE contact_id = :contact")
                .bind("contact", contact)
                .mapTo(UUID.class)
                .list());
    }

    /// Ends legal holds, destroys the keys of the contact's conversations and deletes their rows.
    @Override
    public void erase(UUID contact) {
        holds.endByErasure(contact, time.instant());
        of(contact).forEach(keyring::destroy);
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM conversation WHERE contact_id = :contact")
                .bind("contact", contact)
                .execute());
    }
}
