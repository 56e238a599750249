package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.delivery.KeyListener;

/// A `1` pressed in a call that asks somebody to interpret lets them join; every other key does nothing.
@Singleton
final class InterpreterKeys implements KeyListener {
    private final InterpreterCommands interpreting;

    InterpreterKeys(InterpreterCommands interpreting) {
        this.interpreting = interpreting;
    }

    @Override
    public Optional<String> pressed(UUID row, String origin, char key, Instant now) {
        return key == '1' ? interpreting.pressed(origin, now) : Optional.empty();
    }
}
