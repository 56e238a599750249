package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.lines.Line;
import org.amparo.responders.Responder;
import org.amparo.rota.Absences;
import org.amparo.rota.Cover;
import org.amparo.rota.OwnWord;
import org.amparo.rota.Rota;
import org.amparo.rota.Schedules;

/// Whoever texts `#on` outside their hours is on duty besides the plan, never without an end: some hours, or until
/// the shift that begins meanwhile on that line is over. Being on call for danger alone is outside. `#off` ends it
/// at once. Works inside the caller's transaction.
@Singleton
final class ExtraDuty {
    private static final Duration LENGTH = Duration.ofHours(6);

    /// Whose shift ends within this time stays on beyond it.
    private static final Duration SOON = Duration.ofMinutes(30);

    private final Schedules schedules;
    private final OwnWord ownWord;
    private final Absences absences;
    private final DutyHours hours;
    private final Audit audit;

    ExtraDuty(Schedules schedules, OwnWord ownWord, Absences absences, DutyHours hours, Audit audit) {
        this.schedules = schedules;
        this.ownWord = ownWord;
        this.absences = absences;
        this.hours = hours;
        this.audit = audit;
    }

    /// @return until when they are on, the shift that follows included; empty when they are on duty by the plan
    ///     for longer, or the line has no hours they could be on in
    Optional<Instant> begin(Responder person, Line line, Instant now) {
        if (!person.answers(line.id())
                || hours.open(line.id(), person.id(), now)
                        .filter(now.plus(SOON)::isBefore)
                        .isPresent()) {
            return Optional.empty();
        }
        var open = schedules.of(line.id(), now).stream()
                .filter(rota -> rota.schedule().cover() == Cover.OPEN)
                .toList();
        return open.stream()
                .min(Comparator.comparing(rota -> !plans(rota, person.id())))
                .map(rota -> begin(rota, person, line, now));
    }

    private Instant begin(Rota rota, Responder person, Line line, Instant now) {
        var end = now.plus(LENGTH);
        var next = absences.next(line.id(), person, now).filter(at -> !at.isAfter(end));
        ownWord.on(rota.schedule().id(), person, next.orElse(end), now);
        changed(rota.schedule().id(), person, now);
        return next.flatMap(at -> hours.open(line.id(), person.id(), at)).orElse(end);
    }

    void end(Responder person, Instant now) {
        ownWord.off(person.id(), now).forEach(schedule -> changed(schedule, person, now));
    }

    private void changed(UUID schedule, Responder person, Instant now) {
        audit.act(Act.by(person.id(), person.organisationId(), Act.Kind.ROTA_CHANGED, schedule, now));
    }

    private static boolean plans(Rota rota, UUID person) {
        return rota.schedule().rotations().stream()
                .anyMatch(rotation -> rotation.people().contains(person));
    }
}
