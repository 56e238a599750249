package org.amparo.rota;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// One responder on duty from instant to instant, end excluded.
public record Shift(UUID person, Rank rank, Instant from, Instant until) {
    public Duration length() {
        return Duration.between(from, until);
    }
}
