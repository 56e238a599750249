package org.amparo.simulator;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.DeliveryReport;
import org.amparo.language.Segments;
import org.amparo.lines.Line;
import org.amparo.numbers.Address;
import org.amparo.platform.Ids;

/// Takes texts as a real carrier does and refuses what it refuses, with its codes (`twilio/rules.md` 8-10). Every
/// phone exists and is on, unless a [Fault] says otherwise.
@Singleton
@Requires(missingProperty = "twilio.account-sid")
final class SimulatedCarrier implements Carrier {
    private static final int LONGEST = 1_600;
    private static final int BLOCKED = 21_610;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /// The carrier's own test numbers, each of which fails in its way.
    private static final Map<String, Outcome.Refused> TEST_NUMBERS = Map.of(
            "+15005550001", new Outcome.Refused(Reason.UNKNOWN_NUMBER, 21_211),
            "+15005550002", new Outcome.Refused(Reason.NO_ROUTE, 21_612),
            "+15005550003", new Outcome.Refused(Reason.NOT_SERVED, 21_408),
            "+15005550004", new Outcome.Refused(Reason.OPTED_OUT, BLOCKED),
            "+15005550009", new Outcome.Refused(Reason.NOT_A_MOBILE, 21_614));

    private final Faults faults;
    private final Reports reports;
    private final CarrierMemory memory;
    private final CarrierStore store;
    private final SimulatedCopies copies;
    private final Calls calls;
    private final InstantSource time;

    SimulatedCarrier(
            Faults faults,
            Reports reports,
            CarrierMemory memory,
            CarrierStore store,
            SimulatedCopies copies,
            Calls calls,
            InstantSource time) {
        this.faults = faults;
        this.reports = reports;
        this.memory = memory;
        this.store = store;
        this.copies = copies;
        this.calls = calls;
        this.time = time;
    }

    @Override
    public Outcome send(Outbound message) {
        return switch (message) {
            case Outbound.FreeText text -> sessionClosed(text).orElseGet(() -> carry(text, text.body()));
            case Outbound.Template template -> carry(template, template.templateId() + " " + template.variables());
            case Outbound.AlertCall call -> ring(call);
        };
    }

    @Override
    public Optional<DeliveryReport> ask(Line line, String carrierId) {
        return reports.outcome(carrierId);
    }

    /// A stop of the carrier's own means the same in a report as in a refusal.
    @Override
    public Outcome reported(int code) {
        return new Outcome.Refused(code == BLOCKED ? Reason.OPTED_OUT : Reason.OTHER, code);
    }

    @Override
    public Capabilities capabilities(Line line) {
        return new Capabilities(true, true);
    }

    private Outcome ring(Outbound.AlertCall call) {
        if (faults.strikes(Fault.CALLS_FAIL)) {
            return new Outcome.TryLater(Reason.CARRIER_DOWN, 500, PAUSE);
        }
        if (call.to().kind() != Address.Kind.PHONE) {
            return new Outcome.Refused(Reason.NOT_A_MOBILE, 21_217);
        }
        var carrierId = calls.ring(call, ours(call), theirs(call));
        store.keep(new CarrierStore.Stored(
                carrierId, Direction.OUTBOUND, ours(call), theirs(call), "", false, time.instant()));
        return new Outcome.Accepted(carrierId, Optional.empty());
    }

    /// A call that rings cannot be deleted yet.
    @Override
    public Removal delete(Line line, String carrierId) {
        return calls.rings(carrierId) ? new Removal.NotFinal() : copies.delete(line, carrierId);
    }

    @Override
    public Removal deleteMedia(Line line, String carrierId) {
        return copies.deleteMedia(line, carrierId);
    }

    @Override
    public Listing list(Line line, Direction direction, Instant from, Instant until, Optional<String> page) {
        return copies.list(line, direction, from, until, page);
    }

    @Override
    public Fetched fetch(Line line, String carrierId) {
        return copies.fetch(line, carrierId);
    }

    private Outcome carry(Outbound message, String body) {
        if (faults.strikes(Fault.CALLS_FAIL)) {
            return new Outcome.TryLater(Reason.CARRIER_DOWN, 500, PAUSE);
        }
        if (faults.strikes(Fault.CALLS_TOO_MANY)) {
            return new Outcome.TryLater(Reason.TOO_MANY, 20_429, PAUSE);
        }
        if (faults.strikes(Fault.CALLS_TIME_OUT)) {
            return new Outcome.InDoubt(Reason.CARRIER_DOWN);
        }
        var refused = refusal(message, body);
        if (refused.isPresent()) {
            return refused.get();
        }
        var carrierId = "SM" + Ids.secret();
        store.keep(new CarrierStore.Stored(
                carrierId, Direction.OUTBOUND, ours(message), theirs(message), body, false, time.instant()));
        reports.plan(
                new Reports.Taken(carrierId, message.reportToken(), message.row(), ours(message), theirs(message)));
        if (faults.strikes(Fault.ANSWERS_LOST)) {
            return new Outcome.InDoubt(Reason.CARRIER_DOWN);
        }
        return new Outcome.Accepted(carrierId, Optional.of(Segments.count(body).segments()));
    }

    private Optional<Outcome> refusal(Outbound message, String body) {
        if (body.isBlank()) {
            return refused(Reason.OTHER, 21_602);
        }
        if (body.length() > LONGEST) {
            return refused(Reason.OTHER, 21_617);
        }
        if (!(Address.read(theirs(message)) instanceof Address.Read.Reachable)) {
            return refused(Reason.UNKNOWN_NUMBER, 21_211);
        }
        if (theirs(message).equals(ours(message))) {
            return refused(Reason.OTHER, 21_266);
        }
        if (message.to().beginsWithAny(message.line().notServed())) {
            return refused(Reason.NOT_SERVED, 21_408);
        }
        if (memory.stopped(theirs(message), ours(message)) || faults.strikes(Fault.BLOCKED, theirs(message))) {
            return refused(Reason.OPTED_OUT, BLOCKED);
        }
        return Optional.ofNullable(TEST_NUMBERS.get(theirs(message)));
    }

    private Optional<Outcome> sessionClosed(Outbound text) {
        return memory.sessionOpen(text.to(), ours(text), time.instant())
                ? Optional.empty()
                : refused(Reason.SESSION_CLOSED, 63_016);
    }

    private static Optional<Outcome> refused(Reason reason, int code) {
        return Optional.of(new Outcome.Refused(reason, code));
    }

    private static String ours(Outbound message) {
        return SentTexts.ours(message.line(), message.to().kind());
    }

    private static String theirs(Outbound message) {
        return message.to().carrierForm();
    }
}
