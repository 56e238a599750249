package org.amparo.alarms;

import java.util.Set;
import java.util.UUID;

/// Who must hear nothing of what an alarm is about ("not this person", `domain.md` F.3). A port: this room does not
/// know what the subject of an alarm stands for; whoever does says it. Called inside a transaction.
public interface KeptAway {
    /// @param subject of an alarm, such as a conversation
    /// @return nobody for what is no conversation, or gone
    Set<UUID> from(UUID subject);
}
