package org.amparo.contacts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the sending gate looks at before each text to a contact of a line (`rulings.md` 1). Safety belongs to the
/// contact and is the same on every line; STOP and agreed hours are the line's (`rulings.md` 3). Immutable.
///
/// @param safe the answer to the safety question
/// @param safeUntil safe = yes lapses then: 60 minutes after the last inbound
/// @param unsafeSince the mark of UNSAFE or safe = no; the next inbound lifts it
/// @param silencedAt the newest inbound that asked for silence (UNSAFE, safe = no, STOP): replies to earlier ones
///     die
/// @param windows the hours a person set as agreed, in order
/// @param windowSuspended a new inbound suspends them until its conversation closes, or UNSAFE
/// @param agreedOnly a message was left: until they write again nothing leaves outside agreed hours
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
        List<AgreedWindow> windows,
        boolean windowSuspended,
        boolean agreedOnly) {

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

    /// Every permission lapses so long after the last inbound: the number may be somebody else's (`domain.md` E.3).
    public static final Duration PERMISSIONS = Duration.ofDays(30);

    public SendingState {
        windows = List.copyOf(windows);
    }

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
                List.of(),
                false,
                false);
    }

    public boolean stopped() {
        return stoppedSince.isPresent();
    }

    /// UNSAFE, or no to the safety question, and nothing written since.
    public boolean unsafe() {
        return unsafeSince.isPresent() || safe == Safe.NO;
    }

    /// Safe = yes, and not lapsed.
    public boolean safeAt(Instant now) {
        return safe == Safe.YES && safeUntil.filter(now::isBefore).isPresent();
    }

    /// The agreed hours now or next; empty when there are none, or all are over, or they lapsed.
    public Optional<AgreedWindow> windowAt(Instant now) {
        return lapsed(now)
                ? Optional.empty()
                : windows.stream().filter(window -> !window.over(now)).findFirst();
    }

    /// Agreed hours bind what is not agreed itself: whoever told theirs is written to in those alone, unless they
    /// write themselves; whoever left a message and whose hours nobody set is not written to (`domain.md` E.3,
    /// `rulings.md` 6).
    public boolean bound() {
        return (agreedOnly || !windows.isEmpty()) && !windowSuspended;
    }

    /// They bind, and these are not they.
    public boolean outsideHours(Instant now) {
        return bound()
                && windowAt(now).filter(window -> !now.isBefore(window.from())).isEmpty();
    }

    /// Nothing keeps a person's texts from them now.
    public boolean mayRead(Instant now) {
        return !stopped() && !unsafe() && !outsideHours(now);
    }

    /// So long without a text that no permission holds.
    public boolean lapsed(Instant now) {
        return !now.isBefore(lastInboundAt.plus(PERMISSIONS));
    }

    /// Safe was yes, and a text at that time came after too long a silence.
    public boolean safeLapsedBy(Instant at) {
        return safe == Safe.YES && safeUntil.filter(at::isBefore).isEmpty();
    }

    /// After an inbound at that time: the unsafe mark is lifted, safe = yes goes on for its time, a session that
    /// ended is forgotten.
    public SendingState wrote(Instant at) {
        if (at.isBefore(lastInboundAt)) {
            // An older text handled late lifts nothing that a newer one asked for.
            return this;
        }
        boolean sameSession = at.isBefore(lastInboundAt.plus(SESSION));
        var known = unsafe() || !sameSession || safe == Safe.NO || safeLapsedBy(at) ? Safe.UNKNOWN : safe;
        boolean forgotten = lapsed(at);
        return with(copy -> {
            copy.safe = known;
            copy.safeUntil = known == Safe.YES ? at.plus(SAFE_FOR) : null;
            copy.unsafeSince = null;
            copy.lastInboundAt = at;
            copy.windows = forgotten
                    ? List.of()
                    : windows.stream().filter(window -> !window.over(at)).toList();
            copy.windowSuspended = !copy.windows.isEmpty();
            copy.agreedOnly = false;
        });
    }

    public SendingState answered(Safe answer, Instant at) {
        boolean no = answer == Safe.NO;
        return with(copy -> {
            copy.safe = answer;
            copy.safeUntil = answer == Safe.YES ? at.plus(SAFE_FOR) : null;
            copy.unsafeSince = no ? at : copy.unsafeSince;
            copy.silencedAt = no ? at : copy.silencedAt;
            copy.windowSuspended = windowSuspended && !no;
        });
    }

    public SendingState stopped(Instant at) {
        return with(copy -> {
            copy.stoppedSince = at;
            copy.silencedAt = at;
        });
    }

    public SendingState restarted() {
        return with(copy -> copy.stoppedSince = null);
    }

    /// A person wrote down when it is safe. Nothing else can send outside it while nobody writes.
    public SendingState agreed(List<AgreedWindow> hours) {
        return with(copy -> {
            copy.windows = hours;
            copy.windowSuspended = windowSuspended && !hours.isEmpty();
        });
    }

    /// They left a message: from now on we write in agreed hours only.
    public SendingState leftMessage() {
        return with(copy -> {
            copy.agreedOnly = true;
            copy.windowSuspended = false;
        });
    }

    /// Their conversation is closed: agreed hours count again.
    public SendingState closed() {
        return with(copy -> copy.windowSuspended = false);
    }

    /// The number may be somebody else's now: nothing that was allowed holds any more.
    public SendingState permissionsLapsed() {
        return with(copy -> {
            copy.safe = safe == Safe.NO ? Safe.NO : Safe.UNKNOWN;
            copy.safeUntil = null;
            copy.windows = List.of();
            copy.windowSuspended = false;
        });
    }

    private SendingState with(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return copy.made(this);
    }

    /// A copy while it is being changed: names only the parts that change.
    private static final class Copy {
        private Safe safe;
        private @Nullable Instant safeUntil;
        private @Nullable Instant unsafeSince;
        private @Nullable Instant stoppedSince;
        private Instant lastInboundAt;
        private @Nullable Instant silencedAt;
        private List<AgreedWindow> windows;
        private boolean windowSuspended;
        private boolean agreedOnly;

        Copy(SendingState from) {
            safe = from.safe;
            safeUntil = from.safeUntil.orElse(null);
            unsafeSince = from.unsafeSince.orElse(null);
            stoppedSince = from.stoppedSince.orElse(null);
            lastInboundAt = from.lastInboundAt;
            silencedAt = from.silencedAt.orElse(null);
            windows = from.windows;
            windowSuspended = from.windowSuspended;
            agreedOnly = from.agreedOnly;
        }

        SendingState made(SendingState from) {
            return new SendingState(
                    from.contactId,
                    from.lineId,
                    from.organisationId,
                    safe,
                    Optional.ofNullable(safeUntil),
                    Optional.ofNullable(unsafeSince),
                    Optional.ofNullable(stoppedSince),
                    lastInboundAt,
                    Optional.ofNullable(silencedAt),
                    windows,
                    windowSuspended,
                    agreedOnly);
        }
    }
}
