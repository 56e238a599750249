package org.amparo.reception;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.amparo.contacts.Contacts;
import org.amparo.delivery.Copies;

/// Handles one inbound text in one transaction: claims it, hears whether a person who answers wrote it, else
/// recognises the contact, waits for the parts of a long text, and lets [Answering] answer. Replies leave through
/// the outbox after the commit.
///
/// Locks are taken in one order everywhere: the claim, then the contact's row, then what hangs on it.
@Singleton
class Reception {
    /// By then a text that waits for its next part is handled without it.
    private static final Duration PART_HANDLED = Duration.ofMinutes(1);

    private final Claims claims;
    private final ResponderTexts responderTexts;
    private final Contacts contacts;
    private final Recognition recognition;
    private final WaitingParts parts;
    private final Answering answering;
    private final Copies copies;
    private final InstantSource time;

    Reception(
            Claims claims,
            ResponderTexts responderTexts,
            Contacts contacts,
            Recognition recognition,
            WaitingParts parts,
            Answering answering,
            Copies copies,
            InstantSource time) {
        this.claims = claims;
        this.responderTexts = responderTexts;
        this.contacts = contacts;
        this.recognition = recognition;
        this.parts = parts;
        this.answering = answering;
        this.copies = copies;
        this.time = time;
    }

    /// Handles a text unless it was handled before. A repeat, on any node and in any order, has no effect.
    @Transactional
    public void handle(InboundText text) {
        var now = time.instant();
        if (claims.claim(text.carrierId(), now)) {
            take(text, now);
        } else {
            handled(text, now);
        }
    }

    /// Handles a text that was kept aside, unless it was handled before, or its sender was erased since it came:
    /// then it must not bring them back.
    ///
    /// @param claimed its carrier id was claimed before it was kept
    /// @param stillKept asked while the sender's row is locked, if there is one
    @Transactional
    public void handleKept(InboundText text, boolean claimed, BooleanSupplier stillKept) {
        var now = time.instant();
        boolean first = claims.claim(text.carrierId(), now) || claimed;
        contacts.lock(text.line().organisationId(), text.from());
        if (stillKept.getAsBoolean() && first) {
            if (claimed) {
                // it has waited for its next part already
                answering.answer(text, recognition.of(text, now), now);
            } else {
                take(text, now);
            }
        }
        handled(text, now);
    }

    private void take(InboundText text, Instant now) {
        if (responderTexts.take(text, now)) {
            handled(text, now);
            return;
        }
        var known = recognition.of(text, now);
        var before = parts.apart(text, known, now);
        before.ifPresent(earlier -> answering.answer(earlier, known, now));
        var contact = before.isPresent() ? recognition.of(text, now) : known;
        var whole = parts.join(text, contact, now);
        var handled = whole.isPresent() ? now : now.plus(PART_HANDLED);
        copies.handled(text.line(), text.carrierId(), text.media(), Optional.of(contact.id()), handled, now);
        if (whole.isPresent()) {
            answering.answer(whole.get(), contact, now);
        }
    }

    /// The carrier's copy of a text that changed nothing may go too.
    private void handled(InboundText text, Instant now) {
        copies.handled(text.line(), text.carrierId(), text.media(), Optional.empty(), now, now);
    }

    /// Handles a text whose next part did not come. The contact's row is locked before the part's, as everywhere.
    @Transactional
    public void handlePart(WaitingParts.Due part) {
        var now = time.instant();
        contacts.lock(part.contact());
        parts.take(part.id(), now).ifPresent(text -> answering.answer(text, recognition.of(text, now), now));
    }
}
