package org.amparo.harness;

import java.time.Instant;

/// A message the line sent.
///
/// @param order its place among all that the programs of this JVM handed over
/// @param to the phone
/// @param status as delivery has it; `failed` never reached the phone
public record Heard(long order, Instant at, String to, String body, int segments, String status) {
    boolean arrived() {
        return !status.equals("failed");
    }

    @Override
    public String toString() {
        return to + " " + status + ": " + body.replace("\n", " | ");
    }
}
