package org.amparo.desk;

import java.util.Optional;
import java.util.UUID;

/// What a relayed text carries in the outbox, so that trouble with it is told to whoever wrote it: ids alone.
///
/// @param sender the responder who wrote it; empty for a contact's words
record RelayOrigin(UUID conversation, UUID message, Optional<UUID> sender) {
    private static final String RELAY = "relay:";

    /// Empty when the origin is none of ours.
    static Optional<RelayOrigin> of(String origin) {
        if (!origin.startsWith(RELAY)) {
            return Optional.empty();
        }
        var ids = origin.substring(RELAY.length()).split(":", -1);
        return Optional.of(new RelayOrigin(
                UUID.fromString(ids[0]),
                UUID.fromString(ids[1]),
                ids[2].isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(ids[2]))));
    }

    @Override
    public String toString() {
        return RELAY + conversation + ":" + message + ":"
                + sender.map(UUID::toString).orElse("");
    }
}
