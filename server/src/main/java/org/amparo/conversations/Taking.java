package org.amparo.conversations;

import java.util.UUID;

/// What became of the wish to hold a conversation.
public sealed interface Taking {
    /// It is theirs; the contact is told, if texting is safe.
    record Held(UUID conversation) implements Taking {}

    /// Somebody else was quicker.
    record HeldBy(UUID responder) implements Taking {}

    /// It is closed, or was erased.
    record Gone() implements Taking {}
}
