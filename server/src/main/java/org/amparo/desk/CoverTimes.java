package org.amparo.desk;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.amparo.rota.Cover;
import org.amparo.rota.Shift;

/// What one person is asked for on a line in a range of time, by all of its schedules: everybody while any of
/// theirs is open, those in danger while they are on call alone.
///
/// @param open their shifts of open schedules, cut at the ends of the range
/// @param onCall the same of being on call
record CoverTimes(List<Shift> open, List<Shift> onCall) {
    CoverTimes {
        open = List.copyOf(open);
        onCall = List.copyOf(onCall);
    }

    /// A moment from which they are asked for something else than before.
    ///
    /// @param from empty: they were asked for nothing
    record Change(Instant at, Optional<Cover> from, Optional<Cover> to) {
        /// A time ends, other than into one in which they are asked for more.
        boolean leaves() {
            return from.isPresent() && !to.equals(Optional.of(Cover.OPEN));
        }
    }

    /// In order, without the ends of the range, where all is cut.
    List<Change> changes(Instant from, Instant until) {
        var moments = new TreeSet<Instant>();
        Stream.concat(open.stream(), onCall.stream())
                .flatMap(shift -> Stream.of(shift.from(), shift.until()))
                .filter(at -> at.isAfter(from) && at.isBefore(until))
                .forEach(moments::add);
        return moments.stream()
                .map(at -> new Change(at, at(at.minusNanos(1000)), at(at)))
                .filter(change -> !Objects.equals(change.from(), change.to()))
                .toList();
    }

    private Optional<Cover> at(Instant at) {
        if (covers(open, at)) {
            return Optional.of(Cover.OPEN);
        }
        return covers(onCall, at) ? Optional.of(Cover.ON_CALL) : Optional.empty();
    }

    private static boolean covers(List<Shift> shifts, Instant at) {
        return shifts.stream().anyMatch(one -> !at.isBefore(one.from()) && at.isBefore(one.until()));
    }
}
