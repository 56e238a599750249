package org.amparo.simulator;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A text between a phone and a line, as long as this program runs. Printing it shows nothing of it.
///
/// @param seq its place among all texts; grows, with gaps
/// @param fromLine the line sent it; else the phone did
/// @param phone the carrier's form of the phone's address
/// @param line the carrier's form of the line's address
/// @param row the outbox row behind it; empty for what phones send and what a carrier says by itself
/// @param status a delivery status, or for a phone's text `sending`, `received`, `refused`
/// @param code why it met trouble: the carrier's error code, or what the line's webhook answered; 0 for none
/// @param version grows whenever something of it changes
record PhoneText(
        long seq,
        boolean fromLine,
        Instant at,
        String phone,
        String line,
        String body,
        int segments,
        Optional<UUID> row,
        String status,
        int code,
        long version) {

    PhoneText with(String newStatus, int newCode, long newVersion) {
        return new PhoneText(seq, fromLine, at, phone, line, body, segments, row, newStatus, newCode, newVersion);
    }

    @Override
    public String toString() {
        return "PhoneText[" + seq + "]";
    }
}
