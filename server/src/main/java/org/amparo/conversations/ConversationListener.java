package org.amparo.conversations;

import java.time.Instant;
import java.util.UUID;

/// Hears what becomes of a conversation, in the transaction in which it does, which holds the contact's row. A bean
/// of any room above this one.
public interface ConversationListener {

    /// It is closed, by whomever and for whatever reason.
    void closed(UUID conversation, Instant now);
}
