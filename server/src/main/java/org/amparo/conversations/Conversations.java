package org.amparo.conversations;

import io.micronaut.context.BeanProvider;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
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
import org.amparo.conversations.OpenConversation.Priority;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.platform.ErasureStep;
import org.amparo.platform.Ids;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Jdbi;

/// The only writer of a conversation's life: *waiting, held, parked, left, closed*, and of who takes part.
///
/// What follows from a contact's text works inside the caller's transaction, which holds the contact's row. The
/// acts of people are one transaction each, or part of the caller's, and lock the contact's row first. Safe on
/// many nodes.
@Singleton
public class Conversations implements ErasureStep {
    /// A left message rests so long at most (`rulings.md` 6).
    private static final Duration LEFT_FOR = Duration.ofDays(7);

    /// A parked talk is closed silently after so long (`rulings.md` 6).
    private static final Duration PARKED_FOR = Duration.ofHours(12);

    /// `domain.md` E.5
    private static final Duration LIMITED_FOR = Duration.ofHours(24);

    private final Jdbi jdbi;
    private final Keyring keyring;
    private final LegalHolds holds;
    private final Audit audit;
    private final InstantSource time;
    private final Messages messages;
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
            Messages messages,
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
        this.messages = messages;
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
                               (SELECT count(*) FROM message m WHERE m.conversation_id = c.id AND m.direction = 'in') AS texts,
                               CASE WHEN c.status <> 'held' THEN
                               (SELECT count(*) FROM conversation o
                                 WHERE o.line_id = c.line_id AND o.status = 'waiting' AND o.id <> c.id
                                   AND (c.test OR NOT o.test)
                                   AND ((o.priority = 'danger')::int, (o.priority = 'child')::int, c.waiting_since, c.id)
                                     > ((c.priority = 'danger')::int, (c.priority = 'child')::int, o.waiting_since, o.id)
                               ) ELSE 0 END AS ahead
                          FROM conversation c
                         WHERE c.contact_id = :contact AND c.line_id = :line AND c.closed_at IS NULL
                        """)
                .bind("contact", contact)
                .bind("line", line)
                .map((row, _) -> conversation(row))
                .findOne());
    }

    /// Takes a place in the queue, or raises the one there is; a left message becomes a waiting conversation.
    public UUID await(Pair pair, Priority priority, Instant now) {
        var open = open(pair.contact(), pair.line());
        if (open.isEmpty()) {
            return create(pair, "waiting", priority, now);
        }
        var raised = priority.compareTo(open.get().priority()) < 0
                ? priority
                : open.get().priority();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE conversation
                           SET priority = :priority, locale = :locale,
                               danger_at = CASE WHEN :danger THEN COALESCE(danger_at, :now) ELSE danger_at END,
                               status = CASE WHEN status IN ('left', 'parked') THEN 'waiting' ELSE status END,
                               left_at = NULL, parked_at = NULL,
                               waiting_since = COALESCE(waiting_since, :now)
                         WHERE id = :id
                        """)
                .bind("priority", name(raised))
                .bind("locale", pair.locale())
                .bind("danger", priority == Priority.DANGER)
                .bind("now", now)
                .bind("id", open.get().id())
                .execute());
        return open.get().id();
    }

    /// A message left for later, also by somebody who waits; not in danger.
    public UUID leave(Pair pair, Instant now) {
        var open = open(pair.contact(), pair.line());
        if (open.isEmpty()) {
            return create(pair, "left", Priority.NORMAL, now);
        }
        var id = open.get().id();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE conversation SET status = 'left', left_at = :now, waiting_since = NULL, due_at = :due
                         WHERE id = :id AND status = 'waiting' AND danger_at IS NULL
                        """)
                .bind("now", now)
                .bind("due", now.plus(LEFT_FOR))
                .bind("id", id)
                .execute());
        return id;
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

    /// Keeps a contact's text, sealed under the conversation's key. Whoever left a message that somebody holds is
    /// there now.
    ///
    /// @param mark what a responder should know of it, such as `help-typed`
    public UUID append(UUID conversation, String body, Optional<String> mark, Instant now) {
        jdbi.useHandle(
                handle -> handle.createUpdate("""
                        UPDATE conversation SET left_at = NULL
                         WHERE id = :id AND status = 'held' AND left_at IS NOT NULL
                        """).bind("id", conversation).execute());
        return messages.keep(conversation, participants.contact(conversation), "in", body, mark, now);
    }

    /// Keeps what somebody who takes part wrote to the contact, sealed as the contact's texts are.
    ///
    /// @return its id; empty when that person takes no part, or nobody holds the talk
    @Transactional
    public Optional<UUID> relayed(UUID conversation, UUID person, String body, Instant now) {
        return locked(conversation)
                .filter(talk -> talk.status() == Status.HELD)
                .flatMap(
                        _ -> participants.here(conversation, person, Role.RESPONDER, Role.INTERPRETER, Role.SUPERVISOR))
                .map(author -> messages.keep(conversation, author, "out", body, Optional.empty(), now));
    }

    /// What was said, oldest first, opened for a person to read: audited as that person's act.
    ///
    /// @param reader who holds the conversation, or supervises the shift
    @Transactional
    public List<Said> read(UUID conversation, UUID reader, Instant now) {
        var talk = find(conversation);
        talk.ifPresent(
                one -> audit.act(Act.by(reader, one.organisation(), Act.Kind.CONVERSATION_READ, conversation, now)));
        return talk.isPresent() ? messages.all(conversation) : List.of();
    }

    /// What was said, oldest first, opened for the program itself, to carry it on: no act of a person, so not
    /// audited.
    public List<String> texts(UUID conversation) {
        return messages.all(conversation).stream()
                .flatMap(said -> said.words().stream())
                .toList();
    }

    /// The contact's texts, oldest first, that nobody has written back to; without those this responder had before,
    /// or has got since they hold it. Words of who interprets are no answer.
    public List<Said> unanswered(UUID conversation, UUID responder) {
        var had = participants.leftAt(conversation, responder).orElse(Instant.MIN);
        var live = participants.joinedAt(conversation, responder).orElse(Instant.MAX);
        var all = messages.all(conversation);
        var interpreted = messages.interpreted(conversation);
        int answered = 0;
        for (int i = 0; i < all.size(); i++) {
            var said = all.get(i);
            answered = said.in() || interpreted.contains(said.id()) ? answered : i + 1;
        }
        return all.subList(answered, all.size()).stream()
                .filter(Said::in)
                .filter(said -> said.at().isAfter(had) && !said.at().isAfter(live))
                .toList();
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

    /// The talks a responder holds, the longest held first.
    public List<Talk> heldBy(UUID responder) {
        return participants.heldBy(responder).stream()
                .flatMap(id -> find(id).stream())
                .toList();
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

    /// Since when somebody waits for a person, or did when one came; empty when they left a message.
    public Optional<Instant> waitingSince(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT waiting_since FROM conversation WHERE id = :id AND waiting_since IS NOT NULL")
                .bind("id", conversation)
                .mapTo(Instant.class)
                .findOne());
    }

    /// A responder takes a talk that waits, is parked, or was left as a message; the first one wins. The contact
    /// hears `joined` where texting is safe, but not from who comes back to a parked talk; whoever left a message
    /// is written to in agreed hours alone.
    ///
    /// @param alias what the contact calls the responder
    @Transactional
    public Taking hold(UUID conversation, UUID responder, String alias, Instant now) {
        var found = locked(conversation).filter(one -> one.status() != Status.CLOSED);
        if (found.isEmpty()) {
            return new Taking.Gone();
        }
        var talk = found.get();
        if (talk.holder().isPresent()) {
            var holder = talk.holder().get();
            return holder.equals(responder) ? new Taking.Held(conversation) : new Taking.HeldBy(holder);
        }
        boolean back = talk.status() == Status.PARKED
                && lastHolder(conversation).filter(responder::equals).isPresent();
        become(conversation, Status.HELD, Optional.empty(), now);
        // Whoever holds it interprets for nobody else.
        participants.leave(conversation, Role.INTERPRETER, responder, now);
        participants.join(talk.organisation(), conversation, Role.RESPONDER, responder, now);
        audit.act(Act.by(responder, talk.organisation(), Act.Kind.OFFER_ACCEPTED, conversation, now));
        if (!back) {
            announcements.joined(talk, alias, now);
        }
        return new Taking.Held(conversation);
    }

    /// The holder gives it back: it waits again, in its old place; a left message is a left message again.
    ///
    /// @return false when that person does not hold it
    @Transactional
    public boolean release(UUID conversation, UUID responder, Instant now) {
        var talk = locked(conversation)
                .filter(one -> one.holder().filter(responder::equals).isPresent());
        talk.ifPresent(one -> {
            participants.leave(conversation, Role.RESPONDER, responder, now);
            become(conversation, one.leftMessage() ? Status.LEFT : Status.WAITING, Optional.of(now), now);
            audit.act(Act.by(responder, one.organisation(), Act.Kind.CONVERSATION_PASSED, conversation, now));
        });
        return talk.isPresent();
    }

    /// From one responder to another, without waiting in between. The contact hears who it is now.
    @Transactional
    public Taking handOver(UUID conversation, UUID from, UUID to, String alias, Instant now) {
        var talk = locked(conversation).filter(one -> one.holder().isPresent());
        if (talk.isEmpty()) {
            return new Taking.Gone();
        }
        var holder = talk.get().holder().orElseThrow();
        if (!holder.equals(from)) {
            return new Taking.HeldBy(holder);
        }
        participants.leave(conversation, Role.RESPONDER, from, now);
        participants.leave(conversation, Role.INTERPRETER, to, now);
        participants.join(talk.get().organisation(), conversation, Role.RESPONDER, to, now);
        audit.act(Act.by(from, talk.get().organisation(), Act.Kind.CONVERSATION_PASSED, conversation, now));
        announcements.joined(talk.get(), alias, now);
        return new Taking.Held(conversation);
    }

    /// The contact has been silent: the responder is free, nothing is sent, texts stay for twelve hours
    /// (`rulings.md` 6).
    ///
    /// @return false for a talk in danger, which no timer parks, and for one that nobody holds
    @Transactional
    public boolean park(UUID conversation, Instant now) {
        var talk = locked(conversation).filter(one -> one.status() == Status.HELD && !one.danger());
        talk.ifPresent(_ -> {
            participants.leaveAll(conversation, now);
            become(conversation, Status.PARKED, Optional.of(now.plus(PARKED_FOR)), now);
        });
        return talk.isPresent();
    }

    /// An interpreter or a supervisor joins beside the holder.
    ///
    /// @return false when the talk is closed or erased
    @Transactional
    public boolean joins(UUID conversation, Role role, UUID person, Instant now) {
        if (role != Role.INTERPRETER && role != Role.SUPERVISOR) {
            throw new IllegalArgumentException("a responder joins by holding, a contact by writing");
        }
        var talk = locked(conversation).filter(one -> one.status() != Status.CLOSED);
        talk.ifPresent(one -> participants.join(one.organisation(), conversation, role, person, now));
        return talk.isPresent();
    }

    /// @return false when they took no part
    @Transactional
    public boolean leaves(UUID conversation, Role role, UUID person, Instant now) {
        if (role != Role.INTERPRETER && role != Role.SUPERVISOR) {
            throw new IllegalArgumentException("a holder leaves by releasing, parking or closing");
        }
        return locked(conversation).isPresent() && participants.leave(conversation, role, person, now);
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

    /// A supervisor takes the mark of a possible child away, which was set wrongly (`domain.md` R17): from the
    /// contact and from this talk. Why is theirs to know: kept is who did it, and when.
    ///
    /// @return false when there is no mark, or no open talk
    @Transactional
    public boolean noChild(UUID conversation, UUID by, Instant now) {
        var talk = locked(conversation).filter(one -> one.status() != Status.CLOSED);
        boolean marked = talk.filter(one -> one.child()
                        || contacts.find(one.contact())
                                .filter(Contact::childPossible)
                                .isPresent())
                .isPresent();
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

    /// A supervisor warns a contact who insults or threatens (`domain.md` E.5).
    ///
    /// @return false when the talk is closed
    @Transactional
    public boolean warn(UUID conversation, UUID by, Instant now) {
        var talk = locked(conversation).filter(one -> one.status() != Status.CLOSED);
        talk.ifPresent(one -> {
            jdbi.useHandle(handle -> handle.createUpdate("UPDATE conversation SET warned_at = :now WHERE id = :id")
                    .bind("now", now)
                    .bind("id", conversation)
                    .execute());
            announcements.say(one, "sys.abuse", Map.of(), now);
            audit.act(Act.by(by, one.organisation(), Act.Kind.CONVERSATION_CHANGED, conversation, now));
        });
        return talk.isPresent();
    }

    /// The second step: a supervisor ends it without a word, and for a day, or as long as the talk is kept if that
    /// is shorter, nobody is called for this contact but in danger.
    ///
    /// @return false when nobody warned them before, or it is closed
    @Transactional
    public boolean block(UUID conversation, UUID by, Instant now) {
        var talk = locked(conversation).filter(one -> one.status() != Status.CLOSED && warned(conversation));
        talk.ifPresent(one -> {
            end(one, Outcome.ABUSIVE.word(), Optional.of(by), now);
            jdbi.useHandle(
                    handle -> handle.createUpdate("UPDATE conversation SET limited_until = :until WHERE id = :id")
                            .bind("until", now.plus(LIMITED_FOR))
                            .bind("id", conversation)
                            .execute());
            audit.act(Act.by(by, one.organisation(), Act.Kind.CONVERSATION_CLOSED, conversation, now));
        });
        return talk.isPresent();
    }

    private boolean warned(UUID conversation) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT FROM conversation WHERE id = :id AND warned_at IS NOT NULL)")
                .bind("id", conversation)
                .mapTo(Boolean.class)
                .one());
    }

    /// A supervisor ended a talk with them for insults or threats, less than a day ago.
    public boolean limited(UUID contact, UUID line, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM conversation
                                        WHERE contact_id = :contact AND line_id = :line AND limited_until > :now)
                        """)
                .bind("contact", contact)
                .bind("line", line)
                .bind("now", now)
                .mapTo(Boolean.class)
                .one());
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

    private void end(Talk talk, String reason, Optional<UUID> by, Instant now) {
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

    private void become(UUID conversation, Status status, Optional<Instant> due, Instant now) {
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

    private UUID create(Pair pair, String status, Priority priority, Instant now) {
        var id = Ids.next(now);
        boolean waiting = status.equals("waiting");
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            INSERT INTO conversation (id, organisation_id, line_id, contact_id, status, priority, locale,
                                   child_possible, danger_at, waiting_since, left_at, due_at, opened_at, test)
                            VALUES (:id, :organisation, :line, :contact, :status, :priority, :locale,
                                   :child, :dangerAt, :waitingSince, :leftAt, :due, :now,
                                   (SELECT k.test FROM contact k WHERE k.id = :contact))
                            """)
                    .bind("id", id)
                    .bind("organisation", pair.organisation())
                    .bind("line", pair.line())
                    .bind("contact", pair.contact())
                    .bind("status", status)
                    .bind("priority", name(priority))
                    .bind("locale", pair.locale())
                    .bind("child", priority == Priority.CHILD)
                    .bind("dangerAt", priority == Priority.DANGER ? now : null)
                    .bind("waitingSince", waiting ? now : null)
                    .bind("leftAt", waiting ? null : now)
                    .bind("due", waiting ? now : now.plus(LEFT_FOR))
                    .bind("now", now)
                    .execute();
        });
        participants.join(pair.organisation(), id, Role.CONTACT, pair.contact(), now);
        return id;
    }

    private static OpenConversation conversation(ResultSet row) throws SQLException {
        var consent = row.getString("consent");
        return new OpenConversation(
                row.getObject("id", UUID.class),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Priority.valueOf(row.getString("priority").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getTimestamp("waiting_since")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("danger_at")).map(Timestamp::toInstant),
                consent.equals("none") ? Optional.empty() : Optional.of(consent),
                row.getInt("texts"),
                row.getInt("ahead"));
    }

    private static String name(Priority priority) {
        return priority.name().toLowerCase(Locale.ROOT);
    }
}
