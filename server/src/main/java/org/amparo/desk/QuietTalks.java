package org.amparo.desk;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Silences;
import org.amparo.conversations.TakingPart;
import org.amparo.conversations.Talk;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.Handovers;
import org.amparo.lines.Lines;
import org.amparo.platform.FailedWork;
import org.amparo.responders.Handles;
import org.amparo.responders.Responders;

/// Does what silence calls for: one talk, one transaction (`rulings.md` 6).
@Singleton
class QuietTalks {
    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(10);

    private final Silences silences;
    private final Conversations conversations;
    private final TakingPart takingPart;
    private final Handovers handovers;
    private final Responders responders;
    private final Handles handles;
    private final DutyTexts texts;
    private final Lines lines;

    QuietTalks(
            Silences silences,
            Conversations conversations,
            TakingPart takingPart,
            Handovers handovers,
            Responders responders,
            Handles handles,
            DutyTexts texts,
            Lines lines) {
        this.silences = silences;
        this.conversations = conversations;
        this.takingPart = takingPart;
        this.handovers = handovers;
        this.responders = responders;
        this.handles = handles;
        this.texts = texts;
        this.lines = lines;
    }

    /// @return false when no talk was due
    @Transactional
    boolean next(Instant now) {
        var due = silences.claimDue(now);
        due.ifPresent(silent -> FailedWork.guard(silent.talk().id(), () -> look(silent, now)));
        return due.isPresent();
    }

    /// Looks at it again a little later, or at once where it gave way.
    @Transactional
    void later(FailedWork failed, Instant now) {
        silences.lookAgain(failed.piece(), failed.again(now, AGAIN_AFTER_FAILURE));
    }

    private void look(Silences.Silent silent, Instant now) {
        var talk = silent.talk();
        switch (silent.step()) {
            case ASK -> {
                silences.ask(talk, now);
                silences.lookAgain(talk.id(), silent.next());
            }
            case PARK -> park(talk, now);
            case CLOSE -> conversations.close(talk.id(), "silent", now);
            case NOTHING -> silences.lookAgain(talk.id(), silent.next());
        }
    }

    /// Whoever took part is free, and hears it.
    private void park(Talk talk, Instant now) {
        var present = conversations.present(talk.id());
        takingPart.park(talk.id(), now);
        handovers.ended(talk.id(), now);
        var line = lines.byId(talk.line()).orElseGet(lines::first);
        present.stream().flatMap(id -> responders.find(id).stream()).forEach(person -> {
            var handle = handles.give(person.id(), talk.id(), talk.organisation(), now);
            texts.say(line, person, "parked", Map.of("handle", handle), now);
        });
    }
}
