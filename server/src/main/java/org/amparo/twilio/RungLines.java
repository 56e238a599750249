package org.amparo.twilio;

/// Hears of every call to a line.
@FunctionalInterface
interface RungLines {
    /// @param callId the carrier's
    void by(Form form, String callId);
}
