package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.conversations.Talk;
import org.jdbi.v3.core.Jdbi;

/// Lets whoever comes first ask first ([RunRow#precedence]), whichever run happens to be due: who is about to ask
/// somebody leaves the places to those before them who would ask for the same now, and has them looked at. Works
/// inside the caller's transaction, which is alone on the line ([Runs#alone]).
@Singleton
class InTurn {
    /// So many of each language, and so many children, can come before one: more than the places of those on duty.
    static final int MOST = RunsWoken.WOKEN;

    static final String BEFORE = """
            (SELECT r.id FROM escalation_run r
              WHERE r.line_id = :line AND r.danger AND r.status = 'running' AND NOT r.test
              ORDER BY r.created_at LIMIT :most)
             UNION
            SELECT r.id FROM escalation_run r
             WHERE r.status = 'running' AND r.conversation_id IN (
                   (SELECT id FROM conversation
                     WHERE line_id = :line AND status = 'waiting' AND priority = 'child' AND NOT test
                       AND (NOT :child OR waiting_since <= :since)
                     ORDER BY waiting_since LIMIT :most)
                    UNION ALL
                   SELECT first.id
                     FROM (SELECT DISTINCT locale FROM conversation
                            WHERE NOT :child AND line_id = :line AND status = 'waiting') AS spoken
                    CROSS JOIN LATERAL (
                          SELECT id FROM conversation
                           WHERE line_id = :line AND status = 'waiting' AND locale = spoken.locale AND NOT test
                             AND (:left OR waiting_since <= :since)
                           ORDER BY waiting_since LIMIT :most) AS first)
            """;

    private final Jdbi jdbi;
    private final Runs runs;
    private final RunsWoken woken;
    private final People people;

    InTurn(Jdbi jdbi, Runs runs, RunsWoken woken, People people) {
        this.jdbi = jdbi;
        this.runs = runs;
        this.woken = woken;
        this.people = people;
    }

    /// What that run sees around it once all before it have asked whom they would ask now; for a run that is about
    /// to ask. In danger nobody comes before, and practice has a queue of its own.
    Facts facts(RunRow row, Talk talk, Instant now) {
        if (talk.test() || row.run().wish().danger()) {
            return people.facts(row, talk, now);
        }
        var roster = people.roster(row.line(), now);
        var asking = new ArrayList<UUID>();
        var before = before(row);
        var ties = ties(before, now);
        for (var one : before) {
            var asked = asks(one, roster, ties, now);
            asked.forEach(_ -> asking.add(one.id()));
            for (var person : asked) {
                roster = roster.asking(person);
            }
        }
        woken.wake(asking, now);
        return roster.facts(row, talk, people.ties(talk, roster, now));
    }

    private List<RunRow> before(RunRow row) {
        var place = row.precedence();
        var ids = jdbi.withHandle(handle -> handle.createQuery(BEFORE)
                .bind("line", row.line())
                .bind("child", place.child() && !place.left())
                .bind("left", place.left())
                .bind("since", place.since())
                .bind("most", MOST)
                .mapTo(UUID.class)
                .list());
        return readable(ids).stream()
                .filter(one -> one.talk().isPresent() && one.precedence().compareTo(place) < 0)
                .sorted(Comparator.comparing(RunRow::precedence))
                .toList();
    }

    /// One that cannot be read asks nobody, and holds up no other.
    private List<RunRow> readable(List<UUID> ids) {
        try {
            return runs.rows(ids);
        } catch (RuntimeException _) {
            return ids.stream().flatMap(id -> readable(id).stream()).toList();
        }
    }

    private Optional<RunRow> readable(UUID id) {
        try {
            return runs.find(id);
        } catch (RuntimeException _) {
            return Optional.empty();
        }
    }

    private Map<UUID, Ties> ties(List<RunRow> rows, Instant now) {
        var contacts =
                rows.stream().map(row -> row.talk().orElseThrow().contact()).collect(Collectors.toSet());
        return contacts.isEmpty() ? Map.of() : people.ties(contacts, now);
    }

    /// Whom it would ask now: first by what many looks see, where they see this contact, then by what its own look
    /// will.
    private List<UUID> asks(RunRow row, Roster roster, Map<UUID, Ties> ties, Instant now) {
        var talk = row.talk().orElseThrow();
        var tied = Optional.ofNullable(ties.get(talk.contact()));
        if (tied.filter(many -> asks(row, roster.facts(row, talk, many), now).isEmpty())
                .isPresent()) {
            return List.of();
        }
        return asks(row, roster.facts(row, talk, people.ties(talk, roster, now)), now);
    }

    /// Nor does one whose policy cannot.
    private static List<UUID> asks(RunRow row, Facts facts, Instant now) {
        try {
            return row.frozen().asks(row.run(), facts, now);
        } catch (RuntimeException _) {
            return List.of();
        }
    }
}
