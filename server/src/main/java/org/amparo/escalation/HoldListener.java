package org.amparo.escalation;

import java.time.Instant;
import java.util.UUID;
import org.amparo.conversations.Talk;

/// Hears, inside the same transaction, who holds a talk from now on.
public interface HoldListener {
    void held(Talk talk, UUID holder, Instant now);
}
