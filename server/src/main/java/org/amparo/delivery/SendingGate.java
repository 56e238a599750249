package org.amparo.delivery;

import java.time.Instant;
import java.util.Optional;
import org.amparo.contacts.SendingState;
import org.amparo.content.TextClass;

/// Decides, at the moment of sending and nowhere else, whether a text may leave (`rulings.md` 1). Pure.
final class SendingGate {
    private SendingGate() {}

    /// What may be done with a text now.
    sealed interface Verdict {
        record Send() implements Verdict {}

        record Hold(Instant until) implements Verdict {}

        record Drop(DropReason reason) implements Verdict {}
    }

    /// Why we dropped a text.
    enum DropReason {
        /// Its contact was erased, or is unknown.
        NOBODY,
        STOPPED,
        UNSAFE,
        /// A later text asked for silence.
        SILENCED,
        /// It answers a text that is too old.
        LATE,
        /// Unasked, and safe is not yes.
        NOT_SAFE,
        /// No agreed hours, or they are over.
        NO_WINDOW,
        /// They write to us themselves now: what was agreed for later is needless.
        SUSPENDED,
        /// A new text came while it waited.
        REPLACED,
        /// It waited for a day.
        TOO_OLD;

        String column() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /// @param answersAt when the text it answers came; empty for what answers none
    /// @param state of the contact on the line; empty when there is no contact (any more)
    static Verdict decide(
            TextClass textClass,
            String textId,
            Optional<Instant> answersAt,
            Optional<SendingState> state,
            Instant now) {
        if (textClass == TextClass.DUTY) {
            return new Verdict.Send();
        }
        if (state.isEmpty()) {
            return new Verdict.Drop(DropReason.NOBODY);
        }
        var contact = state.get();
        if (contact.stopped() && !TextRules.mayReachStopped(textId)) {
            return new Verdict.Drop(DropReason.STOPPED);
        }
        return switch (textClass) {
            case DUTY -> new Verdict.Send();
            case REPLY -> reply(answersAt.orElse(Instant.EPOCH), contact, now);
            case PROMISED -> contact.unsafe() ? new Verdict.Drop(DropReason.UNSAFE) : inSafeHours(contact, now);
            case PUSH -> push(contact, now);
            case AGREED -> agreed(contact, now);
        };
    }

    private static Verdict reply(Instant answersAt, SendingState contact, Instant now) {
        if (contact.silencedAt().filter(answersAt::isBefore).isPresent()) {
            return new Verdict.Drop(DropReason.SILENCED);
        }
        return now.isAfter(answersAt.plus(Outgoing.ANSWERS_WITHIN))
                ? new Verdict.Drop(DropReason.LATE)
                : new Verdict.Send();
    }

    private static Verdict push(SendingState contact, Instant now) {
        if (contact.unsafe()) {
            return new Verdict.Drop(DropReason.UNSAFE);
        }
        return contact.safeAt(now) ? inSafeHours(contact, now) : new Verdict.Drop(DropReason.NOT_SAFE);
    }

    private static Verdict inSafeHours(SendingState contact, Instant now) {
        return contact.bound() ? inWindow(contact, now) : new Verdict.Send();
    }

    private static Verdict agreed(SendingState contact, Instant now) {
        if (contact.unsafe()) {
            return new Verdict.Drop(DropReason.UNSAFE);
        }
        return contact.windowSuspended() ? new Verdict.Drop(DropReason.SUSPENDED) : inWindow(contact, now);
    }

    private static Verdict inWindow(SendingState contact, Instant now) {
        var window = contact.windowAt(now);
        if (window.isEmpty()) {
            return new Verdict.Drop(DropReason.NO_WINDOW);
        }
        var from = window.get().from();
        return now.isBefore(from) ? new Verdict.Hold(from) : new Verdict.Send();
    }
}
