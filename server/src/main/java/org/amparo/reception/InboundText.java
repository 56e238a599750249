package org.amparo.reception;

import java.time.Instant;
import java.util.Optional;
import org.amparo.lines.Line;
import org.amparo.numbers.Address;

/// A text as a carrier brought it. Printing it shows nothing of it.
///
/// @param carrierId the carrier's message id: the same id is the same text, however often it comes
/// @param media it came with photos, voice or files (which are not opened)
/// @param at when we got it; for a journalled text, when we first got it
/// @param carrierDid what the carrier answered by itself, if it says so
public record InboundText(
        String carrierId,
        Line line,
        Address from,
        String body,
        boolean media,
        Instant at,
        Optional<CarrierDid> carrierDid) {

    /// A carrier's own acts on single words (Twilio's `OptOutType`).
    public enum CarrierDid {
        STOP,
        START,
        HELP
    }

    /// A text the carrier left to us.
    public InboundText(String carrierId, Line line, Address from, String body, boolean media, Instant at) {
        this(carrierId, line, from, body, media, at, Optional.empty());
    }

    @Override
    public String toString() {
        return "InboundText[" + line.name() + "]";
    }
}
