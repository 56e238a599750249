package org.amparo.delivery;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.serde.ObjectMapper;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.amparo.contacts.Contacts;
import org.amparo.content.Piece;
import org.amparo.content.Releases;
import org.amparo.content.TextClass;
import org.amparo.content.Wording;
import org.amparo.language.AccentFree;
import org.amparo.language.Segments;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.numbers.Address;
import org.amparo.numbers.Addresses;
import org.amparo.platform.Figures;
import org.amparo.platform.GivingWay;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;
import org.amparo.sealing.Keyring;
import org.amparo.sealing.SealBroken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries what is due from the outbox to the carrier. The row is *sending*, and committed, before the call.
@Context
class Sending implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final int AT_ONCE = 16;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration VALID_AUTOMATIC = Duration.ofMinutes(10);
    private static final Duration VALID_CONVERSATION = Duration.ofHours(1);

    private final Lanes lanes;
    private final Outcomes outcomes;
    private final Carrier carrier;
    private final Contacts contacts;
    private final Addresses addresses;
    private final Keyring keyring;
    private final Lines lines;
    private final Releases releases;
    private final ObjectMapper json;
    private final InstantSource time;
    private final Pollers pollers;
    private final Figures figures;
    private final boolean drafts;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    Sending(
            Lanes lanes,
            Outcomes outcomes,
            Carrier carrier,
            Contacts contacts,
            Addresses addresses,
            Keyring keyring,
            Lines lines,
            Releases releases,
            ObjectMapper json,
            InstantSource time,
            Pollers pollers,
            Figures figures,
            @Property(name = "amparo.serve-drafts", defaultValue = "false") boolean drafts) {
        this.lanes = lanes;
        this.outcomes = outcomes;
        this.carrier = carrier;
        this.contacts = contacts;
        this.addresses = addresses;
        this.keyring = keyring;
        this.lines = lines;
        this.releases = releases;
        this.json = json;
        this.time = time;
        this.pollers = pollers;
        this.figures = figures;
        this.drafts = drafts;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return Outbox.POLLER;
    }

    /// Hands over as many as there is room for, without waiting for slow ones: one hanging call must not hold up
    /// somebody else's `crisis`.
    @Override
    public boolean step() {
        var now = time.instant();
        boolean found = each(lanes::claimDoubtful, now, this::send);
        found |= each(lanes::claim, now, this::send);
        found |= each(outcomes::claimUnheard, now, this::ask);
        return found || awaitCall();
    }

    /// Claims as many as there is room for and calls for each; false when there were none.
    private <T> boolean each(BiFunction<Integer, Instant, List<T>> claim, Instant now, Consumer<T> work) {
        int free = room.availablePermits();
        var claimed = free == 0 ? List.<T>of() : claim.apply(free, now);
        claimed.forEach(one -> call(() -> work.accept(one)));
        return !claimed.isEmpty();
    }

    private void call(Runnable work) {
        room.acquireUninterruptibly();
        callers.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                // The row stays *sending*; the time of doubt decides.
                LOG.error(
                        "a hand-over failed in our own code ({})", e.getClass().getSimpleName());
            } finally {
                room.release();
            }
        });
    }

    /// While calls are under way the work is not done: looks again shortly.
    private boolean awaitCall() {
        int under = AT_ONCE - room.availablePermits();
        if (under == 0) {
            return false;
        }
        try {
            // Room for one more than now means that a call has ended.
            int wanted = room.availablePermits() + 1;
            if (room.tryAcquire(wanted, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                room.release(wanted);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    @Override
    public Optional<Instant> nextDue() {
        return lanes.nextDue(time.instant());
    }

    private void send(OutboxRow row) {
        Optional<Line> line;
        Optional<Address> address;
        String body;
        try {
            line = line(row.lineId());
            address = row.recipient()
                    .map(addresses::open)
                    .or(() -> row.contactId().flatMap(contacts::address));
            address.ifPresent(_ -> figures.add(Figures.Count.OPENED_TO_SEND, "number"));
            body = line.isPresent() && address.isPresent() ? body(row, line.get()) : "";
        } catch (SealBroken e) {
            // Erased while it waited: what cannot be opened is never sent.
            GivingWay.again(() -> lanes.erased(row, time.instant()));
            return;
        } catch (RuntimeException e) {
            // Nothing has left: it is known to be unsent, and not in doubt.
            LOG.error(
                    "message {} could not be made ready ({}); it stays queued",
                    row.id(),
                    e.getClass().getSimpleName());
            record(row, new Carrier.Outcome.TryLater(Carrier.Reason.OTHER, 0, Duration.ofSeconds(2)), null);
            return;
        }
        if (line.isEmpty() || address.isEmpty()) {
            record(row, new Carrier.Outcome.Refused(Carrier.Reason.UNKNOWN_NUMBER, 0), null);
            return;
        }
        if (body.isBlank()) {
            LOG.error("message {} ({}) has no words: it is not sent", row.id(), row.textId());
            record(row, new Carrier.Outcome.Refused(Carrier.Reason.WORDLESS, 0), null);
            return;
        }
        var outcome = carrier.send(outbound(row, line.get(), address.get(), body));
        figures.add(
                Figures.Count.HANDED_OVER, row.textClass().name().toLowerCase(java.util.Locale.ROOT), word(outcome));
        record(
                row,
                outcome,
                row.medium() == Outgoing.Medium.TEXT ? Segments.count(body).segments() : null);
        if (!(outcome instanceof Carrier.Outcome.Accepted)) {
            LOG.warn("message {} ({}): {}; attempt {}", row.id(), row.textId(), outcome, row.attempts() + 1);
        }
    }

    private void record(OutboxRow row, Carrier.Outcome outcome, @Nullable Integer segments) {
        GivingWay.again(() -> outcomes.handedOver(row, outcome, segments, time.instant()));
    }

    private static Carrier.Outbound outbound(OutboxRow row, Line line, Address address, String body) {
        return switch (row.medium()) {
            case TEXT ->
                new Carrier.Outbound.FreeText(
                        row.id(),
                        line,
                        address,
                        row.reportToken(),
                        body,
                        row.textClass() == TextClass.REPLY ? VALID_AUTOMATIC : VALID_CONVERSATION,
                        TextRules.conversation(row.textId()));
            case CALL -> new Carrier.Outbound.AlertCall(row.id(), line, address, row.reportToken(), body, row.locale());
        };
    }

    private static String word(Carrier.Outcome outcome) {
        return switch (outcome) {
            case Carrier.Outcome.Accepted _ -> "accepted";
            case Carrier.Outcome.Refused _ -> "refused";
            case Carrier.Outcome.TryLater _ -> "later";
            case Carrier.Outcome.InDoubt _ -> "in-doubt";
        };
    }

    private void ask(Outcomes.Unheard unheard) {
        line(unheard.lineId())
                .flatMap(line -> carrier.ask(line, unheard.carrierId()))
                .ifPresent(told -> GivingWay.again(() -> outcomes.record(told)));
    }

    private Optional<Line> line(java.util.UUID id) {
        return lines.byId(id);
    }

    private String body(OutboxRow row, Line line) {
        if (row.body().isPresent()) {
            var sealed = row.body().get();
            figures.add(Figures.Count.OPENED_TO_SEND, "words");
            return new String(
                    keyring.open(sealed.owner(), OutboxRow.seal(sealed.row()), sealed.sealed()),
                    StandardCharsets.UTF_8);
        }
        var wording = new Wording(releases.current(), line.scope(), line.country(), drafts);
        var text = wording.of(pieces(row.pieces()));
        return line.accentFree() ? AccentFree.of(text) : text;
    }

    private List<Piece> pieces(String stored) {
        try {
            var read = json.readValue(stored, StoredPiece[].class);
            return read == null
                    ? List.of()
                    : Arrays.stream(read).map(StoredPiece::piece).toList();
        } catch (IOException e) {
            throw new IllegalStateException("an outbox row cannot be read", e);
        }
    }
}
