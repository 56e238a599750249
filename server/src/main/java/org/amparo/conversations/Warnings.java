package org.amparo.conversations;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.conversations.OpenConversation.Status;
import org.jdbi.v3.core.Jdbi;

/// The two steps of a supervisor with a contact who insults or threatens (`domain.md` E.5): a warning, then the
/// end.
///
/// Each act is one transaction, or part of the caller's, and locks the contact's row first. Safe on many nodes.
@Singleton
public class Warnings {
    private static final Duration LIMITED_FOR = Duration.ofHours(24);

    private final Jdbi jdbi;
    private final Conversations conversations;
    private final Announcements announcements;
    private final Audit audit;

    Warnings(Jdbi jdbi, Conversations conversations, Announcements announcements, Audit audit) {
        this.jdbi = jdbi;
        this.conversations = conversations;
        this.announcements = announcements;
        this.audit = audit;
    }

    /// A supervisor warns a contact who insults or threatens.
    ///
    /// @return false when the talk is closed
    @Transactional
    public boolean warn(UUID conversation, UUID by, Instant now) {
        var talk = conversations.locked(conversation).filter(one -> one.status() != Status.CLOSED);
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
        var talk =
                conversations.locked(conversation).filter(one -> one.status() != Status.CLOSED && warned(conversation));
        talk.ifPresent(one -> {
            conversations.end(one, Outcome.ABUSIVE.word(), Optional.of(by), now);
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
}
