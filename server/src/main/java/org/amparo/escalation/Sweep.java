package org.amparo.escalation;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.amparo.alarms.Alarm;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.conversations.Talk;

/// Looks at many runs that are due at once, and puts off those that can only go on waiting: most of a long queue.
/// What is the same for all of a line is read once. It changes nothing else and asks nobody: a run that has a move
/// to make is looked at by itself, with facts of that moment. It waits for nobody's lock, so that it holds up
/// nobody for longer than it takes. Safe for many threads and nodes.
@Singleton
class Sweep {
    /// So many rows are locked together, for some tens of milliseconds.
    static final int MOST = 200;

    /// An alarm that many wait says how many, as of less than so long ago.
    private static final Duration COUNTED_EVERY = Duration.ofMinutes(1);

    private final DueRuns runs;
    private final People people;
    private final Trouble trouble;
    private final Map<UUID, Instant> counted = new ConcurrentHashMap<>();

    Sweep(DueRuns runs, People people, Trouble trouble) {
        this.runs = runs;
        this.people = people;
        this.trouble = trouble;
    }

    /// @param putOff how many go on waiting
    /// @param busy those with something to do, who comes first before the others ([RunRow#precedence])
    record Swept(int putOff, List<UUID> busy) {
        Swept {
            busy = List.copyOf(busy);
        }
    }

    @Transactional
    Swept next(Instant now) {
        var due = runs.claimWaiting(now, MOST);
        var seen = new Seen(due, now);
        var later = new LinkedHashMap<UUID, Instant>();
        var busy = new ArrayList<RunRow>();
        for (var row : due) {
            seen.waitsUntil(row).ifPresentOrElse(until -> later.put(row.id(), until), () -> busy.add(row));
        }
        if (!later.isEmpty()) {
            runs.lookAgain(later);
        }
        busy.sort(Comparator.comparing(RunRow::precedence));
        return new Swept(later.size(), busy.stream().map(RunRow::id).toList());
    }

    /// What one sweep has read.
    private final class Seen {
        private final Instant now;
        private final Map<UUID, Roster> rosters = new HashMap<>();
        private final Map<UUID, Set<UUID>> alarmed = new HashMap<>();
        private final Map<UUID, Ties> ties;

        Seen(List<RunRow> due, Instant now) {
            this.now = now;
            var contacts = due.stream()
                    .filter(Sweep::mayWait)
                    .flatMap(row -> row.talk().stream())
                    .map(Talk::contact)
                    .collect(Collectors.toSet());
            this.ties = contacts.isEmpty() ? Map.of() : people.ties(contacts, now);
        }

        /// Empty when there is something to do, or it takes a look of its own to know.
        Optional<Instant> waitsUntil(RunRow row) {
            var talk = row.talk().filter(_ -> mayWait(row));
            var tied = talk.flatMap(one -> Optional.ofNullable(ties.get(one.contact())));
            if (talk.isEmpty() || tied.isEmpty()) {
                return Optional.empty();
            }
            var roster = rosters.computeIfAbsent(row.line(), line -> people.roster(line, now));
            return move(row, roster.facts(row, talk.get(), tied.get())).flatMap(move -> switch (move) {
                case Move.Wait(var until) -> Optional.of(until);
                case Move.GiveUp(var again) -> known(row, talk.get()) ? Optional.of(again) : Optional.empty();
                default -> Optional.empty();
            });
        }

        /// Empty for a run that cannot be read: its own look says so, and holds up no other.
        private Optional<Move> move(RunRow row, Facts facts) {
            try {
                return Optional.of(row.frozen().next(row.run(), facts, now));
            } catch (RuntimeException _) {
                return Optional.empty();
            }
        }

        /// Supervisors are told already that somebody waits in that language, and how many. Else the first of them
        /// says so for all.
        private boolean known(RunRow row, Talk talk) {
            var subject = Alarm.subject(talk.line(), talk.locale());
            var all = alarmed.computeIfAbsent(
                    row.organisation(), organisation -> new HashSet<>(trouble.knownToWait(organisation)));
            var last = counted.get(subject);
            boolean fresh = last != null && now.isBefore(last.plus(COUNTED_EVERY)) && !last.isAfter(now);
            if (all.contains(subject) && fresh) {
                return true;
            }
            counted.put(subject, now);
            // The rest of this sweep need not say it again.
            all.add(subject);
            return false;
        }
    }

    /// It has begun to climb, and its contact waits.
    private static boolean mayWait(RunRow row) {
        return row.run().way().isPresent()
                && row.talk()
                        .filter(talk -> talk.status() == Status.WAITING || talk.status() == Status.LEFT)
                        .isPresent();
    }
}
