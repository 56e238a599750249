package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.delivery.KeyListener;

/// Rings whoever holds a talk about danger, beside the text that says why: a text alone may lie unread. Nobody is
/// called for practice. A `1` pressed changes nothing, as the talk is theirs already; it is answered all the same.
/// Works inside the caller's transaction. Safe for many threads and nodes.
@Singleton
public class HolderCalls implements KeyListener {
    private static final String ORIGIN = "holder:";

    private final Conversations conversations;
    private final DutyTexts texts;

    HolderCalls(Conversations conversations, DutyTexts texts) {
        this.conversations = conversations;
        this.texts = texts;
    }

    /// Nothing happens where it is not about danger, or where nobody can be called.
    public void ring(Talk talk, UUID holder, Instant now) {
        if (talk.danger() && !talk.test()) {
            var language = Map.of("language", talk.locale());
            texts.call(talk.line(), holder, "duty.call-held", language, ORIGIN + holder, now);
        }
    }

    @Override
    public Optional<String> pressed(UUID row, String origin, char key, Instant now) {
        return key == '1' && origin.startsWith(ORIGIN)
                ? Optional.of(holds(UUID.fromString(origin.substring(ORIGIN.length()))))
                : Optional.empty();
    }

    private String holds(UUID person) {
        return conversations.takingPart(person).stream()
                        .anyMatch(talk -> talk.danger() && talk.holder().equals(Optional.of(person)))
                ? "duty.call-taken"
                : "duty.call-too-late";
    }
}
