package org.amparo.desk;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Alarms;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.Handovers;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.responders.Comebacks;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Whoever was off or away is counted on again when that ends (`domain.md` F.2), also when no program ran just
/// then. They hear it if they are on duty at that time; else the beginning of their next shift says it. Safe on
/// many nodes.
@Singleton
class ComingBack {
    private final Comebacks comebacks;
    private final Responders responders;
    private final Holdings holdings;
    private final DutyHours hours;
    private final ShiftNotices notices;
    private final DutyTexts texts;
    private final Lines lines;
    private final Alarms alarms;
    private final Handovers handovers;

    ComingBack(
            Comebacks comebacks,
            Responders responders,
            Holdings holdings,
            DutyHours hours,
            ShiftNotices notices,
            DutyTexts texts,
            Lines lines,
            Alarms alarms,
            Handovers handovers) {
        this.comebacks = comebacks;
        this.responders = responders;
        this.holdings = holdings;
        this.hours = hours;
        this.notices = notices;
        this.texts = texts;
        this.lines = lines;
        this.alarms = alarms;
        this.handovers = handovers;
    }

    @Transactional
    List<UUID> due(Instant now) {
        return comebacks.due(now);
    }

    /// One of them.
    @Transactional
    void back(UUID person, Instant now) {
        holdings.turn(person);
        comebacks.take(person, now).ifPresent(back -> {
            alarms.clear(Alarm.Kind.RESPONDER_AWAY, Optional.of(person), now);
            responders
                    .find(person)
                    .ifPresent(one -> lines.all().stream()
                            .filter(line -> one.lines().containsKey(line.id()))
                            .forEach(line -> on(line, one, back, now)));
        });
    }

    private void on(Line line, Responder person, Comebacks.Back back, Instant now) {
        handovers.changed(line.id(), now);
        hours.begins(line.id(), person, back.away() ? "on-again" : "shift-start", now)
                .filter(_ -> notices.first(line, person, "shift-start", back.since()))
                .ifPresent(said -> texts.say(line, person, List.of(said), now));
    }
}
