package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amparo.content.Piece;
import org.amparo.language.Dates;
import org.amparo.responders.Responder;
import org.amparo.rota.Cover;
import org.amparo.rota.DutyOverride;
import org.amparo.rota.Rota;
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
        return until(shifts(schedules.of(line, now), now, now.plus(AHEAD)), person, now);
    }

    /// Until when they are on duty for whoever asks for a person; empty when they are not, or are on call for
    /// danger alone.
    Optional<Instant> open(UUID line, UUID person, Instant now) {
        var open = covering(schedules.of(line, now), Cover.OPEN);
        return until(shifts(open, now, now.plus(AHEAD)), person, now);
    }

    private static Optional<Instant> until(List<Shift> shifts, UUID person, Instant now) {
        return shifts.stream()
                .filter(shift -> shift.person().equals(person) && shift.from().equals(now))
                .map(Shift::until)
                .max(Comparator.naturalOrder());
    }

    /// What everybody is asked for in a range, who is on duty in it.
    Map<UUID, CoverTimes> covers(UUID line, Instant from, Instant until) {
        var rotas = schedules.of(line, from);
        var open = shifts(covering(rotas, Cover.OPEN), from, until);
        var onCall = shifts(covering(rotas, Cover.ON_CALL), from, until);
        return Stream.concat(open.stream(), onCall.stream())
                .map(Shift::person)
                .distinct()
                .collect(Collectors.toMap(
                        person -> person, person -> new CoverTimes(of(open, person), of(onCall, person))));
    }

    private static List<Rota> covering(List<Rota> rotas, Cover cover) {
        return rotas.stream().filter(rota -> rota.schedule().cover() == cover).toList();
    }

    private static List<Shift> of(List<Shift> shifts, UUID person) {
        return shifts.stream().filter(shift -> shift.person().equals(person)).toList();
    }

    private static List<Shift> shifts(List<Rota> rotas, Instant from, Instant until) {
        return rotas.stream().flatMap(rota -> rota.shifts(from, until).stream()).toList();
    }

    /// What is said to somebody whose time on duty begins: that they are on, or on call for danger alone; empty
    /// when they are neither.
    ///
    /// @param on the text where they are on
    Optional<Piece> begins(UUID line, Responder person, String on, Instant now) {
        return open(line, person.id(), now)
                .map(end -> piece("duty." + on, "", end, person))
                .or(() -> onCall(line, person, "", now));
    }

    /// That they are on call for danger alone, behind other words.
    ///
    /// @param before what stands between these and it
    Optional<Piece> onCall(UUID line, Responder person, String before, Instant now) {
        return until(line, person.id(), now).map(end -> piece("duty.on-call", before, end, person));
    }

    private static Piece piece(String textId, String before, Instant end, Responder person) {
        return new Piece(textId, person.alertLocale(), before, Map.of("until", said(end, person)));
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
