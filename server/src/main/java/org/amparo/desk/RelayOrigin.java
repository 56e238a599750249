package org.amparo.desk;

import java.util.Optional;
import java.util.UUID;

/// What a relayed text carries in the outbox, so that trouble with it is told to whoever wrote it: ids alone.
///
/// @param sender the responder who wrote it; empty for a contact's words
/// @param recipient the responder it goes to; empty for words to the contact. Both are there for what one who takes
///     part reads of what another wrote
record RelayOrigin(UUID conversation, UUID message, Optional<UUID> sender, Optional<UUID> recipient) {
    private static final String RELAY = "relay:";

    static RelayOrigin toContact(UUID conversation, UUID message, UUID sender) {
        return new RelayOrigin(conversation, message, Optional.of(sender), Optional.empty());
    }

    static RelayOrigin toResponder(UUID conversation, UUID message, Optional<UUID> sender, UUID recipient) {
        return new RelayOrigin(conversation, message, sender, Optional.of(recipient));
    }

    /// What the origins of all texts carried in a talk begin with.
    static String ofTalk(UUID conversation) {
        return RELAY + conversation + ":";
    }

    /// Empty when the origin is none of ours.
    static Optional<RelayOrigin> of(String origin) {
        if (!origin.startsWith(RELAY)) {
            return Optional.empty();
        }
        var ids = origin.substring(RELAY.length()).split(":", -1);
        return Optional.of(new RelayOrigin(UUID.fromString(ids[0]), UUID.fromString(ids[1]), id(ids, 2), id(ids, 3)));
    }

    private static Optional<UUID> id(String[] ids, int at) {
        return ids.length > at && !ids[at].isEmpty() ? Optional.of(UUID.fromString(ids[at])) : Optional.empty();
    }

    @Override
    public String toString() {
        return RELAY + conversation + ":" + message + ":"
                + sender.map(UUID::toString).orElse("")
                + recipient.map(to -> ":" + to).orElse("");
    }
}
