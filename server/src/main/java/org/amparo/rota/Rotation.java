package org.amparo.rota;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Takes people in turn, or all at once, within its windows.
///
/// @param people in the order of their turns; the same one may come twice
/// @param turn how long a turn lasts; empty: everybody at once
/// @param start the first changeover on the wall; nobody is on before it
/// @param end nobody is on from then on
/// @param windows when the one whose turn it is, is on; none: always
public record Rotation(
        UUID id,
        Rank rank,
        List<UUID> people,
        Optional<Turn> turn,
        LocalDateTime start,
        Optional<LocalDateTime> end,
        List<Window> windows) {
    public Rotation {
        people = List.copyOf(people);
        windows = List.copyOf(windows);
    }

    /// @param length how many units, at least one
    public record Turn(Unit unit, int length) {
        public Turn {
            if (length < 1) {
                throw new IllegalArgumentException("a turn lasts at least one unit, not " + length);
            }
        }
    }

    public enum Unit {
        DAYS(ChronoUnit.DAYS),
        WEEKS(ChronoUnit.WEEKS),
        MONTHS(ChronoUnit.MONTHS);

        private final ChronoUnit chrono;

        Unit(ChronoUnit chrono) {
            this.chrono = chrono;
        }
    }

    /// Whose turn it is at that instant, windows aside.
    List<UUID> turnAt(Instant at, ZoneId zone) {
        if (people.isEmpty()
                || at.isBefore(WallClock.instant(start, zone))
                || end.filter(wall -> !at.isBefore(WallClock.instant(wall, zone)))
                        .isPresent()) {
            return List.of();
        }
        return turn.map(each -> List.of(people.get((int) (index(at, zone, each) % people.size()))))
                .orElse(people);
    }

    /// The changeover that begins the turn of that number. Months are counted from the start, so one that starts on
    /// the 31st changes over on the last day of shorter months.
    LocalDateTime changeover(long number, Turn each) {
        return start.plus(number * each.length(), each.unit().chrono);
    }

    /// How many turns were over at that instant, which is not before the start.
    long index(Instant at, ZoneId zone, Turn each) {
        long units = each.unit().chrono.between(start, LocalDateTime.ofInstant(at, zone));
        long number = Math.max(0, units / each.length() - 1);
        while (!at.isBefore(WallClock.instant(changeover(number + 1, each), zone))) {
            number++;
        }
        return number;
    }
}
