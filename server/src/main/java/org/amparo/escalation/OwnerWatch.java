package org.amparo.escalation;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Alarms;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.ErasureStep;

/// Rings for open conversations without an owner, and ends the alarm once somebody has them again. That none is
/// without is a promise; this is for the fault nobody thought of.
@Singleton
class OwnerWatch implements ErasureStep {
    /// It rings for so many at once, danger first: a fault that leaves hundreds alone is one fault, and more calls
    /// than these would keep supervisors from mending it.
    private static final int MOST = 5;

    private final OpenConversations open;
    private final Conversations conversations;
    private final Trouble trouble;
    private final Alarms alarms;
    private final Lines lines;
    private final InstantSource time;

    OwnerWatch(
            OpenConversations open,
            Conversations conversations,
            Trouble trouble,
            Alarms alarms,
            Lines lines,
            InstantSource time) {
        this.open = open;
        this.conversations = conversations;
        this.trouble = trouble;
        this.alarms = alarms;
        this.lines = lines;
        this.time = time;
    }

    /// Those nobody has, whether this rings for them already or not.
    @Transactional
    Set<OpenConversations.Alone> alone(Instant now) {
        return Set.copyOf(open.alone(now));
    }

    /// @param ringing an alarm is raised for these
    /// @param alone it goes on for these, and ends for all others
    @Transactional
    void ring(Set<UUID> ringing, Set<UUID> alone, Instant now) {
        ringing.stream()
                .sorted()
                .flatMap(id -> conversations.find(id).stream())
                .sorted(Comparator.comparing(Talk::danger).reversed())
                .limit(MOST)
                .forEach(talk -> trouble.of(Alarm.Kind.NOBODY_OWNS, talk, Optional.empty(), Optional.empty(), now));
        lines.all().stream()
                .map(Line::organisationId)
                .distinct()
                .flatMap(organisation -> alarms.standing(organisation).stream())
                .filter(alarm -> alarm.kind() == Alarm.Kind.NOBODY_OWNS)
                .filter(alarm -> alarm.subject()
                        .filter(id -> !alone.contains(id))
                        .flatMap(conversations::find)
                        .isPresent())
                .forEach(alarm -> alarms.clear(alarm.kind(), alarm.subject(), now));
    }

    /// Nothing is left that somebody could take.
    @Override
    public void erase(UUID contact) {
        var now = time.instant();
        conversations.of(contact).forEach(talk -> alarms.clear(Alarm.Kind.NOBODY_OWNS, Optional.of(talk), now));
    }

    /// Before the conversations go.
    @Override
    public int order() {
        return FIRST - 1;
    }
}
