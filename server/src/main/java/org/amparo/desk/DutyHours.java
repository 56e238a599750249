package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.language.Dates;
import org.amparo.responders.Responder;
import org.amparo.rota.DutyOverride;
import org.amparo.rota.Schedules;
import org.amparo.rota.Shift;

/// When somebody is on duty on a line.
@Singleton
final class DutyHours {
    private static final Duration AHEAD = Duration.ofDays(7);

    private final Schedules schedules;

    DutyHours(Schedules schedules) {
        this.schedules = schedules;
    }

    /// Until when they are on duty, whatever kind of cover it is; empty when they are not.
    Optional<Instant> until(UUID line, UUID person, Instant now) {
        return shifts(line, now, now.plus(AHEAD)).stream()
                .filter(shift -> shift.person().equals(person) && shift.from().equals(now))
                .map(Shift::until)
                .max(Comparator.naturalOrder());
    }

    /// All shifts of a range, cut at its ends.
    List<Shift> shifts(UUID line, Instant from, Instant until) {
        return schedules.of(line, from).stream()
                .flatMap(rota -> rota.shifts(from, until).stream())
                .toList();
    }

    /// Who is replaced by whom, now or later.
    List<DutyOverride.Replace> replaced(UUID line, Instant now) {
        return schedules.of(line, now).stream()
                .flatMap(rota -> rota.schedule().overrides().stream())
                .filter(DutyOverride.Replace.class::isInstance)
                .map(DutyOverride.Replace.class::cast)
                .toList();
    }

    static String said(Instant at, Responder person) {
        return Dates.weekdayAndTime(at, person.zone(), person.alertLocale());
    }
}
