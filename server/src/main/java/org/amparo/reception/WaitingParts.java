package org.amparo.reception;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.contacts.Contact;
import org.amparo.content.WordClass;
import org.amparo.language.Segments;
import org.amparo.platform.ErasureStep;
import org.amparo.platform.Ids;
import org.amparo.platform.Wakeups;
import org.amparo.reading.Reading;
import org.amparo.reading.ReadingContext;
import org.amparo.sealing.SealBroken;
import org.jdbi.v3.core.Jdbi;

/// Rejoins a long text that came in several (`rulings.md` 4): only one that ends exactly with a full segment and
/// without closing punctuation waits for the next, at most 4 s, sealed. A part that holds danger never waits.
@Singleton
class WaitingParts implements ErasureStep {
    static final String POLLER = "parts";
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int MOST = 10_000;
    private static final Set<WordClass> ALONE =
            EnumSet.of(WordClass.STOP, WordClass.UNSAFE, WordClass.FORGET, WordClass.WRONG_NUMBER);

    private final Jdbi jdbi;
    private final DayKeys dayKeys;
    private final SealedText sealedText;
    private final Readers readers;
    private final Unhandled unhandled;
    private final DroppedTexts dropped;
    private final Wakeups wakeups;

    WaitingParts(
            Jdbi jdbi,
            DayKeys dayKeys,
            SealedText sealedText,
            Readers readers,
            Unhandled unhandled,
            DroppedTexts dropped,
            Wakeups wakeups) {
        this.jdbi = jdbi;
        this.dayKeys = dayKeys;
        this.sealedText = sealedText;
        this.readers = readers;
        this.unhandled = unhandled;
        this.dropped = dropped;
        this.wakeups = wakeups;
    }

    /// The part that waited before a text which must not be lost in it: STOP, UNSAFE, FORGET, a wrong number or the
    /// silent word, alone. It is to be handled first, by itself; empty when the two may belong together.
    Optional<InboundText> apart(InboundText text, Contact contact, Instant now) {
        return waitingOf(contact, text.line().id())
                .filter(_ -> standsAlone(text, contact))
                .flatMap(part -> take(part, now));
    }

    private boolean standsAlone(InboundText text, Contact contact) {
        return text.line().silent(text.body())
                || read(text, contact)
                        .command()
                        .map(Reading.CommandHit::kind)
                        .filter(ALONE::contains)
                        .isPresent();
    }

    /// The text with the parts that waited before it; empty when it waits itself.
    Optional<InboundText> join(InboundText text, Contact contact, Instant now) {
        var earlier = waitingOf(contact, text.line().id()).flatMap(part -> take(part, now));
        var whole = earlier.map(before -> new InboundText(
                        text.carrierId(),
                        text.line(),
                        text.from(),
                        before.body() + text.body(),
                        before.media() || text.media(),
                        text.at()))
                .orElse(text);
        boolean mayGoOn = fillsSegments(text.body()) && whole.body().length() < MOST;
        if (!mayGoOn || danger(whole, contact)) {
            return Optional.of(whole);
        }
        keep(whole, contact, now);
        return Optional.empty();
    }

    /// Takes a part that waited, once. The contact's row is locked before. A part that does not open is given up,
    /// one of a line that is not served waits on among the unhandled.
    Optional<InboundText> take(UUID id, Instant now) {
        return delete(id).flatMap(packed -> switch (packed) {
            case SealedText.Unpacked.Text(var text) -> Optional.of(text);
            case SealedText.Unpacked.NotServed text -> {
                unhandled.keep(text, true, now);
                yield Optional.empty();
            }
        });
    }

    /// Moves a part our own code fails on to the unhandled, so that it holds up nobody: neither its sender nor the
    /// parts of others. A transaction of its own.
    @Transactional
    public void moveAside(UUID id, Instant now) {
        take(id, now).ifPresent(text -> unhandled.keepClaimed(text, now));
    }

    private Optional<SealedText.Unpacked> delete(UUID id) {
        record Row(UUID owner, byte[] value) {}
        var row = jdbi.withHandle(handle -> handle.createQuery(
                        "DELETE FROM waiting_part WHERE id = :id RETURNING key_owner, sealed")
                .bind("id", id)
                .map((found, _) -> new Row(found.getObject("key_owner", UUID.class), found.getBytes("sealed")))
                .findOne());
        try {
            return row.map(part -> sealedText.unpack(dayKeys.open(part.owner(), "part:" + id, part.value())));
        } catch (SealBroken | UncheckedIOException e) {
            dropped.drop(DroppedTexts.Why.SEAL_BROKEN, 1);
            return Optional.empty();
        }
    }

    /// A part whose next did not come in time.
    record Due(UUID id, UUID contact) {}

    Optional<Due> due(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT id, contact_id FROM waiting_part WHERE due_at <= :now ORDER BY due_at LIMIT 1")
                .bind("now", now)
                .map((row, _) -> new Due(row.getObject("id", UUID.class), row.getObject("contact_id", UUID.class)))
                .findOne());
    }

    Optional<Instant> nextDue() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT min(due_at) FROM waiting_part")
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
                .one());
    }

    @Override
    public void erase(UUID contact) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM waiting_part WHERE contact_id = :contact")
                .bind("contact", contact)
                .execute());
    }

    private Optional<UUID> waitingOf(Contact contact, UUID line) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT id FROM waiting_part WHERE contact_id = :contact AND line_id = :line")
                .bind("contact", contact.id())
                .bind("line", line)
                .mapTo(UUID.class)
                .findFirst());
    }

    private void keep(InboundText text, Contact contact, Instant now) {
        var id = Ids.next(now);
        var sealed = dayKeys.seal("part:" + id, sealedText.pack(text), now);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO waiting_part (id, organisation_id, line_id, contact_id, key_owner, sealed, due_at, received_at)
                        VALUES (:id, :organisation, :line, :contact, :owner, :sealed, :due, :at)
                        """)
                .bind("id", id)
                .bind("organisation", text.line().organisationId())
                .bind("line", text.line().id())
                .bind("contact", contact.id())
                .bind("owner", sealed.owner())
                .bind("sealed", sealed.value())
                .bind("due", now.plus(PATIENCE))
                .bind("at", text.at())
                .execute());
        wakeups.tell(POLLER);
    }

    private boolean danger(InboundText text, Contact contact) {
        return read(text, contact).danger().isPresent();
    }

    private Reading read(InboundText text, Contact contact) {
        var context =
                new ReadingContext(contact.locale().orElse(null), text.line().languageOrder());
        return readers.last().read(text.body(), context);
    }

    /// True when the text ends exactly where a segment does, and not where a sentence does.
    static boolean fillsSegments(String body) {
        var counted = Segments.count(body);
        int room = switch (counted.encoding()) {
            case GSM7 -> counted.units() <= 160 ? 160 : 153;
            case UCS2 -> counted.units() <= 70 ? 70 : 67;
        };
        if (counted.units() == 0 || counted.units() % room != 0) {
            return false;
        }
        var last = body.charAt(body.length() - 1);
        return ".!?…。！？؟۔।၊။".indexOf(last) < 0;
    }
}
