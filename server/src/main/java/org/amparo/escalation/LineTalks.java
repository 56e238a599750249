package org.amparo.escalation;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What is going on a line, for whoever supervises it: who waits, first whoever comes first, and who is held, by
/// ids alone. Practice is left out, and so are the talks of contacts whom the reader is kept away from. Safe for
/// many threads and nodes.
@Singleton
public class LineTalks {
    private final Jdbi jdbi;
    private final Conversations conversations;
    private final People people;

    LineTalks(Jdbi jdbi, Conversations conversations, People people) {
        this.jdbi = jdbi;
        this.conversations = conversations;
        this.people = people;
    }

    /// @param child it may be a child's
    /// @param since they wait, or are held
    /// @param unanswered since when its holder owes an answer
    public record Row(Talk talk, boolean child, Instant since, Optional<Instant> unanswered) {}

    /// @param more how many there are beyond those rows
    public record Found(List<Row> rows, int more) {
        public Found {
            rows = List.copyOf(rows);
        }
    }

    private record Line(UUID talk, Instant since, @Nullable Instant unanswered, int all) {}

    /// Those who wait: danger, then children, then the longest wait.
    @Transactional
    public Found waiting(UUID line, UUID reader, int atMost) {
        return found(
                reader,
                jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT id AS talk, waiting_since AS since, CAST(NULL AS timestamptz) AS unanswered,
                               count(*) OVER () AS "all"
                          FROM conversation
                         WHERE line_id = :line AND status = 'waiting' AND NOT test
                         ORDER BY priority = 'danger' DESC, priority = 'child' DESC, waiting_since, id LIMIT :most
                        """)
                        .bind("line", line)
                        .bind("most", atMost)
                        .map((row, _) -> line(row))
                        .list()));
    }

    /// Those somebody holds: danger first, then whoever waits longest for an answer.
    @Transactional
    public Found held(UUID line, UUID reader, int atMost) {
        return found(
                reader,
                jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT c.id AS talk, p.joined_at AS since, COALESCE(r.unanswered_since, CASE WHEN r.status = 'running' THEN r.began_at END) AS unanswered,
                               count(*) OVER () AS "all"
                          FROM conversation c
                          JOIN participant p ON p.conversation_id = c.id AND p.kind = 'responder' AND p.left_at IS NULL
                          LEFT JOIN escalation_run r ON r.conversation_id = c.id AND r.status IN ('held', 'running')
                         WHERE c.line_id = :line AND c.status = 'held' AND NOT c.test
                         ORDER BY c.priority = 'danger' DESC, unanswered NULLS LAST, p.joined_at, c.id LIMIT :most
                        """)
                        .bind("line", line)
                        .bind("most", atMost)
                        .map((row, _) -> line(row))
                        .list()));
    }

    private Found found(UUID reader, List<Line> lines) {
        var talks = conversations.find(lines.stream().map(Line::talk).toList());
        var rows = lines.stream()
                .flatMap(one -> Optional.ofNullable(talks.get(one.talk()))
                        .filter(talk -> !people.barred(talk.contact()).contains(reader))
                        .map(talk -> row(one, talk))
                        .stream())
                .toList();
        return new Found(rows, lines.isEmpty() ? 0 : lines.getFirst().all() - lines.size());
    }

    private Row row(Line line, Talk talk) {
        return new Row(talk, conversations.mayBeChild(talk), line.since(), Optional.ofNullable(line.unanswered()));
    }

    private static Line line(ResultSet row) throws SQLException {
        var unanswered = row.getTimestamp("unanswered");
        return new Line(
                row.getObject("talk", UUID.class),
                row.getTimestamp("since").toInstant(),
                unanswered == null ? null : unanswered.toInstant(),
                row.getInt("all"));
    }
}
