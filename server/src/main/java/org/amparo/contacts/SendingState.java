package org.amparo.contacts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What the sending gate looks at before each text to a contact of a line (`rulings.md` 1).
///
/// @param safe the answer to the safety question
/// @param safeUntil safe = yes lapses then: 60 minutes after the last inbound
/// @param unsafeSince the mark of UNSAFE or safe = no; the next inbound lifts it
/// @param silencedAt the newest inbound that asked for silence (UNSAFE, safe = no, STOP): replies to earlier ones
///     die
/// @param windowFrom the agreed window, for agreed texts only
/// @param windowSuspended a new inbound suspends the window until its conversation closes
public record SendingState(
        UUID contactId,
        UUID lineId,
        UUID organisationId,
        Safe safe,
        Optional<Instant> safeUntil,
        Optional<Instant> unsafeSince,
        Optional<Instant> stoppedSince,
        Instant lastInboundAt,
        Optional<Instant> silencedAt,
        Optional<Instant> windowFrom,
        Optional<Instant> windowUntil,
        boolean windowSuspended) {

    public enum Safe {
        UNKNOWN,
        YES,
        UNSURE,
        NO
    }

    /// How long safe = yes holds after the last inbound.
    public static final Duration SAFE_FOR = Duration.ofMinutes(60);

    /// How long a session lasts after the last inbound.
    public static final Duration SESSION = Duration.ofHours(24);

    public static SendingState fresh(UUID contact, UUID line, UUID organisation, Instant now) {
        return new SendingState(
                contact,
                line,
                organisation,
                Safe.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    public boolean stopped() {
        return stoppedSince.isPresent();
    }

    public boolean unsafe() {
        return unsafeSince.isPresent();
    }

    /// Safe = yes, and not lapsed.
    public boolean safeAt(Instant now) {
        return safe == Safe.YES && safeUntil.filter(now::isBefore).isPresent();
    }

    /// After an inbound at that time: the unsafe mark is lifted, safe = yes goes on for its time, a session that
    /// ended is forgotten.
    public SendingState wrote(Instant at) {
        if (at.isBefore(lastInboundAt)) {
            // An older text handled late lifts nothing that a newer one asked for.
            return this;
        }
        boolean sameSession = at.isBefore(lastInboundAt.plus(SESSION));
        var nowSafe = unsafe() || !sameSession || safe == Safe.NO ? Safe.UNKNOWN : safe;
        if (nowSafe == Safe.YES && safeUntil.filter(at::isBefore).isEmpty()) {
            nowSafe = Safe.UNKNOWN;
        }
        return new SendingState(
                contactId,
                lineId,
                organisationId,
                nowSafe,
                nowSafe == Safe.YES ? Optional.of(at.plus(SAFE_FOR)) : Optional.empty(),
                Optional.empty(),
                stoppedSince,
                at.isAfter(lastInboundAt) ? at : lastInboundAt,
                silencedAt,
                windowFrom,
                windowUntil,
                windowFrom.isPresent());
    }

    public SendingState answered(Safe answer, Instant at) {
        boolean no = answer == Safe.NO;
        return new SendingState(
                contactId,
                lineId,
                organisationId,
                answer,
                answer == Safe.YES ? Optional.of(at.plus(SAFE_FOR)) : Optional.empty(),
                no ? Optional.of(at) : unsafeSince,
                stoppedSince,
                lastInboundAt,
                no ? Optional.of(at) : silencedAt,
                windowFrom,
                windowUntil,
                windowSuspended);
    }

    public SendingState stopped(Instant at) {
        return with(Optional.of(at), Optional.of(at));
    }

    public SendingState restarted() {
        return with(Optional.empty(), silencedAt);
    }

    private SendingState with(Optional<Instant> stopped, Optional<Instant> silenced) {
        return new SendingState(
                contactId,
                lineId,
                organisationId,
                safe,
                safeUntil,
                unsafeSince,
                stopped,
                lastInboundAt,
                silenced,
                windowFrom,
                windowUntil,
                windowSuspended);
    }
}
