package org.amparo.desk;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.conversations.Talk;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.amparo.sealing.Keyring;
import org.jdbi.v3.core.Jdbi;

/// Where a responder and a talk stand: was it named, is it quiet, is it in doubt whether the contact may read.
/// Works inside the caller's transaction, which holds the conversation.
@Singleton
final class RelayRows implements RetentionStep {
    /// After so long without a text either way the talk must be named again (`interfaces.md`).
    static final Duration QUIET = Duration.ofMinutes(60);

    private final Jdbi jdbi;
    private final Keyring keyring;

    RelayRows(Jdbi jdbi, Keyring keyring) {
        this.jdbi = jdbi;
        this.keyring = keyring;
    }

    /// A text of theirs named the talk, and nothing has fallen quiet since.
    boolean named(UUID conversation, UUID responder, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM relay_state
                                        WHERE conversation_id = :conversation AND responder_id = :responder
                                          AND named_at IS NOT NULL AND last_at > :quiet)
                        """)
                .bind("conversation", conversation)
                .bind("responder", responder)
                .bind("quiet", now.minus(QUIET))
                .mapTo(Boolean.class)
                .one());
    }

    /// Words went between them; the responder's have named it.
    void passed(Talk talk, UUID responder, boolean named, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO relay_state (conversation_id, responder_id, organisation_id, named_at, last_at)
                        VALUES (:conversation, :responder, :organisation, CASE WHEN :named THEN CAST(:now AS timestamptz) END, :now)
                        ON CONFLICT ON CONSTRAINT relay_state_once
                            DO UPDATE SET named_at = CASE WHEN :named THEN COALESCE(relay_state.named_at, :now)
                                                          WHEN relay_state.last_at > :quiet THEN relay_state.named_at END,
                                          last_at = GREATEST(relay_state.last_at, :now)
                        """)
                .bind("conversation", talk.id())
                .bind("responder", responder)
                .bind("organisation", talk.organisation())
                .bind("named", named)
                .bind("now", now)
                .bind("quiet", now.minus(QUIET))
                .execute());
    }

    /// When words last went between them, since they had to do with it.
    Optional<Instant> last(UUID conversation, UUID responder) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT last_at FROM relay_state
                         WHERE conversation_id = :conversation AND responder_id = :responder
                        """)
                .bind("conversation", conversation)
                .bind("responder", responder)
                .mapTo(Instant.class)
                .findOne());
    }

    /// The contact's last text may have meant that they cannot read, or meant nothing of the kind. Words that wait
    /// go on waiting.
    void doubt(UUID conversation, boolean doubtful, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE relay_state
                           SET doubt_at = CASE WHEN :doubtful THEN COALESCE(doubt_at, :now)
                                               WHEN waiting_words IS NOT NULL THEN doubt_at END
                         WHERE conversation_id = :conversation
                        """)
                .bind("doubtful", doubtful)
                .bind("now", now)
                .bind("conversation", conversation)
                .execute());
    }

    boolean inDoubt(UUID conversation, UUID responder) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM relay_state
                                        WHERE conversation_id = :conversation AND responder_id = :responder
                                          AND doubt_at IS NOT NULL)
                        """)
                .bind("conversation", conversation)
                .bind("responder", responder)
                .mapTo(Boolean.class)
                .one());
    }

    /// Keeps words, sealed, until they are confirmed; behind those that wait already.
    void hold(UUID conversation, UUID responder, String words, Instant now) {
        var all = waiting(conversation, responder).map(before -> before + "\n").orElse("") + words;
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE relay_state SET waiting_words = :words
                         WHERE conversation_id = :conversation AND responder_id = :responder
                        """)
                .bind("words", keyring.seal(conversation, row(responder), all.getBytes(StandardCharsets.UTF_8), now))
                .bind("conversation", conversation)
                .bind("responder", responder)
                .execute());
    }

    /// The words that wait; they wait no longer, and nothing is in doubt.
    Optional<String> confirmed(UUID conversation, UUID responder) {
        var words = waiting(conversation, responder);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE relay_state SET waiting_words = NULL, doubt_at = NULL
                         WHERE conversation_id = :conversation AND responder_id = :responder
                        """)
                .bind("conversation", conversation)
                .bind("responder", responder)
                .execute());
        return words;
    }

    /// They have nothing to do with it any more.
    void forget(UUID conversation, UUID responder) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "DELETE FROM relay_state WHERE conversation_id = :conversation AND responder_id = :responder")
                .bind("conversation", conversation)
                .bind("responder", responder)
                .execute());
    }

    private Optional<String> waiting(UUID conversation, UUID responder) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT waiting_words FROM relay_state
                         WHERE conversation_id = :conversation AND responder_id = :responder
                           AND waiting_words IS NOT NULL
                        """)
                .bind("conversation", conversation)
                .bind("responder", responder)
                .mapTo(byte[].class)
                .findOne()
                .map(bytes -> new String(keyring.open(conversation, row(responder), bytes), StandardCharsets.UTF_8)));
    }

    private static String row(UUID responder) {
        return "waiting:" + responder;
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(StoredTable.named("relay_state")
                .keeps(
                        RetentionClass.CONVERSATION,
                        "when a responder and a contact last wrote to each other, by ids",
                        "conversation_id",
                        "responder_id",
                        "organisation_id",
                        "named_at",
                        "last_at",
                        "doubt_at")
                .keeps(
                        RetentionClass.TEXT_WITHOUT_CONSENT,
                        "words of a responder that wait to be confirmed, sealed; they go with their conversation",
                        "waiting_words"));
    }

    /// Nothing has a time of its own: rows go with their conversation.
    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        return Map.of();
    }
}
