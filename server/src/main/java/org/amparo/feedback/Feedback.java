package org.amparo.feedback;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.contacts.Contacts;
import org.amparo.numbers.AddressKey;
import org.amparo.numbers.Addresses;
import org.amparo.platform.ErasureStep;
import org.amparo.platform.Ids;
import org.amparo.platform.Wakeups;
import org.amparo.sealing.Keyring;
import org.amparo.sealing.SealBroken;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what people tell us about ourselves (`domain.md` A R32, topic `feedback`): each text sealed under a key of
/// its own, its sender a keyed hash. Works inside the caller's transaction. Safe on many nodes.
@Singleton
public final class Feedback implements ErasureStep {
    /// Whoever tells supervisors is woken by this name.
    public static final String POLLER = "feedback";

    /// Of one sender; more than this is not read by anybody.
    private static final int WAITING_AT_MOST = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Feedback.class);

    private final Jdbi jdbi;
    private final Keyring keyring;
    private final Contacts contacts;
    private final Addresses addresses;
    private final Audit audit;
    private final Wakeups wakeups;

    Feedback(Jdbi jdbi, Keyring keyring, Contacts contacts, Addresses addresses, Audit audit, Wakeups wakeups) {
        this.jdbi = jdbi;
        this.keyring = keyring;
        this.contacts = contacts;
        this.addresses = addresses;
        this.audit = audit;
        this.wakeups = wakeups;
    }

    /// Where a text came from, and in which language it is answered.
    public record Origin(UUID organisation, UUID line, AddressKey sender, String locale) {}

    /// Keeps a text. What somebody sends beyond their first twenty unread is passed over.
    public void keep(Origin origin, String words, Instant now) {
        if (unreadOf(origin.sender()) >= WAITING_AT_MOST) {
            return;
        }
        var id = Ids.next(now);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO feedback (id, organisation_id, line_id, address_key, hash_generation, locale, sealed,
                                              came_at)
                        VALUES (:id, :organisation, :line, :sender, :generation, :locale, :sealed, :now)
                        """)
                .bind("id", id)
                .bind("organisation", origin.organisation())
                .bind("line", origin.line())
                .bind("sender", origin.sender().value())
                .bind("generation", origin.sender().generation())
                .bind("locale", origin.locale())
                .bind("sealed", keyring.seal(id, row(id), words.getBytes(StandardCharsets.UTF_8), now))
                .bind("now", now)
                .execute());
        wakeups.tell(POLLER);
    }

    private int unreadOf(AddressKey sender) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT count(*) FROM feedback WHERE address_key = :sender AND read_at IS NULL")
                .bind("sender", sender.value())
                .mapTo(Integer.class)
                .one());
    }

    /// How many texts of a sender are kept, and when the newest came.
    public record Kept(int texts, Optional<Instant> newest) {
        public static final Kept NOTHING = new Kept(0, Optional.empty());
    }

    public Kept kept(List<AddressKey> sender) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT count(*) AS texts, max(came_at) AS newest FROM feedback WHERE address_key IN (<sender>)
                        """)
                .bindList("sender", sender.stream().map(AddressKey::value).toList())
                .map((row, _) -> new Kept(
                        row.getInt("texts"),
                        Optional.ofNullable(row.getTimestamp("newest")).map(java.sql.Timestamp::toInstant)))
                .one());
    }

    /// The same of a contact who is known already.
    public Kept kept(UUID contact) {
        return contacts.find(contact)
                .flatMap(known ->
                        contacts.address(contact).map(address -> kept(addresses.all(known.organisationId(), address))))
                .orElse(Kept.NOTHING);
    }

    /// What of a line is unread, and whether supervisors know.
    ///
    /// @param untold came since they were last told
    /// @param toldAt when they were last told of any that is kept
    public record Waiting(int unread, int untold, Optional<Instant> toldAt) {}

    public Waiting waiting(UUID line) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT count(*) FILTER (WHERE read_at IS NULL) AS unread,
                               count(*) FILTER (WHERE read_at IS NULL AND told_at IS NULL) AS untold,
                               max(told_at) AS told_at
                          FROM feedback WHERE line_id = :line
                        """)
                .bind("line", line)
                .map((row, _) -> new Waiting(
                        row.getInt("unread"),
                        row.getInt("untold"),
                        Optional.ofNullable(row.getTimestamp("told_at")).map(java.sql.Timestamp::toInstant)))
                .one());
    }

    /// Marks what waits as told, unless another node did so meanwhile. What somebody reads or marks at this moment
    /// is left to them and not waited for: they may wait for what is marked here.
    public boolean told(UUID line, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                UPDATE feedback SET told_at = :now
                                 WHERE id IN (SELECT id FROM feedback
                                               WHERE line_id = :line AND read_at IS NULL AND told_at IS NULL
                                               ORDER BY id FOR UPDATE SKIP LOCKED)
                                """)
                        .bind("now", now)
                        .bind("line", line)
                        .execute())
                > 0;
    }

    /// A text opened for a supervisor.
    ///
    /// @param left how many are unread after it
    public record Opened(UUID id, String locale, String words, int left) {
        @Override
        public String toString() {
            return "Opened[" + id + "]";
        }
    }

    /// The oldest unread text of a line, which is read from now on: audited as that person's act, who is told how
    /// many are left. One whose seal is broken is passed over.
    public Optional<Opened> open(UUID organisation, UUID line, UUID reader, Instant now) {
        while (true) {
            var oldest = claim(line, now);
            if (oldest.isEmpty()) {
                return Optional.empty();
            }
            var found = oldest.get();
            try {
                var words =
                        new String(keyring.open(found.id(), row(found.id()), found.sealed()), StandardCharsets.UTF_8);
                told(line, now);
                audit.act(Act.by(reader, organisation, Act.Kind.FEEDBACK_READ, found.id(), now));
                return Optional.of(new Opened(
                        found.id(), found.locale(), words, waiting(line).unread()));
            } catch (SealBroken e) {
                LOG.error("words about the service do not open and are passed over");
            }
        }
    }

    private record Sealed(UUID id, String locale, byte[] sealed) {}

    private Optional<Sealed> claim(UUID line, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE feedback SET read_at = :now
                         WHERE id = (SELECT id FROM feedback WHERE line_id = :line AND read_at IS NULL
                                      ORDER BY came_at, id LIMIT 1 FOR UPDATE)
                        RETURNING id, locale, sealed
                        """)
                .bind("now", now)
                .bind("line", line)
                .map((row, _) ->
                        new Sealed(row.getObject("id", UUID.class), row.getString("locale"), row.getBytes("sealed")))
                .findOne());
    }

    /// The words, and the keys that sealed them, read or not.
    @Override
    public void erase(UUID contact) {
        var found = contacts.find(contact);
        if (found.isEmpty()) {
            return;
        }
        try {
            contacts.address(contact)
                    .map(address -> addresses.all(found.get().organisationId(), address))
                    .ifPresent(this::erase);
        } catch (SealBroken e) {
            // That must not keep anybody from being erased.
            LOG.error("an erasure cannot read the number: words of theirs about the service go with their time");
        }
    }

    private void erase(List<AddressKey> sender) {
        var gone = jdbi.withHandle(handle -> handle.createQuery(
                        "DELETE FROM feedback WHERE address_key IN (<sender>) RETURNING id")
                .bindList("sender", sender.stream().map(AddressKey::value).toList())
                .mapTo(UUID.class)
                .list());
        keyring.destroyAll(gone);
    }

    private static String row(UUID id) {
        return "feedback:" + id;
    }
}
