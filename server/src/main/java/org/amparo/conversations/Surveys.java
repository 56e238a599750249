package org.amparo.conversations;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.Piece;
import org.amparo.content.Releases;
import org.amparo.content.TextClass;
import org.amparo.delivery.Outbox;
import org.amparo.delivery.Outgoing;
import org.jdbi.v3.core.Jdbi;

/// Asks once whether it helped: after a talk, or after the third topic (`domain.md` C, `survey`). It is asked a few
/// minutes later, unless they write again before; unasked, so only safe = yes lets it leave. Works inside the
/// caller's transaction.
@Singleton
public final class Surveys {
    private static final String TEXT = "sys.survey";

    /// Time to read what came before.
    private static final Duration AFTER = Duration.ofMinutes(3);

    private final Jdbi jdbi;
    private final Outbox outbox;
    private final Releases releases;

    Surveys(Jdbi jdbi, Outbox outbox, Releases releases) {
        this.jdbi = jdbi;
        this.outbox = outbox;
        this.releases = releases;
    }

    /// Not again while the last one is remembered.
    public void plan(Conversations.Pair who, Instant now) {
        if (rows(who.contact(), who.line()) > 0) {
            return;
        }
        outbox.queue(
                new Outgoing(
                        who.organisation(),
                        who.line(),
                        lane(who.contact()),
                        Optional.of(who.contact()),
                        origin(who.contact()),
                        TextClass.PUSH,
                        List.of(Piece.of(TEXT, who.locale())),
                        releases.current().id(),
                        Optional.empty()),
                now.plus(AFTER),
                now);
    }

    /// They wrote: this is no moment to ask.
    public void withdraw(UUID contact, Instant now) {
        outbox.withdraw(origin(contact), now);
    }

    /// The row that asked, and when it left.
    public record Asked(UUID row, Instant at) {}

    /// The one that left last, if one did.
    public Optional<Asked> asked(UUID contact, UUID line) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id, sending_at FROM outbox
                         WHERE contact_id = :contact AND line_id = :line AND text_id = :text
                           AND status IN ('sending', 'sent', 'delivered')
                         ORDER BY position DESC LIMIT 1
                        """)
                .bind("contact", contact)
                .bind("line", line)
                .bind("text", TEXT)
                .map((row, _) -> new Asked(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("sending_at").toInstant()))
                .findOne());
    }

    private int rows(UUID contact, UUID line) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT count(*) FROM outbox
                         WHERE contact_id = :contact AND line_id = :line AND text_id = :text AND status <> 'dropped'
                        """)
                .bind("contact", contact)
                .bind("line", line)
                .bind("text", TEXT)
                .mapTo(Integer.class)
                .one());
    }

    /// One of its own: what waits for its time holds nothing else up.
    private static UUID lane(UUID contact) {
        return UUID.nameUUIDFromBytes(origin(contact).getBytes(StandardCharsets.UTF_8));
    }

    private static String origin(UUID contact) {
        return "survey:" + contact;
    }
}
