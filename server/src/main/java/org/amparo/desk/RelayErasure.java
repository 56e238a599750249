package org.amparo.desk;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.amparo.conversations.Conversations;
import org.amparo.delivery.Outbox;
import org.amparo.platform.ErasureStep;

/// A contact erased everything: texts that were carried to whoever held their talks no longer say which talk it
/// was.
@Singleton
final class RelayErasure implements ErasureStep {
    private final Conversations conversations;
    private final Outbox outbox;

    RelayErasure(Conversations conversations, Outbox outbox) {
        this.conversations = conversations;
        this.outbox = outbox;
    }

    @Override
    public void erase(UUID contact) {
        conversations.of(contact).forEach(talk -> outbox.forgetOrigins(RelayOrigin.ofTalk(talk)));
    }

    /// Before the conversations go, and with the rest of the outbox.
    @Override
    public int order() {
        return FIRST - 2;
    }
}
